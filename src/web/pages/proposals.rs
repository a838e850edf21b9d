//! All proposals, newest first: what was changed, by which decision, and why not.

use axum::extract::State;
use maud::html;

use crate::web::page::Page;
use crate::web::request::Signed;
use crate::web::widgets::empty;
use crate::web::{Reply, Web, review};

/// Proposals on the page.
const SHOWN: u32 = 200;

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed) -> Reply {
    let proposals = web.store.proposals(None, SHOWN).await?;
    let words = signed.words();
    let body = html! {
        p.soft { a href="/unanswered" { (words.say("web-unanswered")) } }
        div #proposals data-live {
            @if proposals.is_empty() { (empty(&words.say("web-proposals-none"))) }
            @else { ul.list { @for proposal in &proposals { li { (review::line(&signed, proposal)) } } } }
        }
    };
    Page::new(words.say("web-unanswered-proposals")).body(&signed, body)
}
