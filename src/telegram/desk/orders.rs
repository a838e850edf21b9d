//! What the office's people type in reply to a message of a ticket: commands, read as
//! people write them. Pure; it may not say whether they may.

use std::time::Duration;

use crate::staff::{Act, Closing};

/// A command of the office's people, in reply to a message of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Something is done to the ticket.
    Do(Act),
    /// A word among colleagues.
    Note,
    /// A prepared answer.
    Canned(String),
    /// Topics that these words find.
    Find(String),
    /// How the desk works.
    Help,
}

/// The command that a text begins with; `None` where it is an answer.
pub fn order(text: &str) -> Option<Order> {
    let rest = text.trim_start().strip_prefix('/')?;
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.split('@').next().unwrap_or_default().to_lowercase();
    let rest = rest.trim();
    Some(match name.as_str() {
        "note" | "catatan" => Order::Note,
        "r" | "reply" => Order::Canned(rest.to_owned()),
        "t" | "topic" | "topik" => Order::Find(rest.to_owned()),
        "claim" | "ambil" => Order::Do(Act::Claim),
        "release" | "lepas" => Order::Do(Act::Release),
        "close" | "tutup" => Order::Do(Act::Close),
        "reopen" | "buka" => Order::Do(Act::Reopen),
        "dismiss" | "abaikan" => Order::Do(Act::Dismiss(reason(rest))),
        "snooze" | "tunda" => pause(rest).map_or(Order::Help, |pause| Order::Do(Act::Snooze(pause))),
        _ => Order::Help,
    })
}

/// The reason that a word names; that it is another office's matter, where it names none.
fn reason(word: &str) -> Closing {
    Closing::from_code(word)
        .filter(|why| matches!(why, Closing::Spam | Closing::Duplicate))
        .unwrap_or(Closing::NotOurs)
}

/// `30m`, `2h`, `1d`; an hour where nothing is said.
fn pause(words: &str) -> Option<Duration> {
    if words.is_empty() {
        return Some(Duration::from_secs(3600));
    }
    let digits = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
    let (number, unit) = words.split_at(digits);
    let seconds = match unit.trim() {
        "m" | "min" | "menit" => 60,
        "" | "h" | "j" | "jam" => 3600,
        "d" | "hari" => 24 * 3600,
        _ => return None,
    };
    let number: u64 = number.parse().ok().filter(|number| (1..=999).contains(number))?;
    Some(Duration::from_secs(number * seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_as_people_type_them() {
        let hours = |hours: u64| Some(Order::Do(Act::Snooze(Duration::from_secs(hours * 3600))));
        for (typed, expected) in [
            ("jawabannya: 7 Februari", None),
            ("/note tanya Pak Budi dulu", Some(Order::Note)),
            ("/r ask-programme", Some(Order::Canned("ask-programme".into()))),
            ("/t  jadwal pameran", Some(Order::Find("jadwal pameran".into()))),
            ("/close@TanyaBot", Some(Order::Do(Act::Close))),
            ("/dismiss spam", Some(Order::Do(Act::Dismiss(Closing::Spam)))),
            ("/dismiss", Some(Order::Do(Act::Dismiss(Closing::NotOurs)))),
            ("/dismiss staff", Some(Order::Do(Act::Dismiss(Closing::NotOurs)))),
            ("/snooze", hours(1)),
            ("/snooze 2h", hours(2)),
            ("/tunda 1 hari", hours(24)),
            ("/snooze besok", Some(Order::Help)),
            ("/xyzzy", Some(Order::Help)),
        ] {
            assert_eq!(order(typed), expected, "{typed}");
        }
    }
}
