//! What the desk says, in both languages: every message, label and notice has its words,
//! nothing that people write breaks the markup, and all of it fits one message.

use std::time::Duration;

use proptest::prelude::*;
use tanya::chat::{Ending, KeptDays, Label, Message, PersonId, TicketNumber};
use tanya::clock::{Date, Timestamp};
use tanya::faq::TopicId;
use tanya::lang::Lang;
use tanya::staff::{
    Act, Card, CardButton, Closing, Given, Group, Notice, Page, Refusal, Reminded, Role, TicketState, What,
};

use crate::KNOWLEDGE;
use crate::hostile::is_sound;

const NUMBER: TicketNumber = TicketNumber(12);
/// Monday 30 November 2026, 10.00 in the office.
const MONDAY: Timestamp = Timestamp(1_796_007_600_000);
const HOUR: Duration = Duration::from_secs(3600);
/// What Telegram takes, and what a tapped button shows.
const MESSAGE: usize = 4096;
const TOAST: usize = 200;

fn day() -> Date {
    Date::new(2026, 11, 30).unwrap()
}

fn html(lang: Lang, message: &Message) -> String {
    KNOWLEDGE.catalog.html(&KNOWLEDGE.faq, lang, message).as_str().to_owned()
}

fn notice(lang: Lang, notice: &Notice) -> String {
    KNOWLEDGE.catalog.notice(&KNOWLEDGE.faq, lang, notice).as_str().to_owned()
}

/// UTF-16 units of what a person reads.
fn length(html: &str) -> usize {
    tanya::l10n::Html::plain_of(html).encode_utf16().count()
}

fn assert_fits(words: &str, what: &dyn std::fmt::Debug) {
    assert!(!words.trim().is_empty(), "no words for {what:?}");
    assert!(!words.contains("{$") && !words.contains("{ $"), "{what:?}: {words}");
    assert!(is_sound(words), "{what:?}: {words}");
    assert!(length(words) <= MESSAGE, "{what:?} is {} long", length(words));
}

fn card() -> Card {
    Card {
        number: NUMBER,
        state: TicketState::Open,
        programme: Some("rex".into()),
        lang: Lang::En,
        hint: true,
        question: "How do I register for REX?".into(),
        offered: vec![TopicId::new("rex-about")],
        earlier: vec!["what is REX?".into()],
        fellows: 3,
        asked_at: MONDAY,
        owner: None,
        told_at: None,
        undelivered: false,
        closing: None,
        content: None,
        muted: false,
    }
}

/// A card in each state, with all that it can say, of this text and name.
fn cards(text: &str) -> Vec<Card> {
    let closings = Closing::ALL.into_iter().map(Some).chain([None]);
    let all = closings.flat_map(|closing| TicketState::ALL.map(|state| (state, closing)));
    let full = |(state, closing)| Card {
        state,
        closing,
        programme: (state != TicketState::Claimed).then(|| text.to_owned()),
        question: text.into(),
        offered: vec![TopicId::new(text); 9],
        earlier: vec![text.into(); 9],
        owner: (state != TicketState::Answered).then(|| text.to_owned()),
        told_at: Some(MONDAY),
        undelivered: true,
        content: Some(4),
        muted: true,
        ..card()
    };
    all.map(full).chain([Card { question: String::new(), owner: None, ..card() }, card()]).collect()
}

