//! Things to remember, and the short ways to do so.

use tanya::chat::{Asked, Chat, ChatId, Detail, Missing, NewTicket, Offer, Outcome, Tapped, TicketNumber};
use tanya::clock::Timestamp;
use tanya::faq::TopicId;
use tanya::lang::Lang;
use tanya::store::{Record, Store, StoreError};

pub const NOW: Timestamp = Timestamp(1_580_838_000_000);
pub const ASKER: ChatId = ChatId(4242);

pub fn asked(outcome: Outcome, text: Option<&str>) -> Asked {
    Asked {
        lang: Lang::Id,
        outcome,
        topic: Some(TopicId::new("incubation-age-limit")),
        programme: Some("incubation".into()),
        score: 0.25,
        among: 0.5,
        text: text.map(str::to_owned),
    }
}

pub fn ticket(question: &str) -> NewTicket {
    NewTicket {
        programme: Some("incubation".into()),
        lang: Lang::Id,
        question: question.into(),
        offered: vec![TopicId::new("fair-dates"), TopicId::new("fair-location")],
    }
}

/// Records one unknown question with its ticket.
pub async fn ask(store: &Store, chat: ChatId, question: &str) -> Result<TicketNumber, StoreError> {
    let asked = [asked(Outcome::Unknown, Some(question))];
    let ticket = ticket(question);
    let known = Chat::default();
    let record = Record { asked: &asked, ticket: Some(&ticket), ..Record::new(&known, "v1") };
    Ok(store.record(chat, &record, NOW).await?.expect("a ticket has a number"))
}

/// Records questions and nothing else.
pub async fn log(store: &Store, chat: ChatId, asked: &[Asked], at: Timestamp) {
    store.record(chat, &Record { asked, ..Record::new(&Chat::default(), "v1") }, at).await.unwrap();
}

/// Records a chat and nothing else.
pub async fn remember(store: &Store, chat: &Chat) {
    let record = Record::new(chat, "v1");
    assert_eq!(store.record(ASKER, &record, NOW).await.unwrap(), None);
}

/// A chat of which everything is known.
pub fn whole_chat() -> Chat {
    Chat {
        language: Some(Lang::En),
        last_topic: Some(TopicId::new("rex-about")),
        last_at: Some(NOW),
        unknowns: 2,
        offer: Some(Offer {
            question: "rex?".into(),
            lang: Lang::Id,
            options: vec![TopicId::new("rex-about"), TopicId::new("rex-benefits")],
        }),
        tapped: Some(Tapped { press: "5:menu".into(), at: NOW }),
        missing: Some(Missing { topic: TopicId::new("rex-about"), at: NOW }),
        detail: Some(Detail { ticket: TicketNumber(3), at: NOW }),
    }
}
