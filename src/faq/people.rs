//! The people of the office and when they are there, from `faq/contacts.toml`: the table
//! `office` is what holds for all, every other table is a person. It may not say whether
//! anybody is there at a moment (`staff` does), nor how hours are spelt for a reader.

use std::collections::BTreeMap;

use super::facts::is_phone;
use super::fields::{Entry, Fields, Problems};
use crate::clock::Date;
use crate::lang::Lang;
use crate::source::At;

/// A person of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Their name in files.
    pub key: String,
    /// As people call them.
    pub name: String,
    /// Telephone number as the source prints it.
    pub phone: String,
    /// The languages they answer in; both where the file names none.
    pub languages: Vec<Lang>,
    /// The key of who answers in their place.
    pub deputy: Option<String>,
    /// When they answer: their own hours, else the office's; empty where neither is known.
    pub hours: Vec<Hours>,
}

/// Hours of some days of the week, in the office's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Days of the week in order, 1 (Monday) to 7 (Sunday).
    pub days: Vec<i8>,
    /// When they begin, in minutes after midnight.
    pub from: u16,
    /// When they end, later than `from`; 1440 is the midnight that ends the day.
    pub to: u16,
}

/// When the office is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    /// Its hours; empty where they are not known.
    pub hours: Vec<Hours>,
    /// Days without hours, in order.
    pub holidays: Vec<Date>,
}

/// The file as read, before names are looked up.
#[derive(Default)]
pub(super) struct RawPeople {
    pub office: Office,
    people: Vec<RawContact>,
}

struct RawContact {
    key: At<String>,
    deputy: Option<At<String>>,
    contact: Contact,
}

/// The table that is no person.
const OFFICE: &str = "office";
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MIDNIGHT: u16 = 24 * 60;

pub(super) fn read(root: Fields<'_>) -> RawPeople {
    let mut raw = RawPeople::default();
    for (key, entry) in root.entries() {
        if key.value == OFFICE {
            raw.office = office(&entry).unwrap_or_default();
        } else {
            raw.people.extend(contact(key, &entry));
        }
    }
    raw
}

fn office(entry: &Entry<'_>) -> Option<Office> {
    let Some(mut fields) = entry.as_fields() else {
        entry.refuse("a table with hours and holidays");
        return None;
    };
    let hours = all_hours(&mut fields);
    let mut holidays: Vec<Date> = Vec::new();
    for day in fields.dates("holidays") {
        if holidays.contains(&day.value) {
            let twice = day.error("holiday-twice", format!("{} is a holiday already", day.value));
            fields.report(twice.hint("each day stands once; is another day meant?"));
        }
        holidays.push(day.value);
    }
    fields.finish();
    holidays.sort_unstable();
    holidays.dedup();
    Some(Office { hours, holidays })
}

fn contact(key: At<String>, entry: &Entry<'_>) -> Option<RawContact> {
    let Some(mut fields) = entry.as_fields() else {
        entry.refuse("a table with name and phone");
        return None;
    };
    let (name, phone) = (fields.required("name"), fields.required("phone"));
    let languages = languages(&mut fields);
    let deputy = fields.string("deputy");
    let hours = all_hours(&mut fields);
    fields.finish();
    let phone = phone?;
    if !is_phone(&phone.value) {
        let strange = phone.error("malformed-phone", format!("`{}` is no Indonesian number", phone.value));
        entry.report(
            strange.hint("`0857-2729-6216` or `+62 857-2729-6216`: 8 to 12 digits after the `0` or `+62`"),
        );
    }
    let contact = Contact {
        key: key.value.clone(),
        name: name?.value,
        phone: phone.value,
        languages,
        deputy: deputy.as_ref().map(|deputy| deputy.value.clone()),
        hours,
    };
    Some(RawContact { key, deputy, contact })
}

fn languages(fields: &mut Fields<'_>) -> Vec<Lang> {
    let mut languages = Vec::new();
    for code in fields.strings("languages") {
        match Lang::from_code(&code.value) {
            Some(lang) if languages.contains(&lang) => {}
            Some(lang) => languages.push(lang),
            None => fields.report(
                code.error("not-a-choice", format!("`{}` is no language of the office", code.value))
                    .hint("one of `id`, `en`"),
            ),
        }
    }
    if languages.is_empty() { Lang::ALL.to_vec() } else { languages }
}

