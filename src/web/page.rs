//! The frame that every page stands in: head, navigation, language, account. It may not
//! know what a page shows.

use axum::extract::State;
use axum::response::{Html, Redirect};
use maud::{DOCTYPE, Markup, html};

use super::assets::{SCRIPT, STYLE};
use super::{Reply, Signed, Visitor, Web, see};
use crate::l10n::Words;
use crate::lang::Lang;

/// A place in the navigation.
pub(super) struct Entry {
    path: &'static str,
    word: &'static str,
    admins_only: bool,
}

/// What there is, in its order.
pub(super) const NAVIGATION: [Entry; 6] = [
    Entry { path: "/today", word: "web-today", admins_only: true },
    Entry { path: "/unanswered", word: "web-unanswered", admins_only: false },
    Entry { path: "/tickets", word: "web-tickets", admins_only: false },
    Entry { path: "/topics", word: "web-topics", admins_only: false },
    Entry { path: "/try", word: "web-try", admins_only: false },
    Entry { path: "/health", word: "web-health", admins_only: true },
];

/// A question mark in a speech bubble.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E\
     %3Cpath fill='%231c746d' d='M6 3h20a4 4 0 0 1 4 4v13a4 4 0 0 1-4 4H14l-8 6v-6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z'/%3E\
     %3Cpath fill='none' stroke='%23fff' stroke-width='3' stroke-linecap='round' d='M12 11a4 4 0 1 1 5.5 3.7c-1 .4-1.5 1-1.5 2.3'/%3E\
     %3Ccircle cx='16' cy='20.5' r='1.8' fill='%23fff'/%3E%3C/svg%3E";

/// A page in the making.
pub(super) struct Page {
    title: String,
}

impl Page {
    /// A page with this title, which is also its heading.
    pub fn new(title: impl Into<String>) -> Page {
        Page { title: title.into() }
    }

    /// The page for one of the office's people.
    pub fn body(self, signed: &Signed, body: Markup) -> Reply {
        Ok(self.framed(signed, Some(signed), body))
    }

    /// The page for anybody.
    pub fn body_for(self, visitor: &Visitor, body: Markup) -> Html<String> {
        self.framed(visitor, None, body)
    }

    fn framed(self, visitor: &Visitor, signed: Option<&Signed>, body: Markup) -> Html<String> {
        let words = visitor.words();
        let page = html! {
            (DOCTYPE)
            html lang=(visitor.lang.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    title { (self.title) " · " (words.bot()) }
                    link rel="icon" href=(ICON);
                    link rel="stylesheet" href=(STYLE.path());
                    script src=(SCRIPT.path()) defer {}
                }
                body {
                    a.skip href="#main" { (words.say("web-skip")) }
                    header.top { (head(visitor, signed, words)) }
                    main #main tabindex="-1" {
                        h1 { (self.title) }
                        (body)
                    }
                }
            }
        };
        Html(page.into_string())
    }
}

fn head(visitor: &Visitor, signed: Option<&Signed>, words: Words<'_>) -> Markup {
    html! {
        a.brand href="/" { b { (words.bot()) } span.long { " " (words.say("web-office")) } }
        @if let Some(signed) = signed {
            nav aria-label=(words.say("web-navigation")) {
                @for entry in NAVIGATION.iter().filter(|entry| entry.is_for(signed)) {
                    a href=(entry.path) aria-current=[entry.current(&visitor.path)] { (words.say(entry.word)) }
                }
            }
        }
        div.tools {
            (languages(visitor, words))
            @if let Some(signed) = signed {
                a href="/account" aria-current=[current("/account", &visitor.path)] { (words.say("web-account")) }
                form method="post" action="/sign-out" {
                    (signed.token())
                    button.quiet type="submit" { (words.say("web-sign-out")) }
                }
            }
        }
    }
}

/// The other language, one tap away.
fn languages(visitor: &Visitor, words: Words<'_>) -> Markup {
    let other = visitor.lang.other();
    let name = match other {
        Lang::Id => "web-in-language-id",
        Lang::En => "web-in-language-en",
    };
    html! {
        form method="post" action="/language" aria-label=(words.say("web-language")) {
            input type="hidden" name="back" value=(visitor.back);
            button.quiet type="submit" name="lang" value=(other.code()) lang=(other.code()) {
                span.long { (words.say(name)) }
                span.short aria-label=(words.say(name)) role="img" { (other.code().to_uppercase()) }
            }
        }
    }
}

impl Entry {
    fn is_for(&self, signed: &Signed) -> bool {
        !self.admins_only || signed.is_admin()
    }

    fn current(&self, path: &str) -> Option<&'static str> {
        current(self.path, path)
    }
}

/// How a link says that it leads to where one is.
fn current(link: &str, path: &str) -> Option<&'static str> {
    let below = path.strip_prefix(link).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    below.then_some(if path == link { "page" } else { "true" })
}

/// Where somebody's day begins: an admin's with what was asked, a contact's with what waits
/// for them.
pub(super) async fn home(State(_): State<Web>, signed: Signed) -> Redirect {
    see(if signed.is_admin() { "/today" } else { "/tickets" })
}