/// Every notice, with this text wherever people's words and names stand.
fn notices(text: &str) -> Vec<Notice> {
    let words = || text.to_owned();
    let group = Group { number: NUMBER, question: words(), count: 3, since: MONDAY };
    let mut all: Vec<Notice> = cards(text).into_iter().map(|card| Notice::Card(Box::new(card))).collect();
    for whom in [Reminded::Owner, Reminded::Deputy, Reminded::Admins] {
        for names in [Vec::new(), vec![words(); 99]] {
            all.push(Notice::Reminder { number: NUMBER, whom, names, since: MONDAY, question: words() });
        }
    }
    let taken = Refusal::TakenBy(PersonId(5));
    for why in [taken, Refusal::NotYours, Refusal::AdminsOnly, Refusal::Over, Refusal::AlreadySo] {
        for by in [None, Some(words())] {
            all.push(Notice::Refused { number: NUMBER, why, by });
        }
    }
    for (role, programme) in
        [(Role::Contact, Some("rex".to_owned())), (Role::Admin, None), (Role::Admin, Some(words()))]
    {
        all.push(Notice::Welcome { role, programme: programme.clone() });
        all.push(Notice::Joined { name: words(), role, programme });
    }
    for (open, oldest, asked) in
        [(0, None, Vec::new()), (2, None, vec![(words(), 3); 50]), (2, Some(MONDAY), vec![(words(), 3)])]
    {
        for programme in [None, Some(words()), Some("rex".into())] {
            let asked = asked.clone();
            all.push(Notice::Nightly { programme, day: day(), open, oldest, answered: 1, asked });
        }
    }
    all.extend([1, 2, 1000].map(Notice::ToldAll));
    all.extend([1, 7].map(|others| Notice::AlsoTell { number: NUMBER, others }));
    all.extend([String::new(), words()].map(|words| Notice::Heard { number: NUMBER, words }));
    all.extend([Vec::new(), vec![words()], vec![words(); 200]].map(Notice::NoSuchReply));
    all.extend([
        Notice::Digest { waiting: 0, groups: Vec::new() },
        Notice::Digest { waiting: 3, groups: vec![group.clone()] },
        Notice::Digest {
            waiting: 1,
            groups: vec![Group { question: String::new(), count: 1, ..group.clone() }],
        },
        Notice::Digest { waiting: 900, groups: vec![group; 300] },
        Notice::Done,
        Notice::WhichTicket,
        Notice::Help,
        Notice::KnowledgeBroken {
            count: 9,
            mistakes: vec![
                ("faq/rex/rex-about.toml:4:13".into(), "no such source <nowhere> & nothing else".into()),
                (String::new(), "cannot read ./faq".into()),
            ],
        },
        Notice::KnowledgeRight,
        Notice::InviteOver,
        Notice::Dashboard { url: "http://localhost:8080/sign-in/0123456789abcdef".into(), minutes: 5 },
        Notice::DashboardUsed { name: words() },
        Notice::NoDashboard,
    ]);
    all
}

/// Every message of the desk to an asker.
fn messages(text: &str) -> Vec<Message> {
    let question = || text.to_owned();
    let mut all: Vec<Message> =
        [Ending::Staff, Ending::Asker, Ending::Quiet, Ending::NotOurs, Ending::Dismissed]
            .map(|why| Message::Over { number: NUMBER, why })
            .to_vec();
    for by in [None, Some(question())] {
        for question in [String::new(), question()] {
            all.push(Message::Answered { number: NUMBER, by: by.clone(), question, quiet_hours: 72 });
        }
    }
    all.extend([
        Message::AddDetail(NUMBER),
        Message::Added(NUMBER),
        Message::HowContent(NUMBER),
        Message::ThanksForContent,
        Message::GoesOn(NUMBER),
        Message::NewsPromised,
        Message::News { number: NUMBER, question: question() },
        Message::NothingToClose,
        Message::Privacy(None),
        Message::Privacy(Some(KeptDays { answered: 30, asked: 180, tickets: 365 })),
        Message::ForgetAsk,
        Message::Forgotten,
        Message::MyData,
        Message::NoData,
        Message::PrivateOnly,
        Message::TooFast,
        Message::TooManyTickets,
        Message::Muted(None),
        Message::Muted(Some(MONDAY)),
    ]);
    all
}

fn acts() -> Vec<Act> {
    let pages = [Page::Main, Page::Topics, Page::Dismiss, Page::Mute, Page::Assign, Page::More];
    let mut acts = vec![
        Act::Claim,
        Act::Release,
        Act::Topic(TopicId::new("rex-about")),
        Act::Topic(TopicId::new("gone-since")),
        Act::Close,
        Act::Reopen,
        Act::HintOff,
        Act::Assign(PersonId(5)),
        Act::ToAll(Given::Written(5)),
        Act::ToAll(Given::Topic(TopicId::new("rex-about"))),
        Act::ToAll(Given::Canned("ask-details".into())),
        Act::Show,
    ];
    acts.extend(Closing::ALL.map(Act::Dismiss));
    acts.extend([0, 1, 7, 30].map(Act::Mute));
    acts.extend([HOUR / 4, HOUR, 24 * HOUR, Duration::ZERO].map(Act::Snooze));
    acts.extend(pages.map(Act::Page));
    acts
}

fn button(act: Act, name: Option<&str>) -> CardButton {
    CardButton { what: What { ticket: NUMBER, act }, name: name.map(str::to_owned) }
}

