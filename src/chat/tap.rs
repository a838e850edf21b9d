//! What tapping a button does, as the short text that a button carries. Parsing and
//! printing are one round trip; anything else that comes in is a stale or forged
//! button, which has no effect.

use crate::faq::TopicId;
use crate::lang::Lang;

/// The effect of a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tap {
    /// Answer this topic.
    Topic(TopicId),
    /// List a programme's topics.
    Programme(String),
    /// List the programmes.
    Menu,
    /// None of the offered topics is meant.
    NoneOfThese,
    /// Call a person.
    Person,
    /// Speak this language from now on.
    Language(Lang),
}

impl Tap {
    /// Telegram carries at most this many bytes.
    pub const MAX_BYTES: usize = 64;

    /// The payload of a button.
    pub fn payload(&self) -> String {
        match self {
            Tap::Topic(topic) => format!("t:{topic}"),
            Tap::Programme(programme) => format!("p:{programme}"),
            Tap::Menu => "menu".to_owned(),
            Tap::NoneOfThese => "none".to_owned(),
            Tap::Person => "person".to_owned(),
            Tap::Language(lang) => format!("l:{lang}"),
        }
    }

    /// The effect of a payload; `None` for one that no button of ours carries.
    pub fn parse(payload: &str) -> Option<Tap> {
        match payload {
            "menu" => return Some(Tap::Menu),
            "none" => return Some(Tap::NoneOfThese),
            "person" => return Some(Tap::Person),
            _ => {}
        }
        match payload.split_once(':')? {
            ("t", topic) => Some(Tap::Topic(TopicId::new(topic))),
            ("p", programme) => Some(Tap::Programme(programme.to_owned())),
            ("l", code) => Lang::from_code(code).map(Tap::Language),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn payloads_are_read_back() {
        let taps = [
            Tap::Topic(TopicId::new("rex-about")),
            Tap::Programme("rex".into()),
            Tap::Menu,
            Tap::NoneOfThese,
            Tap::Person,
            Tap::Language(Lang::En),
        ];
        for tap in taps {
            assert_eq!(Tap::parse(&tap.payload()), Some(tap));
        }
    }

    #[test]
    fn the_longest_topic_id_fits_a_button() {
        let tap = Tap::Topic(TopicId::new(&"x".repeat(TopicId::MAX_BYTES)));
        assert!(tap.payload().len() <= Tap::MAX_BYTES);
    }

    proptest! {
        #[test]
        fn a_forged_payload_never_panics(payload in "\\PC{0,80}") {
            if let Some(tap) = Tap::parse(&payload) {
                prop_assert_eq!(tap.payload(), payload);
            }
        }
    }
}
