//! Elements of a page. The one way from text to markup: whatever goes in as a text or as
//! a value of an attribute is escaped here, so that no text can become markup.

use std::fmt::{self, Display, Write};

/// Characters of a foreign text that are shown.
const SHOWN: usize = 320;

/// An element with all that is in it. SVG is written the same way.
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    inner: String,
}

/// An empty element.
pub(super) fn element(name: &'static str) -> Element {
    Element { name, attributes: String::new(), inner: String::new() }
}

impl Element {
    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl Display) -> Element {
        // Writing to a string cannot fail.
        let _ = write!(self.attributes, " {name}=\"{}\"", escaped(&value.to_string()));
        self
    }

    /// With a class.
    pub fn class(self, class: &'static str) -> Element {
        self.with("class", class)
    }

    /// With words of our own.
    pub fn text(mut self, text: impl Display) -> Element {
        self.inner.push_str(&escaped(&text.to_string()));
        self
    }

    /// With a text from outside, which may be of any length.
    pub fn quote(self, text: &str) -> Element {
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => self.text(&text[..end]).text('…'),
            None => self.text(text),
        }
    }

    /// With an element.
    pub fn put(mut self, child: Element) -> Element {
        let _ = write!(self.inner, "{child}");
        self
    }

    /// With elements, in their order.
    pub fn all(self, children: impl IntoIterator<Item = Element>) -> Element {
        children.into_iter().fold(self, Element::put)
    }

    /// With a style sheet, which is part of the program and taken as it is.
    pub fn style_sheet(mut self, sheet: &'static str) -> Element {
        self.inner.push_str(sheet);
        self
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Element { name, attributes, inner } = self;
        match *name {
            "meta" => write!(f, "<{name}{attributes}>"),
            _ => write!(f, "<{name}{attributes}>{inner}</{name}>"),
        }
    }
}

/// Any text as markup that shows it letter by letter; what would turn the direction of
/// the text around it is dropped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_makes_a_tag_or_ends_an_attribute(text in ".{0,60}") {
            let shown = element("p").with("title", &text).quote(&text).to_string();
            prop_assert_eq!(shown.matches('<').count(), 2);
            prop_assert_eq!(shown.matches('>').count(), 2);
            prop_assert_eq!(shown.matches(['"', '\'']).count(), 2);
        }
    }

    #[test]
    fn a_foreign_text_is_shown_to_a_bound() {
        let long = element("p").quote(&"é".repeat(10_000)).to_string();
        assert_eq!(long.matches('é').count(), SHOWN);
        assert!(long.ends_with("…</p>"));
        assert_eq!(element("p").quote("short").to_string(), "<p>short</p>");
    }
}
