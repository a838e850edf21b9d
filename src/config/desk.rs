//! How questions that the bot cannot answer reach people: who they are, how long they are
//! waited for, how long what was asked is kept, and how much one person may ask.

use std::time::Duration;

use toml::Value;

use super::file::File;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
/// The longest wait that is no slip of the finger, in minutes of office time.
const LONGEST_WAIT: u32 = 10_000;
/// Ten years, in days: kept longer is kept for good.
const LONGEST_KEPT: u32 = 3_653;

/// The people who answer, as Telegram knows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staff {
    /// The chat of their group; `None`: each is written to directly.
    pub group: Option<i64>,
    /// How the group's forum topics are used.
    pub topics: Topics,
    /// Who may do everything, as Telegram's numbers of persons.
    pub admins: Vec<i64>,
    /// Whether askers are told who of the office answers.
    pub show_names: bool,
}

/// How tickets are spread over the forum topics of the staff's group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Topics {
    /// All in the group's one stream.
    #[default]
    None,
    /// A forum topic for each programme.
    Programme,
    /// A forum topic for each ticket.
    Ticket,
}

/// How long a ticket waits, and for whom. Reminders count office time only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tickets {
    /// Office time until its owner is reminded, or the programme's people.
    pub remind_after: Duration,
    /// Office time until the deputies are asked.
    pub deputy_after: Duration,
    /// Office time until the admins are told.
    pub admins_after: Duration,
    /// An answered ticket closes itself after so long without a word; nights count.
    pub quiet: Duration,
    /// When the day's summary is sent: minutes after the office's midnight.
    pub digest_at_minute: u16,
    /// New tickets a minute above which they become one card; 0 is never.
    pub burst: u32,
}

impl Default for Tickets {
    fn default() -> Tickets {
        let minutes = |minutes: u64| Duration::from_secs(minutes * MINUTE);
        Tickets {
            remind_after: minutes(60),
            deputy_after: minutes(120),
            admins_after: minutes(240),
            quiet: Duration::from_secs(72 * HOUR),
            digest_at_minute: 7 * 60,
            burst: 8,
        }
    }
}

/// How long what people asked is kept, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Questions.
    pub asked_days: u32,
    /// The words of questions that were answered; 0: they are not kept at all.
    pub answered_days: u32,
    /// Tickets, from the day they were closed.
    pub closed_tickets_days: u32,
    /// Who did what.
    pub audit_days: u32,
}

impl Default for Retention {
    fn default() -> Retention {
        Retention { asked_days: 180, answered_days: 30, closed_tickets_days: 365, audit_days: 1095 }
    }
}

/// What one person or group may send; 0 is no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abuse {
    /// Messages a minute from a person.
    pub messages_per_minute: u32,
    /// Messages a minute from a group.
    pub chat_messages_per_minute: u32,
    /// Tickets a day from a person.
    pub tickets_per_day: u32,
    /// How long somebody is not listened to whom the staff has muted.
    pub mute: Duration,
}

impl Default for Abuse {
    fn default() -> Abuse {
        Abuse {
            messages_per_minute: 20,
            chat_messages_per_minute: 60,
            tickets_per_day: 20,
            mute: Duration::from_secs(24 * HOUR),
        }
    }
}

impl Staff {
    pub(super) fn read(file: &mut File) -> Staff {
        let group = file.take(
            "staff",
            "group",
            "the number of a group, which is negative, such as -1001234567890",
            |value| value.as_integer().filter(|chat| *chat < 0),
        );
        let kinds = [("none", Topics::None), ("programme", Topics::Programme), ("ticket", Topics::Ticket)];
        let topics = file.choice("staff", "topics", &kinds).unwrap_or_default();
        if topics != Topics::None && group.is_none() {
            file.refuse("staff", "topics", "needs staff.group, a group with forum topics; or write \"none\"");
        }
        let wanted = "a list of people's numbers on Telegram, each once, such as [123456789]";
        let admins = file.take("staff", "admins", wanted, people).unwrap_or_default();
        Staff { group, topics, admins, show_names: file.flag("staff", "show_names", false) }
    }
}

/// Numbers of people: positive, each once.
fn people(value: Value) -> Option<Vec<i64>> {
    let mut people: Vec<i64> = Vec::new();
    for item in value.as_array()? {
        let person = item.as_integer().filter(|person| *person > 0 && !people.contains(person))?;
        people.push(person);
    }
    Some(people)
}

