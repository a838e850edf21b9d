//! Names of the office's kind for names of any kind: a permanent id, and a title that fits
//! a button. It may not lose the original: the label stays in the topic's file.

use std::collections::HashMap;

use crate::faq::TopicId;
use crate::text::{fold, is_word, words};

/// Names that files of the knowledge have already.
const RESERVED: [&str; 7] = ["chat", "lexicon", "messages", "formats", "programme", "never", "out-of-scope"];
/// Telegram cuts longer button texts on a phone.
const MAX_TITLE: usize = 28;
/// What is looked at of a label, in characters: more than any id or title holds.
const MAX_LABEL: usize = 200;

/// Gives out ids, each once.
pub(super) struct Ids(HashMap<String, usize>);

impl Ids {
    /// Ids that are neither reserved nor the programme's.
    pub fn new(programme: &str) -> Ids {
        Ids(RESERVED.iter().chain([&programme]).map(|name| ((*name).to_owned(), 1)).collect())
    }

    /// A new id that is like the label: kebab-case, short enough for a button.
    pub fn give(&mut self, label: &str) -> String {
        let wanted = kebab(label);
        loop {
            let times = self.0.entry(wanted.clone()).or_default();
            *times += 1;
            if *times == 1 {
                return wanted;
            }
            let suffix = format!("-{times}");
            let id = format!("{}{suffix}", cut(&wanted, TopicId::MAX_BYTES - suffix.len()));
            if !self.0.contains_key(&id) {
                self.0.insert(id.clone(), 1);
                return id;
            }
        }
    }
}

/// Whether a programme can be called that.
pub fn is_programme(name: &str) -> bool {
    kebab(name) == name && !RESERVED.contains(&name)
}

/// The label's letters and digits, in lower case and joined by hyphens. Messages are named
/// after it, and those begin with a letter.
fn kebab(label: &str) -> String {
    let folded = fold(&parted(label));
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    let id = if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("topic-{id}") };
    cut(&id, TopicId::MAX_BYTES).to_owned()
}

/// At most so many bytes, whole words where that leaves more than half.
fn cut(id: &str, bytes: usize) -> &str {
    let short = &id[..id.len().min(bytes)];
    let whole = match short.rfind('-') {
        Some(end) if id.len() > bytes && end > bytes / 2 => &short[..end],
        _ => short,
    };
    whole.trim_end_matches('-')
}

/// The label as words: `orderStatus` and `ORDER_STATUS` are "order status". Text that has
/// spaces already is meant as it stands.
fn parted(label: &str) -> String {
    let label: String = label.chars().take(MAX_LABEL).collect();
    if label.contains(char::is_whitespace) {
        return label;
    }
    let mut parted = String::new();
    let mut lower = false;
    for c in label.chars() {
        if lower && c.is_uppercase() {
            parted.push(' ');
        }
        lower = c.is_lowercase();
        parted.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    parted
}

/// The label as a button says it: "Order status". Empty where nothing of it can be said.
pub(super) fn title(label: &str) -> String {
    let parted = parted(label);
    let single = !label.contains(char::is_whitespace);
    let words: Vec<String> = parted
        .split(|c: char| c.is_whitespace() || c.is_control() || "<>&".contains(c))
        .filter(|word| !word.is_empty())
        .map(|word| if single { word.to_lowercase() } else { word.to_owned() })
        .collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    shortened(&format!("{first}{}", letters.as_str()))
}

/// The label as somebody would say it, where it reads as words: `card_about_to_expire` does,
/// `INTENT_12` and `misc` do not.
pub(super) fn spoken(label: &str) -> Option<String> {
    let folded = fold(&parted(label));
    let words = words(&folded);
    let letters = words.iter().all(|word| word.chars().all(char::is_alphabetic));
    let known = words.iter().filter(|word| is_word(word)).count();
    (words.len() > 1 && letters && 2 * known > words.len()).then(|| words.join(" "))
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= MAX_TITLE {
        return title.to_owned();
    }
    let short: String = title.chars().take(MAX_TITLE - 1).collect();
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_of_any_habit_become_ids_and_titles() {
        for (label, id, words) in [
            ("CHAT_WITH_AGENT", "chat-with-agent", "Chat with agent"),
            ("Refund_not_showing_up", "refund-not-showing-up", "Refund not showing up"),
            ("orderStatus", "order-status", "Order status"),
            ("faq/ask.price", "faq-ask-price", "Faq ask price"),
            ("2fa", "topic-2fa", "2fa"),
            ("What's the fee?", "whats-the-fee", "What's the fee?"),
            ("متى", "topic", "متى"),
        ] {
            assert_eq!((kebab(label).as_str(), title(label).as_str()), (id, words), "{label}");
        }
    }

    #[test]
    fn a_label_is_spoken_where_it_reads_as_words() {
        for (label, says) in [
            ("card_about_to_expire", Some("card about to expire")),
            ("jamBuka", Some("jam buka")),
            ("What's the fee?", Some("whats the fee")),
            ("apple_pay_or_google_pay", Some("apple pay or google pay")),
            ("INTENT_12", None),
            ("misc", None),
            ("xq_zzt", None),
            ("", None),
        ] {
            assert_eq!(spoken(label).as_deref(), says, "{label}");
        }
    }

    #[test]
    fn equal_ids_are_told_apart_and_reserved_ones_are_left_alone() {
        let mut ids = Ids::new("imported");
        let long = "a-word-that-is-much-longer-than-an-id-may-be";
        let given =
            ["A_B", "a-b", "a-b-2", "A b", "never", "imported", long, long].map(|label| ids.give(label));
        let expected = [
            "a-b",
            "a-b-2",
            "a-b-2-2",
            "a-b-3",
            "never-2",
            "imported-2",
            "a-word-that-is-much-longer-than-an-id",
            "a-word-that-is-much-longer-than-an-id-2",
        ];
        assert_eq!(given, expected);
    }

    proptest! {
        #[test]
        fn any_labels_get_ids_of_their_own(labels in proptest::collection::vec("\\PC{0,60}", 1..20)) {
            let mut ids = Ids::new("imported");
            let given: Vec<String> = labels.iter().map(|label| ids.give(label)).collect();
            let distinct: std::collections::HashSet<&String> = given.iter().collect();
            prop_assert_eq!(distinct.len(), labels.len());
            for id in &given {
                prop_assert!(id.len() <= TopicId::MAX_BYTES && !id.contains("--") && !id.ends_with('-'));
                prop_assert!(id.starts_with(|c: char| c.is_ascii_lowercase()));
            }
            for label in &labels {
                prop_assert!(title(label).chars().count() <= MAX_TITLE);
            }
        }
    }
}
