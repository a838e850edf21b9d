//! *Tickets*: what waits for a person of the office, oldest first, as the staff group sees
//! it. Whoever answers for one programme sees its tickets, and those of none.

use std::time::Duration;

use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::Deserialize;

use crate::chat::TicketNumber;
use crate::faq::Programme;
use crate::l10n::Words;
use crate::staff::{Member, Ticket, TicketState};
use crate::store::TicketFilter;
use crate::web::page::Page;
use crate::web::request::Signed;
use crate::web::widgets::{Tone, badge, empty};
use crate::web::{Reply, Shared, Web};

/// Tickets on one page.
const PAGE: u32 = 50;
/// The states of tickets that wait for the office, or for their asker.
const OPEN: [TicketState; 3] = [TicketState::Open, TicketState::Claimed, TicketState::Answered];

/// Which tickets.
#[derive(Deserialize)]
pub struct Which {
    /// A state; all that are not over where it is none.
    #[serde(default)]
    state: String,
    /// A programme; all where it is none.
    #[serde(default)]
    programme: String,
    /// Those after this number.
    #[serde(default)]
    after: i64,
}

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed, Query(which): Query<Which>) -> Reply {
    let words = signed.words();
    let state = TicketState::from_code(&which.state);
    let programme = signed.knowledge.faq.programme(&which.programme);
    let filter = TicketFilter {
        states: state.map_or(OPEN.to_vec(), |state| vec![state]),
        programme: programme.map(|programme| programme.id.clone()),
        answered_by: theirs(&signed.member),
        ..TicketFilter::default()
    };
    let mut tickets = web.store.some_tickets(&filter, TicketNumber(which.after), PAGE + 1).await?;
    let more = tickets.len() > PAGE as usize;
    tickets.truncate(PAGE as usize);
    let mut lines = Vec::new();
    for ticket in &tickets {
        lines.push(line(&signed, ticket, web.called(ticket, words).await?));
    }
    let body = html! {
        (choose(&signed, state, programme))
        section #tickets data-live {
            @if lines.is_empty() { (empty(&words.say("web-tickets-none"))) }
            ul.list { @for line in &lines { li { (line) } } }
            (turn(words, &filter, which.after, tickets.last().filter(|_| more)))
        }
    };
    Page::new(words.say("web-tickets")).body(&signed, body)
}

/// The programme whose tickets alone, beside those of none, are somebody's to see.
fn theirs(member: &Member) -> Option<String> {
    member.programme.clone()
}

fn choose(signed: &Signed, state: Option<TicketState>, chosen: Option<&Programme>) -> Markup {
    let words = signed.words();
    let programmes = signed.knowledge.faq.programmes.iter().filter(|programme| !programme.small_talk);
    html! {
        form.fields.line method="get" action="/tickets" {
            label for="state" { (words.say("web-tickets-state")) }
            select #state name="state" {
                option value="" { (words.say("web-tickets-open")) }
                @for one in TicketState::ALL {
                    option value=(one.code()) selected[state == Some(one)] { (words.say(state_word(one))) }
                }
            }
            @if theirs(&signed.member).is_none() {
                label for="programme" { (words.say("web-tickets-programme")) }
                select #programme name="programme" {
                    option value="" { (words.say("web-tickets-every")) }
                    @for programme in programmes {
                        option value=(programme.id) selected[chosen.is_some_and(|chosen| chosen.id == programme.id)] { (words.title(&programme.id)) }
                    }
                }
            }
            div.buttons { button type="submit" { (words.say("web-tickets-show")) } }
        }
    }
}

/// True while an asker waits for the office.
fn waits(ticket: &Ticket) -> bool {
    matches!(ticket.state, TicketState::Open | TicketState::Claimed)
}

/// A ticket in a line: what was asked, how far it is, for how long it has waited.
fn line(signed: &Signed, ticket: &Ticket, owner: Option<String>) -> Markup {
    let words = signed.words();
    let waited = Duration::from_millis(signed.now.since(ticket.waits_since()).max(0).unsigned_abs());
    html! {
        a href={ "/tickets/" (ticket.number.0) } lang=(ticket.lang.code()) { (question(words, ticket)) }
        span.soft {
            (ticket.number.0) " · " (words.programme(&signed.knowledge.faq, ticket.programme.as_deref()))
            @if waits(ticket) { " · " (words.fill("web-tickets-waits", &[("span", (&words.about(waited)).into())])) }
        }
        span.more {
            @if let Some(owner) = owner { span.soft { (owner) } }
            (state(words, ticket.state))
        }
    }
}

fn turn(words: Words<'_>, filter: &TicketFilter, after: i64, last: Option<&Ticket>) -> Markup {
    let state = if let [state] = filter.states[..] { state.code() } else { "" };
    let programme = filter.programme.as_deref().unwrap_or_default();
    let page = |after: i64| format!("/tickets?state={state}&programme={programme}&after={after}");
    html! {
        @if after > 0 { a.button href=(page(0)) { (words.say("web-tickets-first")) } " " }
        @if let Some(last) = last { a.button href=(page(last.number.0)) { (words.say("web-tickets-next")) } }
    }
}

/// What was asked; that a person was wanted, where it was nothing else.
pub(super) fn question(words: Words<'_>, ticket: &Ticket) -> String {
    match ticket.question.trim() {
        "" => words.say("web-ticket-wordless"),
        question => question.to_owned(),
    }
}

/// How far a ticket is, as a badge.
pub(super) fn state(words: Words<'_>, state: TicketState) -> Markup {
    let tone = match state {
        TicketState::Open => Tone::Bad,
        TicketState::Claimed => Tone::Odd,
        TicketState::Answered => Tone::Good,
        TicketState::Closed | TicketState::Dismissed => Tone::Plain,
    };
    badge(tone, &words.say(state_word(state)))
}

fn state_word(state: TicketState) -> &'static str {
    match state {
        TicketState::Open => "web-state-open",
        TicketState::Claimed => "web-state-claimed",
        TicketState::Answered => "web-state-answered",
        TicketState::Closed => "web-state-closed",
        TicketState::Dismissed => "web-state-dismissed",
    }
}

impl Shared {
    /// The name of whoever took a ticket; their number where they have left.
    pub(super) async fn called(
        &self,
        ticket: &Ticket,
        words: Words<'_>,
    ) -> Result<Option<String>, crate::web::Refusal> {
        let Some(owner) = ticket.owner else { return Ok(None) };
        let member = self.member(owner).await?;
        Ok(Some(
            member.map_or_else(|| owner.0.to_string(), |member| crate::web::request::name_of(&member, words)),
        ))
    }
}