impl Tickets {
    pub(super) fn read(file: &mut File) -> Tickets {
        let mut wait = |key, default: Duration| {
            let default = u32::try_from(default.as_secs() / MINUTE).unwrap_or(LONGEST_WAIT);
            let minutes = file.number("tickets", key, default, 1..=LONGEST_WAIT);
            Duration::from_secs(u64::from(minutes) * MINUTE)
        };
        let usual = Tickets::default();
        let remind_after = wait("remind_after_minutes", usual.remind_after);
        let deputy_after = wait("deputy_after_minutes", usual.deputy_after);
        let admins_after = wait("admins_after_minutes", usual.admins_after);
        if remind_after > deputy_after {
            file.refuse("tickets", "deputy_after_minutes", "no fewer than remind_after_minutes");
        }
        if deputy_after > admins_after {
            file.refuse("tickets", "admins_after_minutes", "no fewer than deputy_after_minutes");
        }
        let quiet = hours(file, "tickets", "quiet_hours", usual.quiet);
        let wanted = "a time of day in quotes, such as \"07:00\"";
        let digest = file.take("tickets", "digest_at", wanted, |value| minute_of_day(value.as_str()?));
        let burst = file.number("tickets", "burst", usual.burst, 0..=10_000);
        let digest_at_minute = digest.unwrap_or(usual.digest_at_minute);
        Tickets { remind_after, deputy_after, admins_after, quiet, digest_at_minute, burst }
    }
}

/// One hour to a year.
fn hours(file: &mut File, section: &str, key: &str, default: Duration) -> Duration {
    let default = u32::try_from(default.as_secs() / HOUR).unwrap_or(1);
    Duration::from_secs(u64::from(file.number(section, key, default, 1..=8_760)) * HOUR)
}

/// `07:00` as 420.
fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let part = |digits: &str, below: u16| {
        let plain = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|number: &u16| plain && *number < below)
    };
    Some(part(hour, 24)? * 60 + part(minute, 60)?)
}

impl Retention {
    pub(super) fn read(file: &mut File) -> Retention {
        let mut days = |key, default, least| file.number("retention", key, default, least..=LONGEST_KEPT);
        let usual = Retention::default();
        Retention {
            asked_days: days("asked", usual.asked_days, 1),
            answered_days: days("answered", usual.answered_days, 0),
            closed_tickets_days: days("closed_tickets", usual.closed_tickets_days, 1),
            audit_days: days("audit", usual.audit_days, 1),
        }
    }
}

impl Abuse {
    pub(super) fn read(file: &mut File) -> Abuse {
        let usual = Abuse::default();
        let mut bound = |key, default| file.number("abuse", key, default, 0..=10_000);
        Abuse {
            messages_per_minute: bound("messages_per_minute", usual.messages_per_minute),
            chat_messages_per_minute: bound("chat_messages_per_minute", usual.chat_messages_per_minute),
            tickets_per_day: bound("tickets_per_day", usual.tickets_per_day),
            mute: hours(file, "abuse", "mute_hours", usual.mute),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_time_of_day_is_two_digits_twice() {
        for (text, minute) in [("07:00", Some(420)), ("00:00", Some(0)), ("23:59", Some(1439))] {
            assert_eq!(minute_of_day(text), minute, "{text}");
        }
        for text in ["24:00", "07:60", "7:00", "07:0", "+7:00", "07.00", "07:00:00", ""] {
            assert_eq!(minute_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_what_to_write() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("[staff]\ngroup = 1001", "staff.group: the number of a group, which is negative"),
            ("[staff]\ntopics = \"each\"", "staff.topics: one of \"none\", \"programme\", \"ticket\""),
            ("[staff]\ntopics = \"ticket\"", "staff.topics: needs staff.group"),
            ("[staff]\nadmins = [1, 1]", "staff.admins: a list of people's numbers"),
            ("[staff]\nadmins = [-1]", "staff.admins: a list of people's numbers"),
            ("[staff]\nshow_names = \"no\"", "staff.show_names: true or false"),
            ("[tickets]\nremind_after_minutes = 0", "remind_after_minutes: a whole number from 1 to 10000"),
            ("[tickets]\nremind_after_minutes = 180", "deputy_after_minutes: no fewer than remind"),
            ("[tickets]\nadmins_after_minutes = 90", "admins_after_minutes: no fewer than deputy"),
            ("[tickets]\nquiet_hours = 0", "tickets.quiet_hours: a whole number from 1 to 8760"),
            ("[tickets]\ndigest_at = \"7 am\"", "tickets.digest_at: a time of day in quotes"),
            ("[retention]\nasked = 0", "retention.asked: a whole number from 1 to 3653"),
            ("[abuse]\nmute_hours = -1", "abuse.mute_hours: a whole number"),
            ("[abuse]\nper_hour = 1", "abuse.per_hour: no such setting"),
        ] {
            let mut file = File::read(text);
            Staff::read(&mut file);
            Tickets::read(&mut file);
            Retention::read(&mut file);
            Abuse::read(&mut file);
            match &file.rest()[..] {
                [told] if told.contains(expected) => {}
                told => wrong.push(format!("{text:?} told {told:?}, not {expected:?}")),
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    proptest! {
        #[test]
        fn every_minute_of_the_day_is_read_as_it_is_written(minute in 0_u16..1440) {
            prop_assert_eq!(minute_of_day(&format!("{:02}:{:02}", minute / 60, minute % 60)), Some(minute));
        }

        #[test]
        fn any_text_is_a_time_of_day_or_none(text in "\\PC{0,8}") {
            prop_assert!(minute_of_day(&text).is_none_or(|minute| minute < 1440));
        }
    }
}