fn all_hours(fields: &mut Fields<'_>) -> Vec<Hours> {
    fields.one_or_more("hours").into_iter().filter_map(hours).collect()
}

fn hours(mut fields: Fields<'_>) -> Option<Hours> {
    let days = days(&mut fields);
    let (from, to) = (fields.time("from"), fields.time("to"));
    let place = fields.here();
    if days.is_empty() {
        fields.report(
            place
                .error("hours-without-days", "these hours have no day")
                .hint("days = [\"mon\", \"tue\", ...]"),
        );
    }
    if let (Some(from), Some(to)) = (&from, &to)
        && from.value >= end(to.value)
    {
        fields.report(to.error("hours-reversed", "these hours are over before they begin").hint(
            "hours over midnight are two: one of the evening to 00:00:00, one of the next day from 00:00:00",
        ));
    }
    fields.finish();
    Some(Hours { days, from: from?.value, to: end(to?.value) })
}

/// Hours can end at midnight, which the file can only write as the first minute of a day.
fn end(to: u16) -> u16 {
    if to == 0 { MIDNIGHT } else { to }
}

fn days(fields: &mut Fields<'_>) -> Vec<i8> {
    let mut days = Vec::new();
    for day in fields.strings("days") {
        match (1_i8..).zip(DAYS).find(|(_, known)| *known == day.value) {
            Some((number, _)) => days.push(number),
            None => fields.report(
                day.error("not-a-choice", format!("`{}` is no day of the week", day.value))
                    .hint(format!("one of `{}`", DAYS.join("`, `"))),
            ),
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

impl RawPeople {
    /// The keys of all people.
    pub fn keys(&self) -> impl Iterator<Item = &At<String>> {
        self.people.iter().map(|person| &person.key)
    }

    /// Whether somebody is the deputy of somebody else.
    pub fn is_deputy(&self, key: &str) -> bool {
        let deputy = |person: &RawContact| person.deputy.as_ref().is_some_and(|deputy| deputy.value == key);
        self.people.iter().any(|person| person.key.value != key && deputy(person))
    }

    /// People without hours, and without somebody in their place.
    pub fn check_reachable(&self, problems: &Problems) {
        for RawContact { key, deputy, contact } in &self.people {
            if contact.hours.is_empty() && self.office.hours.is_empty() {
                let always = key.warning("contact-without-hours", format!("`{}` has no hours", key.value));
                problems.add(
                    always.hint("write `hours` here or under [office]: without them a ticket knows no night"),
                );
            }
            if deputy.is_none() {
                let alone = key.warning("contact-without-deputy", format!("`{}` has no deputy", key.value));
                problems.add(alone.hint("`deputy = \"...\"`: who answers when they do not"));
            }
        }
    }
}

/// The people by their keys, each with hours where any are known; deputies that are none
/// are noted.
pub(super) fn check(raw: &RawPeople, problems: &Problems) -> BTreeMap<String, Contact> {
    let keys: Vec<&str> = raw.people.iter().map(|person| person.key.value.as_str()).collect();
    for person in &raw.people {
        let Some(deputy) = &person.deputy else { continue };
        if deputy.value == person.key.value {
            let own = deputy.error(
                "deputy-of-themselves",
                format!("`{}` cannot be the deputy of themselves", deputy.value),
            );
            problems.add(own.hint("name somebody else, or leave `deputy` out"));
        } else if !keys.contains(&deputy.value.as_str()) {
            problems.add(
                deputy
                    .error("unknown-contact", format!("no contact is called `{}`", deputy.value))
                    .hint(format!("faq/contacts.toml has: {}", keys.join(", "))),
            );
        }
    }
    let person = |person: &RawContact| {
        let mut contact = person.contact.clone();
        if contact.hours.is_empty() {
            contact.hours.clone_from(&raw.office.hours);
        }
        (contact.key.clone(), contact)
    };
    raw.people.iter().map(person).collect()
}
