//! Why a request is not done, named after what the visitor does next; each is a page. The
//! page is made by `guard`, which knows the visitor's language. It may not tell anybody why
//! the database fails: that is for the log.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use crate::app::chain;
use crate::l10n::Words;
use crate::store::StoreError;

/// Why a request is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Sign in.
    SignIn,
    /// Ask an admin.
    Forbidden,
    /// Go elsewhere.
    NotFound,
    /// Send it from our own page.
    Forged,
    /// Write it otherwise.
    Malformed,
    /// Write less.
    TooLarge,
    /// Come again.
    Unavailable,
    /// Come again; we look at it.
    Fault,
    /// Ask for a new link: this one was followed.
    LinkUsed,
    /// Ask for a new link: this one is too old.
    LinkOver,
    /// Ask for a link.
    LinkUnknown,
    /// Stop guessing.
    LinksMany,
}
use Refusal::*;

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            SignIn => StatusCode::UNAUTHORIZED,
            Forbidden | Forged => StatusCode::FORBIDDEN,
            NotFound | LinkUnknown => StatusCode::NOT_FOUND,
            Malformed => StatusCode::BAD_REQUEST,
            TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Fault => StatusCode::INTERNAL_SERVER_ERROR,
            LinkUsed | LinkOver => StatusCode::GONE,
            LinksMany => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// The messages that say it: what, and what to do.
    fn messages(self) -> (&'static str, &'static str) {
        match self {
            SignIn => ("web-sign-in-needed", "web-sign-in-needed-advice"),
            Forbidden => ("web-trouble-forbidden", "web-trouble-forbidden-advice"),
            NotFound => ("web-trouble-not-found", "web-trouble-not-found-advice"),
            Forged => ("web-trouble-forged", "web-trouble-forged-advice"),
            Malformed => ("web-trouble-malformed", "web-trouble-malformed-advice"),
            TooLarge => ("web-trouble-too-large", "web-trouble-too-large-advice"),
            Unavailable => ("web-trouble-unavailable", "web-trouble-unavailable-advice"),
            Fault => ("web-trouble-fault", "web-trouble-fault-advice"),
            LinkUsed => ("web-sign-in-used", "web-sign-in-used-advice"),
            LinkOver => ("web-sign-in-over", "web-sign-in-advice"),
            LinkUnknown => ("web-sign-in-unknown", "web-sign-in-advice"),
            LinksMany => ("web-sign-in-many", "web-sign-in-advice"),
        }
    }

    /// The title and the rest of its page.
    pub fn page(self, words: Words<'_>) -> (String, Markup) {
        let (what, advice) = self.messages();
        let signed_out = matches!(self, SignIn | LinkUsed | LinkOver | LinkUnknown | LinksMany);
        let body = html! {
            p.lead { (words.say(advice)) }
            @if !signed_out {
                p { a.button href="/" { (words.say("web-trouble-home")) } }
            }
        };
        (words.say(what), body)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Refusal {
        tracing::error!(error = %chain(&error), "a page cannot be made");
        Unavailable
    }
}

/// What there is at any other address.
pub(super) async fn no_such_page() -> Refusal {
    NotFound
}
