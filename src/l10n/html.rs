//! Text ready for Telegram. Built in this module only: words of the locale files are
//! trusted markup, everything else is escaped first.

/// The tags that texts may use, of those that Telegram knows.
const TAGS: [&str; 9] = ["b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"];

/// Telegram's HTML (<https://core.telegram.org/bots/api#html-style>).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    /// Markup that is known to be sound: rendered from the locale files.
    pub(super) fn trusted(markup: String) -> Html {
        Html(markup)
    }

    /// Any text, shown letter by letter.
    pub fn of_text(text: &str) -> Html {
        Html(escape(text))
    }

    /// Paragraphs with an empty line between them.
    pub fn paragraphs(parts: impl IntoIterator<Item = Html>) -> Html {
        let parts: Vec<String> =
            parts.into_iter().map(|part| part.0).filter(|part| !part.is_empty()).collect();
        Html(parts.join("\n\n"))
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as a person reads it, without markup.
    pub fn plain(&self) -> String {
        self.with_tags(|_| "")
    }

    /// Any markup as a person reads it.
    pub fn plain_of(markup: &str) -> String {
        Html(markup.to_owned()).plain()
    }

    /// The text as a terminal shows it, bold where the markup is.
    pub fn terminal(&self) -> String {
        self.with_tags(|tag| match tag {
            "b" => "\u{1b}[1m",
            "i" => "\u{1b}[2m",
            "/b" | "/i" => "\u{1b}[0m",
            _ => "",
        })
    }

    /// What Telegram would refuse about the markup: a tag that it does not know, or one that
    /// is not closed in its turn.
    pub(super) fn fault(&self) -> Option<String> {
        let mut open: Vec<&str> = Vec::new();
        for part in self.0.split('<').skip(1) {
            let Some((tag, _)) = part.split_once('>') else { return Some("a `<` without a `>`".to_owned()) };
            let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
            if !TAGS.contains(&name) {
                return Some(format!("the unknown tag `<{tag}>`"));
            }
            if !tag.starts_with('/') {
                open.push(name);
            } else if open.pop() != Some(name) {
                return Some(format!("a `<{tag}>` that closes nothing"));
            }
        }
        open.pop().map(|name| format!("a `<{name}>` that is never closed"))
    }

    /// The text with each tag replaced.
    fn with_tags(&self, replace: impl Fn(&str) -> &'static str) -> String {
        let mut text = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(start) = rest.find('<') {
            let end = rest[start..].find('>').map_or(rest.len(), |length| start + length);
            text.push_str(&rest[..start]);
            text.push_str(replace(rest.get(start + 1..end).unwrap_or_default()));
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        text.push_str(rest);
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }
}

/// Any text as markup that shows it letter by letter; direction overrides are dropped.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() && c != '\n' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_that_telegram_would_refuse_is_found() {
        let fault = |markup: &str| Html::trusted(markup.to_owned()).fault();
        for sound in ["", "a <b>b <i>c</i></b>", "<a href=\"https://a.id\">a</a> &lt;b&gt;"] {
            assert_eq!(fault(sound), None, "{sound}");
        }
        for broken in ["<b>a", "a</b>", "<b><i>a</b></i>", "<br>", "a < b", "<b"] {
            assert!(fault(broken).is_some(), "{broken}");
        }
    }

    proptest! {
        #[test]
        fn escaped_text_holds_no_markup_and_reads_as_before(text in "[^\\p{C}]{0,100}") {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"']));
            prop_assert_eq!(Html::trusted(escaped).plain(), text);
        }
    }
}