#[test]
fn every_notice_has_words_in_both_languages() {
    for lang in Lang::ALL {
        for said in notices("Berapa biaya & <b>ongkosnya</b>?\n\"besok\"") {
            assert_fits(&notice(lang, &said), &said);
        }
    }
}

#[test]
fn every_message_of_the_desk_has_words_in_both_languages() {
    for lang in Lang::ALL {
        for message in messages("Berapa biaya & <b>ongkosnya</b>?") {
            let words = html(lang, &message);
            assert_fits(&words, &message);
            assert_ne!(words, html(lang, &Message::Fault), "{message:?}");
        }
    }
}

#[test]
fn every_label_has_words_of_its_own_that_fit_a_button() {
    for lang in Lang::ALL {
        let mut said: Vec<String> = acts()
            .into_iter()
            .filter(|act| !matches!(act, Act::Dismiss(_) | Act::Page(Page::Assign) | Act::Close))
            // Whatever goes to all, the button is the same.
            .filter(|act| !matches!(act, Act::ToAll(Given::Topic(_) | Given::Canned(_))))
            .map(|act| KNOWLEDGE.catalog.card_label(&KNOWLEDGE.faq, lang, &button(act, Some("Sutrini"))))
            .collect();
        let labels = [Label::AddDetail, Label::Done, Label::TellMe, Label::Forget];
        let contents = [1, 2, 3, 4, 5].map(Label::Content);
        said.extend(labels.iter().chain(&contents).map(|label| KNOWLEDGE.catalog.label(lang, label)));
        let count = said.len();
        for label in &said {
            assert!(!label.is_empty() && label.chars().count() <= 28, "{label:?}");
        }
        said.sort();
        said.dedup();
        // Snoozing for no time at all rounds up to a minute and stays apart from the rest.
        assert_eq!(said.len(), count, "{said:#?}");
    }
}

#[test]
fn a_button_shows_a_name_letter_by_letter_or_else_the_account() {
    let label = |name| {
        KNOWLEDGE.catalog.card_label(&KNOWLEDGE.faq, Lang::Id, &button(Act::Assign(PersonId(5)), name))
    };
    assert_eq!(label(Some("<b>Budi\u{202E}</b> & Co")), "<b>Budi</b> & Co");
    assert_eq!(label(Some(" ")), "5");
    assert_eq!(label(None), "5");
}

#[test]
fn every_dismissal_on_a_card_says_its_reason() {
    let label =
        |why| KNOWLEDGE.catalog.card_label(&KNOWLEDGE.faq, Lang::En, &button(Act::Dismiss(why), None));
    assert_eq!(label(Closing::Spam), "Not a question");
    assert_eq!(label(Closing::NotOurs), "Another office’s matter");
    assert_eq!(label(Closing::Duplicate), "Asked before");
}

#[test]
fn what_a_tapped_button_shows_is_short_even_with_a_long_name() {
    for lang in Lang::ALL {
        for said in notices(&"Budi Santoso ".repeat(50)) {
            if matches!(said, Notice::Refused { .. } | Notice::Done) {
                let words = notice(lang, &said);
                assert!(length(&words) <= TOAST, "{words}");
            }
        }
    }
}

#[test]
fn a_card_says_what_an_answer_needs() {
    let id = notice(Lang::Id, &Notice::Card(Box::new(card())));
    let expected = "<b>12 · REX / ekspor ke Eropa</b>\n\
        🔵 Belum diambil\n\
        🗣 Penanya menulis dalam bahasa Inggris: jawab dalam bahasa Inggris.\n\
        <blockquote>How do I register for REX?</blockquote>\n";
    assert!(id.starts_with(expected), "{id}");
    assert!(id.ends_with("🕒 Ditanyakan 30 November 2026 pukul 10.00 WIB"), "{id}");
    let own = notice(Lang::En, &Notice::Card(Box::new(card())));
    assert!(!own.contains("🗣"), "the reader writes the asker's language: {own}");
    let empty = Card { question: " ".into(), ..card() };
    assert!(notice(Lang::En, &Notice::Card(Box::new(empty))).contains("Wants to talk to a person."));
}

#[test]
fn a_card_whose_asker_withdrew_does_not_say_that_they_wait() {
    let gone = Card {
        state: TicketState::Closed,
        closing: Some(Closing::Withdrawn),
        question: String::new(),
        ..card()
    };
    let words = notice(Lang::En, &Notice::Card(Box::new(gone)));
    assert!(words.contains("the asker withdrew") && !words.contains("Wants to talk"), "{words}");
}

