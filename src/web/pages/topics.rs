//! *Topics*: all that the bot knows, by programme, and a search over titles, ids and phrases.

use std::collections::BTreeSet;

use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::Deserialize;

use crate::clock::days_between;
use crate::faq::{Programme, Topic};
use crate::lang::Lang;
use crate::text;
use crate::web::page::Page;
use crate::web::request::Signed;
use crate::web::widgets::{Tone, badge, empty};
use crate::web::{Reply, Web};

/// A source that nobody has re-read for so many days may say something else by now.
pub const STALE: i64 = 365;

/// What is looked for.
#[derive(Deserialize)]
pub struct Search {
    /// Words.
    #[serde(default)]
    q: String,
}

/// The page.
pub async fn show(State(_): State<Web>, signed: Signed, Query(search): Query<Search>) -> Reply {
    let (words, faq) = (signed.words(), &signed.knowledge.faq);
    let wanted = search.q.trim();
    let fits = finder(&signed, wanted);
    let shown: Vec<(&Programme, Vec<&Topic>)> = faq
        .programmes
        .iter()
        .map(|programme| (programme, faq.topics_of(&programme.id).filter(|topic| fits(topic)).collect()))
        .filter(|(_, topics): &(_, Vec<_>)| !topics.is_empty())
        .collect();
    let count: usize = shown.iter().map(|(_, topics)| topics.len()).sum();
    let body = html! {
        form.search role="search" method="get" action="/topics" {
            label for="q" { (words.say("web-topics-search")) }
            input #q type="search" name="q" value=(wanted) maxlength="200";
            button type="submit" { (words.say("web-topics-find")) }
        }
        p.soft role="status" { (words.fill("web-topics-count", &[("n", count.into())])) }
        @if shown.is_empty() { (empty(&words.say("web-topics-none"))) }
        @for (programme, topics) in &shown {
            section {
                h2 { (words.title(&programme.id)) }
                ul.list { @for topic in topics { li { (line(&signed, topic)) } } }
            }
        }
    };
    Page::new(words.say("web-topics")).body(&signed, body)
}

/// Whether a topic has every word, in its id, its titles or its phrases.
fn finder<'s>(signed: &'s Signed, wanted: &str) -> impl Fn(&Topic) -> bool + 's {
    let wanted: BTreeSet<String> = text::fold(wanted).split_whitespace().map(str::to_owned).collect();
    move |topic| {
        if wanted.is_empty() {
            return true;
        }
        let id = topic.id.as_str();
        let titles = Lang::ALL.map(|lang| signed.knowledge.catalog.title(lang, id));
        let phrases = topic.phrases.iter().map(|phrase| &*phrase.text);
        let all = std::iter::once(id).chain(titles.iter().map(String::as_str)).chain(phrases);
        let all: Vec<String> = all.map(text::fold).collect();
        wanted.iter().all(|word| all.iter().any(|text| text.contains(word.as_str())))
    }
}

fn line(signed: &Signed, topic: &Topic) -> Markup {
    let words = signed.words();
    let id = topic.id.as_str();
    let other = signed.lang.other();
    let age = topic.source.as_ref().map(|source| days_between(source.checked, signed.now.date()));
    html! {
        a href={ "/topics/" (id) } { (words.title(id)) }
        span.soft lang=(other.code()) { (signed.knowledge.catalog.title(other, id)) }
        span.more {
            @if topic.answer.len() > 1 {
                (badge(Tone::Plain, &words.fill("web-topics-phases", &[("n", topic.answer.len().into())])))
            }
            @if age.is_some_and(|age| age > STALE) { (badge(Tone::Odd, &words.say("web-topics-stale"))) }
        }
    }
}
