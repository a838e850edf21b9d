//! The people of the office, its hours and its canned replies, as admins write them: what
//! is read of them, how it reads in an answer, and what is refused at its place.

use tanya::chat::Message;
use tanya::clock::{Date, Timestamp};
use tanya::faq::{self, Canned, Faq, Hours, TopicId};
use tanya::knowledge::{Origin, fit_hash};
use tanya::l10n::Catalog;
use tanya::lang::Lang;
use tanya::source::SourceFile;
use tanya::staff::OfficeTime;

use crate::KNOWLEDGE;
use crate::broken::{edited, problem};

const CONTACTS: &str = "faq/contacts.toml";
const REPLIES: &str = "faq/replies/office.toml";
const PHONE: &str = "phone = \"0857-2729-6216\"";
const OFFICE: &str = r#"[office]
hours    = [{ days = ["thu", "mon", "tue", "wed"], from = 07:30:00, to = 16:00:00 },
            { days = ["fri"], from = 07:30:00, to = 00:00:00 }]
holidays = [2027-01-01, 2026-12-25]

"#;

/// The knowledge with a line more in Mustafa's table.
fn with_line(line: &str) -> String {
    problem(CONTACTS, PHONE, &format!("{PHONE}\n{line}"))
}

fn read(files: &[SourceFile]) -> (Faq, Catalog) {
    let (locales, topics): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|file| file.path.starts_with("locales/"));
    let (faq, problems) = faq::read(&topics);
    let (catalog, _) = Catalog::read(&locales).unwrap();
    (faq.unwrap_or_else(|| panic!("{problems:#?}")), catalog)
}

