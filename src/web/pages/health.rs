//! *Health*: what waits and since when, what happened of late, which knowledge answers.
//! Counts and places alone: no page of it holds what anybody wrote.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::journal;
use crate::knowledge::State as Files;
use crate::l10n::Words;
use crate::store::{Queues, Undelivered, Vitals};
use crate::web::page::Page;
use crate::web::request::Signed;
use crate::web::widgets::{Tone, badge, empty, table, tile};
use crate::web::{Reply, Shared, Web};

/// What the rates are of.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// Longer than this nothing waits where all is well, in milliseconds.
const PATIENCE: i64 = 60_000;
/// Failures and places that are listed.
const LISTED: u32 = 20;
const COMPLAINTS: usize = 20;

/// The page, for admins.
pub async fn show(State(web): State<Web>, signed: Signed) -> Reply {
    signed.admins_only()?;
    let (words, now) = (signed.words(), signed.now);
    let queues = web.store.queues().await?;
    let vitals = web.store.vitals(now.minus(HOUR)).await?;
    let undelivered = web.store.undelivered(LISTED).await?;
    let writable = web.store.ping().await.is_ok();
    let body = html! {
        section #vitals data-live {
            (state(words, &queues, writable, now))
            h2 { (words.say("web-health-waits")) }
            dl.tiles { (waits(words, &queues, now)) }
            h2 { (words.say("web-health-hour")) }
            dl.tiles { (rates(words, &vitals)) }
            h2 { (words.say("web-health-failed")) }
            (failures(words, &undelivered))
            h2 { (words.say("web-health-complaints")) }
            (complaints(words))
        }
        section #program data-live {
            h2 { (words.say("web-health-program")) }
            (program(&web, &signed))
        }
    };
    Page::new(words.say("web-health")).body(&signed, body)
}

/// The one sentence that somebody in a hurry reads.
fn state(words: Words<'_>, queues: &Queues, writable: bool, now: Timestamp) -> Markup {
    let late = |since: Option<i64>| since.is_some_and(|since| now.since(Timestamp(since)) > PATIENCE);
    let (tone, id) = match () {
        () if !writable => (Tone::Bad, "web-health-no-database"),
        () if late(queues.waiting_since) => (Tone::Bad, "web-health-stuck"),
        () if late(queues.unsent_since) => (Tone::Bad, "web-health-unsent-long"),
        () if queues.parked > 0 => (Tone::Odd, "web-health-parked-some"),
        () => (Tone::Good, "web-health-fine"),
    };
    html! { p.lead role="status" { (badge(tone, &words.say(id))) } }
}

fn waits(words: Words<'_>, queues: &Queues, now: Timestamp) -> Markup {
    let since = |since: Option<i64>| match since {
        Some(since) => {
            let waited = Duration::from_millis(now.since(Timestamp(since)).max(0).unsigned_abs());
            words.fill("web-health-oldest", &[("span", (&words.about(waited)).into())])
        }
        None => String::new(),
    };
    html! {
        (tile(&words.say("web-health-inbox"), &words.number(queues.waiting), &since(queues.waiting_since)))
        (tile(&words.say("web-health-outbox"), &words.number(queues.unsent), &since(queues.unsent_since)))
        (tile(&words.say("web-health-parked"), &words.number(queues.parked), ""))
    }
}

fn rates(words: Words<'_>, vitals: &Vitals) -> Markup {
    let Vitals { received, asked, sent, failed, tickets } = *vitals;
    let shown = [
        ("web-health-received", received),
        ("web-health-asked", asked),
        ("web-health-sent", sent),
        ("web-health-tickets", tickets),
        ("web-health-given-up", failed),
    ];
    html! { @for (id, count) in shown { (tile(&words.say(id), &words.number(count), "")) } }
}

/// What did not arrive: numbers, methods and reasons, never words.
fn failures(words: Words<'_>, undelivered: &[Undelivered]) -> Markup {
    if undelivered.is_empty() {
        return empty(&words.say("web-health-none-failed"));
    }
    let columns = ["web-health-when", "web-health-what", "web-health-why"].map(|id| words.say(id));
    let rows = undelivered.iter().map(|one| {
        let why = one.fault.as_deref().unwrap_or_default();
        vec![
            html! { (words.moment(Timestamp(one.changed_at))) },
            html! { code { (one.method) } },
            html! { (why) },
        ]
    });
    table(&words.say("web-health-failed"), &columns, &rows.collect::<Vec<_>>())
}

/// What the log complained of since the start: places of the program, never words.
fn complaints(words: Words<'_>) -> Markup {
    let complaints = journal::complaints();
    if complaints.is_empty() {
        return empty(&words.say("web-health-no-complaints"));
    }
    let columns = ["web-health-last", "web-health-place", "web-health-kind", "web-health-count"];
    let rows = complaints.iter().take(COMPLAINTS).map(|one| {
        let (tone, kind) = match one.error {
            true => (Tone::Bad, "web-health-error"),
            false => (Tone::Odd, "web-health-warning"),
        };
        vec![
            html! { (words.moment(one.last)) },
            html! { code { (one.place) } },
            badge(tone, &words.say(kind)),
            html! { (words.number(i64::try_from(one.count).unwrap_or(i64::MAX))) },
        ]
    });
    let columns = columns.map(|id| words.say(id));
    table(&words.say("web-health-complaints"), &columns, &rows.collect::<Vec<_>>())
}

/// How it stands with the files: since when this version answers, and what keeps a newer one
/// from doing so. The mistakes are in the words of `tanya check`.
fn files(words: Words<'_>, state: &Files) -> Markup {
    html! {
        dt { (words.say("web-health-loaded")) }
        dd { (words.moment(state.loaded_at)) }
        @if let Some(broken) = &state.broken {
            dt { (words.say("web-health-broken")) }
            dd {
                p { (badge(Tone::Bad, &words.fill("web-health-mistakes", &[("n", broken.count.into())]))) " " (words.moment(broken.since)) }
                ul lang="en" { @for mistake in &broken.mistakes { li { code { (mistake.place) } " " (mistake.message) } } }
            }
        }
    }
}

fn program(web: &Shared, signed: &Signed) -> Markup {
    let (words, knowledge) = (signed.words(), &signed.knowledge);
    let up = Duration::from_millis(signed.now.since(web.started).max(0).unsigned_abs());
    let topics = knowledge.faq.topics.len();
    html! {
        dl.facts {
            dt { (words.say("web-health-version")) }
            dd { code { (env!("CARGO_PKG_VERSION")) } }
            dt { (words.say("web-health-uptime")) }
            dd { (words.about(up)) }
            dt { (words.say("web-health-knowledge")) }
            dd { code { (knowledge.version) } " · " (words.fill("web-health-topics", &[("n", topics.into())])) }
            (files(words, &web.app.live().state()))
        }
    }
}

/// Whether there is anybody home, for whoever watches servers: no sign-in, no numbers.
pub async fn alive(State(web): State<Web>) -> (StatusCode, &'static str) {
    match web.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "no database\n"),
    }
}