#[test]
fn a_digest_shows_ten_groups_and_counts_the_rest() {
    let group =
        |n: i64| Group { number: TicketNumber(n), question: format!("q{n}"), count: 2, since: MONDAY };
    let words = notice(Lang::En, &Notice::Digest { waiting: 30, groups: (1..=15).map(group).collect() });
    assert_eq!(words.matches("• ").count(), 10, "{words}");
    assert!(words.ends_with("… and 10 more"), "{words}");
    assert!(words.contains("<b>1</b> (2×, since 30 November 2026 at 10:00 WIB): q1"), "{words}");
}

#[test]
fn the_expected_moment_is_said_as_the_office_reads_a_clock() {
    let ticket = |programme: Option<&str>, expected| Message::Ticket {
        number: Some(NUMBER),
        programme: programme.map(str::to_owned),
        expected,
    };
    let id = html(Lang::Id, &ticket(None, Some(MONDAY)));
    assert!(id.contains("paling lambat <b>Senin, 30 November 2026 pukul 10.00 WIB</b>"), "{id}");
    let en = html(Lang::En, &ticket(Some("incubation"), Some(MONDAY)));
    assert!(en.contains("by <b>Monday, 30 November 2026 at 10:00 WIB</b>"), "{en}");
    assert!(en.contains("If it is urgent, call Mustafa"), "{en}");
    let without = html(Lang::En, &ticket(None, None));
    assert!(without.ends_with("A person from the office will answer in this chat."), "{without}");
    let lost = Message::Ticket { number: None, programme: None, expected: Some(MONDAY) };
    assert!(!html(Lang::En, &lost).contains("2026"));
}

#[test]
fn privacy_says_for_how_long_where_something_is_erased_by_its_age() {
    let kept = |answered| Message::Privacy(Some(KeptDays { answered, asked: 180, tickets: 1 }));
    let words = html(Lang::En, &kept(30));
    assert!(
        words.contains("30 days") && words.contains("180 days") && words.contains("1 day after"),
        "{words}"
    );
    assert!(html(Lang::En, &kept(0)).contains("were answered: not kept;"), "{}", html(Lang::En, &kept(0)));
    assert!(!html(Lang::En, &Message::Privacy(None)).contains("days"));
}

#[test]
fn the_menu_of_commands_and_the_help_name_what_an_asker_can_do() {
    for lang in Lang::ALL {
        let commands = KNOWLEDGE.catalog.profile(lang).commands;
        for name in ["done", "privacy", "mydata", "forget"] {
            let does = commands.iter().find(|(command, _)| *command == name).map(|(_, does)| does);
            assert!(does.is_some_and(|does| (3..=256).contains(&does.chars().count())), "{name}");
        }
        let help = html(lang, &Message::Help);
        assert!(help.contains("/done") && help.contains("/privacy"), "{help}");
    }
}

/// What people write to break a message: markup, escapes, marks of direction, long runs.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<b>".to_owned()),
        Just("</blockquote>".to_owned()),
        Just("<a href=\"https://x\">".to_owned()),
        Just("&lt;&amp;amp;".to_owned()),
        Just("{ $number }".to_owned()),
        Just("\u{202E}\u{2066}\u{0}\n\n".to_owned()),
        Just("👨‍👩‍👧‍👦".to_owned()),
        Just("e\u{0301}\u{0301}\u{0301}".to_owned()),
        "\\PC{0,40}",
    ];
    let pieces = proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat());
    // Longer than a ticket keeps: what is rendered is bounded by itself.
    (pieces, 1_usize..40).prop_map(|(text, times)| text.repeat(times).chars().take(5000).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn hostile_words_leave_the_markup_whole_and_one_message_long(text in hostile()) {
        for lang in Lang::ALL {
            for said in notices(&text) {
                let words = notice(lang, &said);
                prop_assert!(is_sound(&words), "{:?}", words);
                prop_assert!(length(&words) <= MESSAGE, "{} {:?}", length(&words), said);
            }
            for message in messages(&text) {
                let words = html(lang, &message);
                prop_assert!(is_sound(&words), "{:?}", words);
                prop_assert!(length(&words) <= MESSAGE, "{} {:?}", length(&words), message);
            }
        }
    }
}
