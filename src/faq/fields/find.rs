//! Where a text stands in a file, when only the text is known.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::source::{At, SourceFile};

/// Where the first string of a TOML file stands that reads `text`.
pub fn place_of(file: &SourceFile, text: &str) -> Option<At<()>> {
    let (root, _) = DeTable::parse_recoverable(&file.text);
    let found = root.get_ref().iter().find_map(|(_, value)| find(value, text));
    found.map(|span| file.at(span))
}

fn find(value: &Spanned<DeValue<'_>>, text: &str) -> Option<std::ops::Range<usize>> {
    match value.get_ref() {
        DeValue::String(string) => (string == text).then(|| value.span()),
        DeValue::Array(items) => items.iter().find_map(|item| find(item, text)),
        DeValue::Table(table) => table.iter().find_map(|(_, value)| find(value, text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_however_it_is_written() {
        let text = "a = 1\n[b]\nid = ['x', \"say \\\"hi\\\"\"]\n".to_owned();
        let file = SourceFile { path: "faq/x.toml".into(), text };
        let place = place_of(&file, "say \"hi\"").map(|at| file.text[at.span].to_owned());
        assert_eq!(place.as_deref(), Some("\"say \\\"hi\\\"\""));
        assert_eq!(place_of(&file, "y"), None);
    }
}
