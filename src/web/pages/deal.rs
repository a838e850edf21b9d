//! What somebody of the office does to a ticket on its page, by the rules of the chat. An
//! answer is looked at first, as the asker will see it, and sent with a second tap. It may
//! not decide what is allowed.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Deserialize;

use super::seen::Seen;
use super::ticket::{page, version};
use super::tickets::question;
use crate::chat::{Message, TicketNumber};
use crate::faq::TopicId;
use crate::l10n::Html;
use crate::staff::{Act, Closing, Notice, Refusal as Why};
use crate::telegram::{Dealt, Deed};
use crate::web::page::Page;
use crate::web::request::{Posted, Signed};
use crate::web::widgets::bubble;
use crate::web::{Refusal, Reply, Web, see};

/// Longest answer, in characters.
pub const LONGEST: usize = 8000;

/// What somebody has begun to write.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub words: String,
    pub topic: String,
    pub note: String,
}

/// What is done.
#[derive(Deserialize)]
pub struct Wanted {
    /// The version of the ticket that they look at.
    version: i64,
    deed: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    why: String,
    /// All who ask the same get the answer.
    all: Option<String>,
    /// They have looked at it, and it is to be sent.
    send: Option<String>,
    /// They have looked at it, and it is to be written otherwise.
    edit: Option<String>,
}

/// Does it, shows how an answer will look, or says why it cannot be done.
pub async fn deal(
    State(web): State<Web>,
    Path(number): Path<i64>,
    posted: Posted<Wanted>,
) -> Result<Response, Refusal> {
    let Posted { signed, form: wanted } = posted;
    let seen = web.seen(&signed, TicketNumber(number)).await?;
    if wanted.edit.is_some() {
        return Ok(page(&web, &signed, &seen, &wanted.draft(), None)?.into_response());
    }
    let deed = wanted.deed().ok_or(Refusal::Malformed)?;
    if matches!(deed, Deed::Answer(..) | Deed::Topic(..)) {
        let answer = answer(&signed, &seen, &wanted).ok_or(Refusal::Malformed)?;
        if wanted.send.is_none() {
            return preview(&signed, &seen, &wanted, &answer).map(IntoResponse::into_response);
        }
    }
    let same = seen.ticket.version == wanted.version || matches!(deed, Deed::Note(_));
    let dealt = match same {
        true => web.counter.deal(&signed.member, &seen.ticket, &deed).await?,
        false => Dealt::Stale,
    };
    let told = match dealt {
        Dealt::Done => return Ok(see(&format!("/tickets/{number}")).into_response()),
        Dealt::Stale => signed.words().say("web-ticket-stale"),
        Dealt::Refused(why, by) => refused(&signed, seen.ticket.number, why, by),
    };
    // As it is by now, with what they wrote.
    let seen = web.seen(&signed, TicketNumber(number)).await?;
    let page = page(&web, &signed, &seen, &wanted.draft(), Some(&told))?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

impl Wanted {
    /// What it comes to; `None` for what our page does not offer.
    fn deed(&self) -> Option<Deed> {
        let all = self.all.is_some();
        let words = |words: &str| {
            let words = words.trim();
            (1..=LONGEST).contains(&words.chars().count()).then(|| words.to_owned())
        };
        Some(match self.deed.as_str() {
            "claim" => Deed::Do(Act::Claim),
            "release" => Deed::Do(Act::Release),
            "close" => Deed::Do(Act::Close),
            "reopen" => Deed::Do(Act::Reopen),
            "dismiss" => Deed::Do(Act::Dismiss(reason(&self.why)?)),
            "answer" => Deed::Answer(words(&self.words)?, all),
            "topic" => Deed::Topic(TopicId::new(&self.topic), all),
            "note" => Deed::Note(words(&self.note)?),
            _ => return None,
        })
    }

    fn draft(&self) -> Draft {
        Draft { words: self.words.clone(), topic: self.topic.clone(), note: self.note.clone() }
    }
}

/// A reason for which the office may dismiss a ticket.
fn reason(word: &str) -> Option<Closing> {
    let ours = |why: &Closing| matches!(why, Closing::NotOurs | Closing::Spam | Closing::Duplicate);
    Closing::from_code(word).filter(ours)
}

/// The answer as its asker will see it, before it is sent.
fn preview(signed: &Signed, seen: &Seen, wanted: &Wanted, answer: &Html) -> Reply {
    let (words, ticket) = (signed.words(), &seen.ticket);
    let all = wanted.all.as_ref().filter(|_| seen.fellows > 0);
    let body = html! {
        p.soft { (words.say("web-ticket-preview-lead")) }
        div.chat {
            p.mine lang=(ticket.lang.code()) { (question(words, ticket)) }
            (bubble(ticket.lang, answer, &[]))
        }
        @if all.is_some() { p { (words.fill("web-ticket-to-all", &[("n", seen.fellows.into())])) } }
        form.buttons method="post" action={ "/tickets/" (ticket.number.0) } {
            (signed.token())
            (version(ticket))
            input type="hidden" name="words" value=(wanted.words);
            input type="hidden" name="topic" value=(wanted.topic);
            input type="hidden" name="deed" value=(wanted.deed);
            @if all.is_some() { input type="hidden" name="all" value="1"; }
            button.primary type="submit" name="send" value="1" { (words.say("web-ticket-send")) }
            button type="submit" name="edit" value="1" { (words.say("web-ticket-edit")) }
        }
    };
    Page::new(words.say("web-ticket-preview")).body(signed, body)
}

/// The words of an answer; `None` for a topic that is no more.
fn answer(signed: &Signed, seen: &Seen, wanted: &Wanted) -> Option<Html> {
    if wanted.deed == "answer" {
        return Some(Html::of_text(wanted.words.trim()));
    }
    let knowledge = &signed.knowledge;
    let topic = knowledge.faq.topic(&TopicId::new(&wanted.topic))?;
    let message = Message::Answer { topic: topic.id.clone(), today: signed.now.date() };
    Some(knowledge.catalog.html(&knowledge.faq, seen.ticket.lang, &message))
}

/// Why nothing was done, in the words that the chat has for it.
fn refused(signed: &Signed, number: TicketNumber, why: Why, by: Option<String>) -> String {
    let knowledge = &signed.knowledge;
    let notice = Notice::Refused { number, why, by };
    knowledge.catalog.notice(&knowledge.faq, signed.lang, &notice).plain()
}
