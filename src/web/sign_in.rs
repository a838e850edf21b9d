//! Signing in by a link, and out. A link is opened by whatever previews a chat before its
//! person sees it: looking at it changes nothing, the button signs in, once. Of its code
//! and of the cookie only hashes are stored.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{Html, IntoResponse};
use maud::html;

use super::request::{Nothing, SESSION, name_of, session_secret, set_cookie};
use super::{Page, Posted, Refusal, Reply, Shared, THE_SERVER, Visitor, Web, see};
use crate::chat::PersonId;
use crate::secret;
use crate::staff::Member;
use crate::store::{Admission, Login};
use crate::telegram;

/// How long a browser stays signed in at most.
const SESSION_LASTS: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The page of a link: for whom it is, and a button.
pub(super) async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Reply {
    let visitor = Visitor::of(&web, &headers, &uri);
    let login = match well_formed(&code) {
        true => web.store.login(&secret::digest(&code)).await?,
        false => None,
    };
    let Login { person, until, used_at } = login.ok_or_else(|| web.wrong_link())?;
    match (used_at, web.member(person).await?) {
        (Some(_), _) => Err(Refusal::LinkUsed),
        (None, Some(member)) if web.app.now() < until => Ok(button(&visitor, &member)),
        _ => Err(Refusal::LinkOver),
    }
}

fn button(visitor: &Visitor, member: &Member) -> Html<String> {
    let words = visitor.words();
    let name = name_of(member, words);
    let body = html! {
        p.lead { (words.fill("web-sign-in-for", &[("name", (&name).into())])) }
        form method="post" action=(visitor.path) {
            button.primary type="submit" { (words.say("web-sign-in-button")) }
        }
        p.soft { (words.say("web-sign-in-not-you")) }
    };
    Page::new(words.say("web-sign-in-title")).body_for(visitor, body)
}

/// The button was pressed.
pub(super) async fn follow(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Refusal> {
    if !well_formed(&code) {
        return Err(web.wrong_link());
    }
    let (code, now) = (secret::digest(&code), web.app.now());
    let cookie = secret::long_word().map_err(|_| Refusal::Fault)?;
    let until = now.plus(SESSION_LASTS);
    match web.store.sign_in(&code, &secret::digest(&cookie), now, until).await? {
        Admission::In(person) => {
            tracing::info!(person = person.0, "signed in at the dashboard");
            if let Some(before) = session_secret(&headers) {
                web.store.end_sessions(None, &secret::digest(before), now).await?;
            }
            Ok(([(header::SET_COOKIE, set_cookie(SESSION, &cookie, SESSION_LASTS))], see("/")))
        }
        Admission::Used(person) => {
            web.used_again(person).await;
            Err(Refusal::LinkUsed)
        }
        Admission::Over => Err(Refusal::LinkOver),
        Admission::Unknown => Err(web.wrong_link()),
    }
}

/// Signs out, in this browser alone.
pub(super) async fn leave(
    State(web): State<Web>,
    headers: HeaderMap,
    posted: Posted<Nothing>,
) -> Result<impl IntoResponse, Refusal> {
    let Posted { signed, .. } = posted;
    if let Some(secret) = session_secret(&headers) {
        web.store.end_sessions(Some(signed.member.person), &secret::digest(secret), signed.now).await?;
    }
    Ok(([(header::SET_COOKIE, set_cookie(SESSION, "", Duration::ZERO))], see("/")))
}

/// What [`secret::word`] makes: anything else is not even looked up.
fn well_formed(code: &str) -> bool {
    code.len() == 32 && code.bytes().all(|c| c.is_ascii_hexdigit())
}

impl Shared {
    fn wrong_link(&self) -> Refusal {
        if self.tries.wrong(self.app.now()) { Refusal::LinksMany } else { Refusal::LinkUnknown }
    }

    /// A link was followed a second time: its person and the admins hear of it, since one of
    /// the two was perhaps somebody else.
    async fn used_again(&self, person: PersonId) {
        tracing::warn!(person = person.0, "a link to the dashboard was tried again after it was used");
        if person == THE_SERVER {
            return;
        }
        let told = async {
            let member = self.member(person).await?;
            let knowledge = self.app.knowledge();
            let others = self.staff.admins.iter().copied().filter(|admin| *admin != person.0);
            let whom: Vec<i64> = std::iter::once(person.0).chain(others).collect();
            let name = member.map_or_else(
                || person.0.to_string(),
                |member| name_of(&member, knowledge.catalog.pages(member.lang)),
            );
            let errand = telegram::link_used(&knowledge, &name, whom);
            self.store.settle_errand(errand, self.app.now()).await
        };
        if let Err(error) = told.await {
            tracing::error!(error = %crate::app::chain(&error), "nobody could be told of it");
        }
    }
}
