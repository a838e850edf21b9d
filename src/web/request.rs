//! Who asks, in which language, and what with: read from each request anew. It may not
//! trust a session for more than its person's number.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Form, FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::IntoResponse;
use maud::{Markup, html};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Refusal, Shared, THE_SERVER, Web, see};
use crate::chat::PersonId;
use crate::clock::Timestamp;
use crate::knowledge::Knowledge;
use crate::l10n::Words;
use crate::lang::Lang;
use crate::secret;
use crate::staff::{Member, Role};
use crate::store::{Session, StoreError};

/// The cookie of a browser that is signed in. The prefix makes browsers refuse it from any
/// other name, and without `Secure`.
pub(super) const SESSION: &str = "__Host-tanya";
/// The cookie of a chosen language.
const LANGUAGE: &str = "__Host-language";
/// How exactly it is known when a session was used last.
const SEEN: Duration = Duration::from_secs(60);

/// Anybody at all.
pub(super) struct Visitor {
    /// The language of their pages.
    pub lang: Lang,
    /// What there is to know, of one version.
    pub knowledge: Arc<Knowledge>,
    /// What they look at.
    pub path: String,
    /// The same with its query: where to come back to.
    pub back: String,
}

/// One of the office's people.
pub(super) struct Signed {
    /// Who, as of now.
    pub member: Member,
    /// Their browser.
    pub session: Session,
    /// What each of their forms must hold.
    csrf: String,
    /// The moment of the request.
    pub now: Timestamp,
    visitor: Visitor,
}

/// A form that one of the office's people sent from one of our pages.
pub(super) struct Posted<T> {
    /// Who.
    pub signed: Signed,
    /// What it says.
    pub form: T,
}

/// A form with nothing in it but the button.
#[derive(Deserialize)]
pub(super) struct Nothing {}

impl Visitor {
    /// Whoever sent these headers.
    pub fn of(web: &Shared, headers: &HeaderMap, uri: &Uri) -> Visitor {
        let lang = chosen_language(headers).or_else(|| preferred_language(headers)).unwrap_or(Lang::Id);
        Visitor { lang, knowledge: web.app.knowledge(), path: uri.path().to_owned(), back: uri.to_string() }
    }

    /// The words of their language.
    pub fn words(&self) -> Words<'_> {
        self.knowledge.catalog.pages(self.lang)
    }

    /// The first part of the path: what a log may hold. The rest may be a link's code.
    pub fn place(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }
}

impl std::ops::Deref for Signed {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl Signed {
    /// The hidden field that each form of theirs must hold.
    pub fn token(&self) -> Markup {
        html! { input type="hidden" name="csrf" value=(self.csrf); }
    }

    /// True for an admin.
    pub fn is_admin(&self) -> bool {
        self.member.role == Role::Admin
    }

    /// Lets admins go on.
    pub fn admins_only(&self) -> Result<(), Refusal> {
        if self.is_admin() { Ok(()) } else { Err(Refusal::Forbidden) }
    }

    /// What they are called on pages.
    pub fn name(&self) -> String {
        name_of(&self.member, self.words())
    }
}

/// What somebody of the office is called on pages.
pub(super) fn name_of(member: &Member, words: Words<'_>) -> String {
    match member.name.trim() {
        _ if member.person == THE_SERVER => words.say("web-the-server"),
        "" => member.person.0.to_string(),
        name => name.to_owned(),
    }
}

impl FromRequestParts<Web> for Signed {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Signed, Refusal> {
        let secret = session_secret(&parts.headers).ok_or(Refusal::SignIn)?;
        let (code, now) = (secret::digest(secret), web.app.now());
        let session = web.store.session(&code, now).await?.ok_or(Refusal::SignIn)?;
        let Some(member) = web.member(session.person).await? else {
            web.store.end_sessions(Some(session.person), "", now).await?;
            return Err(Refusal::SignIn);
        };
        if now.since(session.seen_at) >= SEEN.as_millis() as i64 {
            web.store.seen(&code, now).await?;
        }
        let visitor = Visitor::of(web, &parts.headers, &parts.uri);
        let lang = chosen_language(&parts.headers).unwrap_or(member.lang);
        let csrf = secret::digest(&format!("form {secret}"));
        Ok(Signed { member, session, csrf, now, visitor: Visitor { lang, ..visitor } })
    }
}

impl<T: DeserializeOwned> FromRequest<Web> for Posted<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, web: &Web) -> Result<Posted<T>, Refusal> {
        #[derive(Deserialize)]
        struct Token {
            csrf: String,
        }
        let (mut parts, body) = request.into_parts();
        let signed = Signed::from_request_parts(&mut parts, web).await?;
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), web).await;
        let body = body.map_err(|_| Refusal::TooLarge)?;
        let Token { csrf } = form(&parts, &body).await?;
        if !secret::same(csrf.as_bytes(), signed.csrf.as_bytes()) {
            tracing::warn!(person = signed.member.person.0, "a form without our token was refused");
            return Err(Refusal::Forged);
        }
        Ok(Posted { form: form(&parts, &body).await?, signed })
    }
}

async fn form<T: DeserializeOwned>(parts: &Parts, body: &Bytes) -> Result<T, Refusal> {
    let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
    let form = Form::<T>::from_request(request, &()).await;
    form.map(|Form(form)| form).map_err(|_| Refusal::Malformed)
}

impl Shared {
    /// What a person is to the office now; `None` where they are nobody of it.
    pub(super) async fn member(&self, person: PersonId) -> Result<Option<Member>, StoreError> {
        if person == THE_SERVER {
            return Ok(Some(Member::admin(person)));
        }
        Ok(Member::standing(person, self.store.member(person).await?, &self.staff.admins))
    }
}

/// What the browser proves itself with, where it has the shape of it.
pub(super) fn session_secret(headers: &HeaderMap) -> Option<&str> {
    let hexadecimal = |secret: &&str| secret.len() == 64 && secret.bytes().all(|c| c.is_ascii_hexdigit());
    cookie(headers, SESSION).filter(hexadecimal)
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

fn chosen_language(headers: &HeaderMap) -> Option<Lang> {
    cookie(headers, LANGUAGE).and_then(Lang::from_code)
}

/// What the browser prefers, of the two languages that there are.
fn preferred_language(headers: &HeaderMap) -> Option<Lang> {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok())?;
    Lang::from_hint(wanted.split([',', ';']).next().unwrap_or_default().trim())
}

/// A cookie that only this name gets back, only over TLS or on this machine, and that no
/// script sees.
pub(super) fn set_cookie(name: &str, value: &str, lasts: Duration) -> HeaderValue {
    let lasts = lasts.as_secs();
    let cookie = format!("{name}={value}; Path=/; Max-Age={lasts}; Secure; HttpOnly; SameSite=Lax");
    HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
}

/// The form that chooses a language.
#[derive(Deserialize)]
pub(super) struct Language {
    lang: String,
    back: String,
}

/// Remembers the language in the browser. It needs nobody to be signed in.
pub(super) async fn choose_language(
    State(_): State<Web>,
    Form(Language { lang, back }): Form<Language>,
) -> Result<impl IntoResponse, Refusal> {
    const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
    let lang = Lang::from_code(&lang).ok_or(Refusal::Malformed)?;
    // Two slashes would lead to another server.
    let back =
        if back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') { &back } else { "/" };
    Ok(([(header::SET_COOKIE, set_cookie(LANGUAGE, lang.code(), YEAR))], see(back)))
}
