//! *Account*: who is signed in, and in which browsers; each can be signed out from here.

use axum::extract::State;
use maud::{Markup, html};
use serde::Deserialize;

use crate::staff::Role;
use crate::store::Session;
use crate::web::page::Page;
use crate::web::request::{Posted, Signed};
use crate::web::widgets::{Tone, badge, table};
use crate::web::{Refusal, Reply, Web, see};

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed) -> Reply {
    let sessions = web.store.sessions(Some(signed.member.person), signed.now).await?;
    let words = signed.words();
    let role = match signed.member.role {
        Role::Admin => "web-account-admin",
        Role::Contact => "web-account-contact",
    };
    let programme =
        signed.member.programme.as_deref().map(|id| words.programme(&signed.knowledge.faq, Some(id)));
    let body = html! {
        p.lead { (signed.name()) " " (badge(Tone::Plain, &words.say(role))) @if let Some(programme) = programme { " " (programme) } }
        h2 { (words.say("web-account-sessions")) }
        p.soft { (words.say("web-account-lasts")) }
        (browsers(&signed, &sessions))
    };
    Page::new(words.say("web-account")).body(&signed, body)
}

fn browsers(signed: &Signed, sessions: &[Session]) -> Markup {
    let words = signed.words();
    let columns = ["web-account-name", "web-account-since", "web-account-seen", "web-account-end"]
        .map(|id| words.say(id));
    let rows = sessions.iter().map(|session| {
        vec![
            html! {
                code { (session.name) }
                @if session.name == signed.session.name { " " (badge(Tone::Good, &words.say("web-account-this"))) }
            },
            html! { (words.moment(session.made_at)) },
            html! { (words.moment(session.seen_at)) },
            html! {
                form method="post" action="/account/end" {
                    (signed.token())
                    button type="submit" name="session" value=(session.name)
                        aria-label=(words.fill("web-account-end-one", &[("name", (&session.name).into())])) {
                        (words.say("web-account-end"))
                    }
                }
            },
        ]
    });
    table(&words.say("web-account-sessions"), &columns, &rows.collect::<Vec<_>>())
}

/// A browser to be signed out.
#[derive(Deserialize)]
pub struct End {
    session: String,
}

/// Signs one of one's own browsers out.
pub async fn end(State(web): State<Web>, posted: Posted<End>) -> Result<axum::response::Redirect, Refusal> {
    let Posted { signed, form } = posted;
    if form.session.is_empty() {
        return Err(Refusal::Malformed);
    }
    web.store.end_sessions(Some(signed.member.person), &form.session, signed.now).await?;
    Ok(see("/account"))
}
