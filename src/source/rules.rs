//! Every rule that knowledge is checked by, with a sentence on what breaks it. Names are
//! permanent: scripts and `faq/checks.toml` hold them.

/// The rules by name, in the order of the names.
pub const RULES: [(&str, &str); 85] = [
    ("all-phases-past", "every date of an answer has passed, so its last words are said for good"),
    ("allowed-for-nothing", "faq/checks.toml allows a rule that nothing breaks"),
    ("answer-missing", "an answer is a stub that says that it is missing"),
    ("answer-much-shorter", "an answer is less than half as long in one language as in the other"),
    ("answer-too-long", "an answer with its source is longer than Telegram's 4096 characters"),
    ("changed-in-one-language", "a text was changed in one language only since both were accepted"),
    (
        "colliding-topics",
        "a topic loses more than one in eight of its phrases to another, each judged without itself",
    ),
    ("contact-unused", "a contact is named by no programme, no topic, and is nobody's deputy"),
    ("contact-without-deputy", "a contact has nobody who answers in their place"),
    ("contact-without-hours", "neither a contact nor the office has hours"),
    ("deputy-of-themselves", "a contact is their own deputy"),
    ("does-not-render", "a text uses something that is not there, on some day of the next year"),
    ("ends-soon", "a phase of an answer ends within 30 days"),
    ("fact-twice", "a topic has a fact that its programme has already"),
    ("fact-without-date", "a phase ends with a fact that is no date with a year"),
    ("fact-written-out", "a text holds a date, a number or a link that belongs into a fact"),
    ("facts-differ", "a text uses a fact, a term or a figure in one language only"),
    ("few-phrases", "a topic has fewer than three phrases in a language"),
    ("fit-out-of-date", "the judgement was fitted to another version of the knowledge"),
    ("fluent-syntax", "a file under locales/ is not valid Fluent"),
    ("group-empty", "a group of the lexicon has no word"),
    ("group-never-found", "no word of a group can ever be found"),
    ("group-twice", "two groups of the lexicon have one name"),
    ("holiday-twice", "a day is a holiday twice"),
    ("hours-reversed", "hours end before they begin"),
    ("hours-without-days", "hours are of no day of the week"),
    ("id-is-not-its-place", "an id or a programme is not what the file's place says"),
    ("id-twice", "two topics, programmes or replies have one id"),
    ("import-source", "a file of another bot cannot be read"),
    ("learnt-unusable", "what was learnt is damaged, or of another version of the program"),
    ("malformed-id", "an id is not lower-case words joined by hyphens, or is too long"),
    ("malformed-phone", "a telephone number is not Indonesian: `0...` or `+62...`, 8 to 12 digits"),
    ("markup-broken", "a text has markup that Telegram does not know, or that stays open"),
    ("message-twice", "a text is defined twice in one language"),
    ("missing-key", "a key that must be there is not"),
    ("missing-message", "a text is missing in one of the languages"),
    ("never-line-answered", "a line that must not be answered is answered"),
    ("no-phrase", "a topic has no phrase, or none in one of the languages"),
    ("no-source", "a topic names no source"),
    ("no-test", "a topic has no [[test]]"),
    ("not-a-choice", "a word is none of those that can stand here"),
    ("phase-never-said", "a phase of an answer can never be said, since an earlier one lasts as long"),
    ("phase-with-two-ends", "a phase of an answer has both `before` and `until`"),
    ("phrase-of-two-topics", "a phrase stands twice, or in two topics"),
    ("phrase-too-long", "a phrase is longer than 400 characters"),
    ("phrase-without-words", "a phrase has no letters or digits"),
    ("real-word-is-none", "an entry of `real-words` is no slang that is a word"),
    ("regex-invalid", "a pattern does not compile"),
    ("regex-matches-nothing", "a pattern matches the empty text"),
    ("regex-overreaches", "a pattern matches a phrase of another topic or a line that must not be answered"),
    ("regex-unproven", "a pattern matches no phrase of its own topic"),
    ("same-words", "two phrases of two topics are one once chat spellings are resolved"),
    ("silent-in-the-end", "a topic has nothing to say once its last date has passed"),
    ("slang-for-nothing", "a chat spelling stands for nothing"),
    ("slang-is-a-word", "a chat spelling is a word of its own, and not among `real-words`"),
    ("slang-of-slang", "a chat spelling stands for another, or for itself"),
    ("slang-twice", "a chat spelling stands twice"),
    ("source-from-the-future", "a source was checked on a day that is still to come"),
    ("source-stale", "nobody has checked a source for longer than `stale-after` days"),
    ("source-unused", "no topic names a source"),
    ("stray-file", "a file has no place in the knowledge"),
    ("test-fails", "a [[test]] is not answered as it must be"),
    ("test-of-another-answer", "a [[test]] expects a text that its topic never says"),
    ("texts-not-accepted", "a text is new, or both its languages changed, since the texts were accepted"),
    ("title-too-long", "a title is longer than a button on a phone"),
    ("toml-syntax", "a file under faq/ is not valid TOML"),
    ("unknown-contact", "nobody in faq/contacts.toml has this name"),
    ("unknown-fact", "no fact has this name"),
    ("unknown-function", "a text calls something other than DATE with one of its styles"),
    ("unknown-key", "a key is not one that the format knows"),
    ("unknown-programme", "a topic stands in a folder without a programme"),
    ("unknown-rule", "faq/checks.toml names a rule that there is not"),
    ("unknown-source", "no source of the programme has this name"),
    ("unknown-topic", "no other topic has this id"),
    ("unreachable-topic", "most phrases of a topic come to another, each judged without itself"),
    ("unused-message", "nobody says a text"),
    ("url-invalid", "an address is not http or https with a host, or holds spaces or quotes"),
    ("url-not-https", "an address is not https"),
    ("url-of-a-strange-host", "an address is of none of the `hosts` of faq/checks.toml"),
    ("url-tracks", "an address carries parameters that only follow people"),
    ("variant-never-chosen", "a text has a plural variant that its language never chooses"),
    ("word-never-met", "a word of the lexicon can never be met"),
    ("word-of-two-groups", "a word stands in two groups or names of the lexicon"),
    ("word-twice", "a word stands twice in one group of the lexicon"),
    ("wrong-type", "a value is of another type than belongs here"),
];

/// What breaks a rule, in a sentence; `None` for what is no rule.
pub fn about(rule: &str) -> Option<&'static str> {
    RULES.binary_search_by_key(&rule, |(name, _)| name).ok().map(|at| RULES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_in_order_and_in_kebab_case() {
        assert!(RULES.is_sorted_by(|(a, _), (b, _)| a < b));
        for (name, about) in RULES {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
            assert!(!about.ends_with('.') && super::about(name) == Some(about), "{name}");
        }
        assert_eq!(super::about("no-such-rule"), None);
    }
}
