//! *Try it*: a chat with the same engine, on any day, with the reasons for each verdict.
//! Nothing of it is stored, no ticket is opened, and it ends with the program.

use axum::extract::State;
use axum::response::Redirect;
use maud::{Markup, html};
use serde::Deserialize;

use crate::clock::Date;
use crate::l10n::Words;
use crate::web::page::Page;
use crate::web::rehearsal::{Exchange, Heard, Rehearsal, Why};
use crate::web::request::{Posted, Signed};
use crate::web::widgets::{Tone, badge, bubble, empty, table};
use crate::web::{Refusal, Reply, Web, see};

/// Longest message, in characters: Telegram's.
const LONGEST: usize = 4096;

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed) -> Reply {
    let words = signed.words();
    let rehearsal = web.rehearsals.of(&signed.session.name);
    let body = html! {
        p.soft { (words.say("web-try-lead")) }
        div.chat {
            @if rehearsal.exchanges.is_empty() { (empty(&words.say("web-try-empty"))) }
            @for exchange in &rehearsal.exchanges { (exchanged(&signed, exchange)) }
        }
        (ask(&signed, &rehearsal))
    };
    Page::new(words.say("web-try")).body(&signed, body)
}

/// What was said, what is said in return, and why.
fn exchanged(signed: &Signed, exchange: &Exchange) -> Markup {
    let words = signed.words();
    html! {
        div.exchange {
            p.mine { (exchange.said) }
            @for reply in &exchange.replies {
                (bubble(exchange.lang, &reply.html, &[]))
                @if !reply.buttons.is_empty() {
                    form.taps method="post" action="/try#say" {
                        (signed.token())
                        @for (label, payload) in &reply.buttons {
                            button type="submit" name="tap" value=(payload) { (label) }
                        }
                    }
                }
            }
            @if exchange.ticket { p { (badge(Tone::Odd, &words.say("web-try-ticket"))) } }
            @for why in &exchange.reasons { (reasons(words, why)) }
        }
    }
}

fn reasons(words: Words<'_>, why: &Why) -> Markup {
    let verdict = match &why.heard {
        Heard::Answered(topic) => {
            words.fill("web-try-answered", &[("topic", (&words.title(topic.as_str())).into())])
        }
        Heard::Unsure => words.say("web-try-unsure"),
        Heard::Unknown => words.say("web-try-unknown"),
    };
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let columns = ["web-try-candidate", "web-try-likely"].map(|id| words.say(id));
    let row = |(topic, score): &(String, f64)| vec![html! { code { (topic) } }, html! { (percent(*score)) }];
    let candidates: Vec<_> = why.candidates.iter().map(row).collect();
    let columns_of_evidence = ["web-try-word", "web-try-says"].map(|id| words.say(id));
    let piece =
        |(what, says): &(String, f64)| vec![html! { code { (what) } }, html! { (format!("{says:+.2}")) }];
    let evidence: Vec<_> = why.evidence.iter().map(piece).collect();
    html! {
        details.why {
            summary { (verdict) " · " (percent(why.sure)) }
            p.soft { (words.fill("web-try-read-as", &[("words", (&why.read_as).into())])) }
            p.soft { (words.fill("web-try-sure", &[("sure", (&percent(why.sure)).into()), ("from", (&percent(why.answer_from)).into())])) }
            p.soft { (words.say(if why.by_meaning { "web-try-by-meaning" } else { "web-try-by-words" })) }
            @if let Some(nearest) = &why.nearest { p.soft { (words.fill("web-try-nearest", &[("line", nearest.into())])) } }
            (table(&words.say("web-try-candidate"), &columns, &candidates))
            @if !evidence.is_empty() {
                p.soft { (words.fill("web-try-evidence", &[("rival", (&why.rival).into())])) }
                (table(&words.say("web-try-word"), &columns_of_evidence, &evidence))
            }
        }
    }
}

fn ask(signed: &Signed, rehearsal: &Rehearsal) -> Markup {
    let words = signed.words();
    let at = rehearsal.at.map(|day| day.to_string()).unwrap_or_default();
    html! {
        form.say #say method="post" action="/try#say" {
            (signed.token())
            label for="text" { (words.say("web-try-question")) }
            input #text type="text" name="text" maxlength=(LONGEST) autocomplete="off";
            label for="at" { (words.say("web-try-day")) }
            input #at type="date" name="at" value=(at);
            button.primary type="submit" { (words.say("web-try-send")) }
            button type="submit" name="anew" value="1" { (words.say("web-try-anew")) }
        }
    }
}

/// What is sent: a text, a tap, or that all begins anew.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    text: String,
    #[serde(default)]
    tap: Option<String>,
    /// Only in the form of a text.
    at: Option<String>,
    #[serde(default)]
    anew: Option<String>,
}

/// Says something.
pub async fn say(State(web): State<Web>, posted: Posted<Said>) -> Result<Redirect, Refusal> {
    let Posted { signed, form } = posted;
    let said = match form {
        Said { anew: Some(_), .. } => {
            web.rehearsals.end(&signed.session.name);
            return Ok(see("/try"));
        }
        Said { tap: Some(payload), .. } => crate::chat::Said::Tap(payload),
        Said { text, .. } => crate::chat::Said::Text(text.chars().take(LONGEST).collect()),
    };
    let mut rehearsal = web.rehearsals.of(&signed.session.name);
    if let Some(at) = &form.at {
        rehearsal.at = at.parse::<Date>().ok();
    }
    if said != crate::chat::Said::Text(String::new()) {
        rehearsal.hear(&signed.knowledge, said, signed.lang, signed.now);
    }
    web.rehearsals.keep(&signed.session.name, rehearsal, signed.now);
    Ok(see("/try#say"))
}