#[test]
fn each_mistake_about_people_is_named_at_its_place() {
    let mut wrong = Vec::new();
    for (line, expected) in [
        ("deputy = \"sutrin\"", "19:10: no contact is called `sutrin` (faq/contacts.toml has: mustafa"),
        ("deputy = \"mustafa\"", "`mustafa` cannot be the deputy of themselves"),
        ("deputy = \"office\"", "no contact is called `office`"),
        ("languages = [\"id\", \"jv\"]", "`jv` is no language of the office (one of `id`, `en`)"),
        ("languages = \"id\"", "`languages` is string, but a list of strings belongs here"),
        (
            "hours = { days = [\"mon\"], from = 16:00:00, to = 08:00:00 }",
            "these hours are over before they begin",
        ),
        (
            "hours = { days = [\"mon\"], from = 08:00:00, to = 08:00:00 }",
            "these hours are over before they begin",
        ),
        ("hours = [{ days = [], from = 08:00:00, to = 16:00:00 }]", "these hours have no day"),
        ("hours = { days = [\"sen\"], from = 08:00:00, to = 16:00:00 }", "`sen` is no day of the week"),
        ("hours = { days = [\"mon\"], from = \"8\", to = 16:00:00 }", "but a time such as 08:00:00"),
        ("hours = { days = [\"mon\"], from = 08:00:00 }", "`to` is missing"),
        ("hours = \"always\"", "`hours` is string, but a list of tables belongs here"),
        ("hour = 8", "unknown key `hour`"),
    ] {
        let told = with_line(line);
        if !told.contains(expected) {
            wrong.push(format!("{line:?} told {told:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_mistake_about_the_office_is_named_at_its_place() {
    let mut wrong = Vec::new();
    for (table, expected) in [
        ("[office]\nholidays = [2026-12-25, 2026-12-25]", "2026-12-25 is a holiday already"),
        ("[office]\nholidays = [2026-12-25T08:00:00]", "but a list of dates such as [2026-12-25]"),
        ("[office]\nholidays = 2026-12-25", "but a list of dates such as [2026-12-25]"),
        ("[office]\nname = \"Kantor\"", "unknown key `name`"),
        ("[office]\nhours = { days = [\"sun\"], from = 09:00:00, to = 08:00:00 }", "over before they begin"),
    ] {
        let told = problem(CONTACTS, "[mustafa]", &format!("{table}\n\n[mustafa]"));
        if !told.contains(expected) {
            wrong.push(format!("{table:?} told {told:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_topic_that_names_nobody_known_is_refused() {
    let told = problem("faq/rex/rex-about.toml", "answer ", "contacts = [\"mustofa\"]\nanswer ");
    assert!(told.contains("no contact is called `mustofa`"), "{told}");
}

#[test]
fn each_mistake_about_replies_is_named_at_its_place() {
    let mut wrong = Vec::new();
    for (from, to, expected) in [
        ("\"ask-programme\"", "\"Ask\"", "`Ask` is no name of a reply (lower-case words joined by `-`"),
        ("\"ask-programme\"", "\"reply-of-more-than-thirty-two-bytes\"", "is no name of a reply"),
        ("\"ask-programme\"", "\"call-us\"", "`call-us` is already a reply"),
        ("reply-ask-programme", "reply-ask", "message `reply-ask` is missing in `en`"),
        ("name = \"ask-programme\"", "nam = \"ask-programme\"", "`name` is missing"),
        ("[[reply]]", "[[replies]]", "unknown key `replies`"),
    ] {
        let told = problem(REPLIES, from, to);
        if !told.contains(expected) {
            wrong.push(format!("{from:?} -> {to:?} told {told:?}, not {expected:?}"));
        }
    }
    let told = problem("locales/id/replies.ftl", "reply-call-us =", "reply-call =");
    assert!(told.contains("message `reply-call-us` is missing in `id`"), "{told}");
    let told = problem("locales/id/replies.ftl", "{ $contacts }", "{ $contact }");
    assert!(told.contains("Unknown variable: $contact (facts here: contacts)"), "{told}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_offices_hours_hold_for_people_without_their_own() {
    let own = "[mustafa]\nhours = { days = [\"sat\"], from = 09:00:00, to = 12:00:00 }\ndeputy = \"sutrini\"\nlanguages = [\"en\"]";
    let (faq, catalog) = read(&edited(CONTACTS, "[mustafa]", &format!("{OFFICE}{own}")));
    let (mustafa, sutrini) = (faq.contact("mustafa").unwrap(), faq.contact("sutrini").unwrap());
    assert_eq!(mustafa.hours, [Hours { days: vec![6], from: 540, to: 720 }]);
    assert_eq!((mustafa.deputy.as_deref(), &mustafa.languages[..]), (Some("sutrini"), &[Lang::En][..]));
    let week =
        [Hours { days: vec![1, 2, 3, 4], from: 450, to: 960 }, Hours { days: vec![5], from: 450, to: 1440 }];
    assert_eq!((&sutrini.hours[..], &faq.office.hours[..]), (&week[..], &week[..]));
    assert_eq!((sutrini.deputy.as_ref(), &sutrini.languages[..]), (None, &Lang::ALL[..]));
    let day = |month, day| Date::new(2026, month, day).unwrap();
    assert_eq!(faq.office.holidays, [day(12, 25), Date::new(2027, 1, 1).unwrap()]);

    // Christmas is a Friday.
    let friday = |minutes| Timestamp::at(day(12, 25), minutes);
    assert!(!OfficeTime::of_any(&faq.office, [sutrini]).is_open(friday(600)));
    assert!(OfficeTime::of(&faq.office).is_open(Timestamp::at(day(12, 18), 1439)));
    assert!(OfficeTime::of_any(&faq.office, [mustafa]).is_open(friday(1440 + 540)));

    let topic = TopicId::new("incubation-contact");
    let answer = Message::Answer { topic, today: Date::new(2020, 2, 1).unwrap() };
    for (lang, expected) in [
        (
            Lang::Id,
            [
                "(0857-2729-6216, Sabtu, pukul 09:00–12:00 WIB)",
                "(0812-2856-2266, Senin–Kamis, pukul 07:30–16:00 WIB; Jumat, pukul 07:30–24:00 WIB)",
            ],
        ),
        (
            Lang::En,
            [
                "(0857-2729-6216, Saturday, 09:00–12:00 Jakarta time)",
                "(0812-2856-2266, Monday–Thursday, 07:30–16:00 Jakarta time; Friday, 07:30–24:00 Jakarta time)",
            ],
        ),
    ] {
        let words = catalog.html(&faq, lang, &answer).plain();
        assert!(expected.iter().all(|part| words.contains(part)), "{words}");
    }
}

#[test]
fn a_topics_own_people_go_before_its_programmes() {
    let path = "faq/incubation/incubation-location.toml";
    let (faq, _) = read(&edited(path, "answer ", "contacts = [\"sutrini\"]\nanswer "));
    let keys = |topic: &str| {
        let people = faq.contacts_of(&TopicId::new(topic)).iter();
        people.map(|contact| contact.key.clone()).collect::<Vec<_>>()
    };
    assert_eq!(keys("incubation-location"), ["sutrini"]);
    assert_eq!(keys("incubation-about"), ["mustafa", "sutrini"]);
    assert!(keys("rex-about").is_empty() && keys("no-such-topic").is_empty());
}

#[test]
fn nobody_is_told_hours_that_the_office_has_not_published() {
    let faq = &KNOWLEDGE.faq;
    assert_eq!(faq.office, faq::Office::default());
    assert!(faq.contacts.iter().all(|contact| contact.hours.is_empty() && contact.deputy.is_none()));
}

#[test]
fn every_canned_reply_reads_in_both_languages_and_names_people_only_where_there_are_some() {
    let faq = &KNOWLEDGE.faq;
    assert_eq!(faq.replies.len(), 8);
    let people = &faq.programme("incubation").unwrap().contacts;
    for canned in &faq.replies {
        let [id, en] = Lang::ALL.map(|lang| KNOWLEDGE.catalog.canned(lang, canned, people).unwrap().plain());
        assert!(id != en && id.chars().count() < 300 && en.chars().count() < 300, "{id}\n{en}");
        let alone = KNOWLEDGE.catalog.canned(Lang::Id, canned, &[]);
        assert_eq!(alone.is_none(), canned.name == "call-us", "{}", canned.name);
    }
    let call: &Canned = faq.reply("call-us").unwrap();
    let words = KNOWLEDGE.catalog.canned(Lang::Id, call, people).unwrap().plain();
    assert!(words.contains("Mustafa (0857-2729-6216) atau Sutrini (0812-2856-2266)"), "{words}");
}

#[test]
fn the_judgement_does_not_rest_on_people_and_replies() {
    let before = fit_hash(&Origin::BuiltIn.files().unwrap());
    for (path, from, to, apart) in [
        (CONTACTS, "Mustafa", "Mustofa", true),
        (REPLIES, "call-us", "call", true),
        ("faq/rex/rex-about.toml", "rex", "Rex", false),
        ("faq/incubation/programme.toml", "mustafa", "sutrini", false),
    ] {
        assert_eq!(fit_hash(&edited(path, from, to)) == before, apart, "{path}");
    }
}
