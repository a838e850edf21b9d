//! What tapping a button does, as the short text that a button carries. Parsing and
//! printing are one round trip; anything else that comes in is a stale or forged
//! button, which has no effect.

use super::TicketNumber;
use crate::faq::TopicId;
use crate::lang::Lang;

/// The effect of a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tap {
    /// Answer this topic.
    Topic(TopicId),
    /// List a programme's topics, this page of them, counted from 0.
    Programme(String, usize),
    /// List the programmes, in a message of its own.
    Menu,
    /// Back to the programmes, in the same message.
    Back,
    /// None of the offered topics is meant.
    NoneOfThese,
    /// Call a person.
    Person,
    /// Speak this language from now on.
    Language(Lang),
    /// The answer on this topic was good, or was not.
    Rate(TopicId, bool),
    /// The next text adds to this ticket.
    Detail(TicketNumber),
    /// This ticket is answered.
    Done(TicketNumber),
    /// Tell me once the knowledge has an answer to this ticket.
    TellMe(TicketNumber),
    /// So content with the answer to this ticket, 1 to 5.
    Content(TicketNumber, u8),
    /// Erase everything that is stored of me.
    Forget,
}

impl Tap {
    /// Telegram carries at most this many bytes.
    pub const MAX_BYTES: usize = 64;

    /// The payload of a button.
    pub fn payload(&self) -> String {
        match self {
            Tap::Topic(topic) => format!("t:{topic}"),
            Tap::Programme(programme, 0) => format!("p:{programme}"),
            Tap::Programme(programme, page) => format!("p:{programme}:{page}"),
            Tap::Menu => "menu".to_owned(),
            Tap::Back => "back".to_owned(),
            Tap::NoneOfThese => "none".to_owned(),
            Tap::Person => "person".to_owned(),
            Tap::Language(lang) => format!("l:{lang}"),
            Tap::Rate(topic, true) => format!("+:{topic}"),
            Tap::Rate(topic, false) => format!("-:{topic}"),
            Tap::Detail(ticket) => format!("i:{}", ticket.0),
            Tap::Done(ticket) => format!("x:{}", ticket.0),
            Tap::TellMe(ticket) => format!("w:{}", ticket.0),
            Tap::Content(ticket, content) => format!("c:{}:{content}", ticket.0),
            Tap::Forget => "forget".to_owned(),
        }
    }

    /// The effect of a payload; `None` for one that no button of ours carries.
    pub fn parse(payload: &str) -> Option<Tap> {
        match payload {
            "menu" => return Some(Tap::Menu),
            "back" => return Some(Tap::Back),
            "none" => return Some(Tap::NoneOfThese),
            "person" => return Some(Tap::Person),
            "forget" => return Some(Tap::Forget),
            _ => {}
        }
        match payload.split_once(':')? {
            ("t", topic) => Some(Tap::Topic(TopicId::new(topic))),
            ("p", place) => Some(page(place)),
            ("l", code) => Lang::from_code(code).map(Tap::Language),
            ("+", topic) => Some(Tap::Rate(TopicId::new(topic), true)),
            ("-", topic) => Some(Tap::Rate(TopicId::new(topic), false)),
            ("i", number) => ticket(number).map(Tap::Detail),
            ("x", number) => ticket(number).map(Tap::Done),
            ("w", number) => ticket(number).map(Tap::TellMe),
            ("c", rest) => {
                let (number, content) = rest.split_once(':')?;
                Some(Tap::Content(ticket(number)?, content.parse().ok()?))
            }
            _ => None,
        }
    }
}

/// A ticket's number, as we print it.
fn ticket(number: &str) -> Option<TicketNumber> {
    let canonical = !number.starts_with(['0', '+']);
    number.parse().ok().filter(|number| canonical && *number > 0).map(TicketNumber)
}

/// `rex` or `rex:2`.
fn page(place: &str) -> Tap {
    match place.rsplit_once(':').map(|(programme, page)| (programme, page.parse())) {
        Some((programme, Ok(page))) if page > 0 => Tap::Programme(programme.to_owned(), page),
        _ => Tap::Programme(place.to_owned(), 0),
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
            Tap::Programme("rex".into(), 0),
            Tap::Programme("rex".into(), 2),
            Tap::Menu,
            Tap::Back,
            Tap::NoneOfThese,
            Tap::Person,
            Tap::Language(Lang::En),
            Tap::Rate(TopicId::new("rex-about"), true),
            Tap::Rate(TopicId::new("rex-about"), false),
            Tap::Detail(TicketNumber(12)),
            Tap::Done(TicketNumber(12)),
            Tap::TellMe(TicketNumber(i64::MAX)),
            Tap::Content(TicketNumber(12), 5),
            Tap::Forget,
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
                prop_assert_eq!(Tap::parse(&tap.payload()), Some(tap));
            }
        }
    }
}
