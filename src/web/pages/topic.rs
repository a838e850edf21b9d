//! One topic: what it says on any day, in both languages, as its readers see it; since when
//! and until when; from which source; and what people say to ask it.

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;

use super::topics::STALE;
use crate::chat::Message;
use crate::clock::{Date, days_between};
use crate::faq::{Fact, Topic, TopicId, When};
use crate::l10n::Words;
use crate::lang::Lang;
use crate::matching::{Collision, Collisions};
use crate::web::page::Page;
use crate::web::request::Signed;
use crate::web::widgets::{Tone, badge, bubble, empty, table};
use crate::web::{Refusal, Reply, Web, timeline};

/// Topics that are named as near, and phrases that are blamed for each.
const NEAR: usize = 8;
const BLAMED: usize = 12;

/// The day that is looked at.
#[derive(Deserialize)]
pub struct Day {
    /// `2020-02-07`; today where it is none.
    #[serde(default)]
    at: String,
}

/// The page.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
    Query(day): Query<Day>,
) -> Reply {
    let topic = signed.knowledge.faq.topic(&TopicId::new(&id)).ok_or(Refusal::NotFound)?;
    let at: Date = day.at.parse().unwrap_or_else(|_| signed.now.date());
    let words = signed.words();
    let body = html! {
        (head(&signed, topic))
        (said(&signed, topic, at))
        @if topic.answer.len() > 1 { (phases(&signed, topic, at)) }
        div.columns {
            (source(&signed, topic))
            (people(words, topic))
        }
        (facts(words, topic))
        (related(words, topic))
        (asked(words, topic))
        (collisions(words, topic, web.collisions(&signed.knowledge).as_deref()))
        (tests(words, topic))
    };
    Page::new(words.title(&id)).body(&signed, body)
}

fn head(signed: &Signed, topic: &Topic) -> Markup {
    let (words, other) = (signed.words(), signed.lang.other());
    let title = signed.knowledge.catalog.title(other, topic.id.as_str());
    html! {
        p.lead { span lang=(other.code()) { (title) } }
        p.soft {
            a href="/topics" { (words.say("web-topics")) } " › " (words.title(&topic.programme)) " · "
            code { (topic.id) } " · "
            a href={ "/topics/" (topic.id) "/edit" } { (words.say("web-edit")) }
        }
    }
}

/// The answer of a day, in both languages.
fn said(signed: &Signed, topic: &Topic, at: Date) -> Markup {
    let (words, knowledge) = (signed.words(), &signed.knowledge);
    let answer = Message::Answer { topic: topic.id.clone(), today: at };
    let buttons = |lang: Lang| -> Vec<String> {
        topic.related.iter().map(|topic| knowledge.catalog.title(lang, topic.as_str())).collect()
    };
    html! {
        section {
            h2 { (words.fill("web-topic-said", &[("day", (&words.date(at)).into())])) }
            form.search method="get" action={ "/topics/" (topic.id) } {
                label for="at" { (words.say("web-topic-day")) }
                input #at type="date" name="at" value=(at);
                button type="submit" { (words.say("web-topic-look")) }
            }
            div.columns {
                @for lang in Lang::ALL {
                    (bubble(lang, &knowledge.catalog.html(&knowledge.faq, lang, &answer), &buttons(lang)))
                }
            }
        }
    }
}

/// The phases on a line of time, and the days on which they begin and end.
fn phases(signed: &Signed, topic: &Topic, at: Date) -> Markup {
    let words = signed.words();
    let said = topic.saying(at).say;
    let until = |when: When| match when {
        When::Before(day) => words.fill("web-topic-before", &[("day", (&words.date(day)).into())]),
        When::Until(day) => words.fill("web-topic-until", &[("day", (&words.date(day)).into())]),
        When::Always => words.say("web-topic-afterwards"),
    };
    html! {
        section {
            h2 { (words.say("web-topic-phases")) }
            (timeline::line(topic, at, signed.now.date()))
            ol.phases {
                @for phase in &topic.answer {
                    li aria-current=[(phase.say.value == said).then_some("true")] {
                        (until(phase.when)) " " code { (phase.say.value) }
                        @if phase.say.value == said { " " (badge(Tone::Good, &words.say("web-topic-this"))) }
                    }
                }
            }
        }
    }
}

fn source(signed: &Signed, topic: &Topic) -> Markup {
    let words = signed.words();
    html! {
        section {
            h2 { (words.say("web-topic-source")) }
            @match &topic.source {
                None => { (empty(&words.say("web-topic-no-source"))) }
                Some(source) => {
                    @let age = days_between(source.checked, signed.now.date());
                    p {
                        @match &source.url {
                            Some(url) => { a href=(url) rel="noreferrer noopener" { (source.title) } }
                            None => { (source.title) }
                        }
                    }
                    p.soft {
                        (words.fill("web-topic-checked", &[("day", (&words.date(source.checked)).into()), ("days", age.into())]))
                        @if age > STALE { " " (badge(Tone::Odd, &words.say("web-topics-stale"))) }
                    }
                }
            }
        }
    }
}

fn people(words: Words<'_>, topic: &Topic) -> Markup {
    html! {
        section {
            h2 { (words.say("web-topic-people")) }
            @if topic.contacts.is_empty() { (empty(&words.say("web-topic-nobody"))) }
            ul { @for contact in &topic.contacts { li { (contact.name) " · " (contact.phone) } } }
        }
    }
}

fn facts(words: Words<'_>, topic: &Topic) -> Markup {
    if topic.facts.is_empty() {
        return html! {};
    }
    let columns = ["web-topic-fact", "web-topic-value"].map(|id| words.say(id));
    let row = |(name, fact): (&String, &Fact)| vec![html! { code { (name) } }, html! { (words.fact(fact)) }];
    let rows: Vec<_> = topic.facts.iter().map(row).collect();
    html! {
        section {
            h2 { (words.say("web-topic-facts")) }
            (table(&words.say("web-topic-facts"), &columns, &rows))
        }
    }
}

fn related(words: Words<'_>, topic: &Topic) -> Markup {
    html! {
        @if !topic.related.is_empty() {
            section {
                h2 { (words.say("web-topic-related")) }
                ul { @for topic in &topic.related { li { a href={ "/topics/" (topic) } { (words.title(topic.as_str())) } } } }
            }
        }
    }
}

/// What people say to ask it, by language.
fn asked(words: Words<'_>, topic: &Topic) -> Markup {
    html! {
        section {
            h2 { (words.fill("web-topic-phrases", &[("n", topic.phrases.len().into())])) }
            @for lang in Lang::ALL {
                @let phrases: Vec<&str> =
                    topic.phrases.iter().filter(|phrase| phrase.lang == lang).map(|phrase| &*phrase.text).collect();
                details {
                    summary { (words.say(language(lang))) " · " (phrases.len()) }
                    ul.phrases lang=(lang.code()) { @for phrase in phrases { li { (phrase) } } }
                }
            }
        }
    }
}

/// What a language calls itself.
fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "web-in-language-id",
        Lang::En => "web-in-language-en",
    }
}

/// The topics that are so near that phrases of one come to the other, and which phrases.
fn collisions(words: Words<'_>, topic: &Topic, all: Option<&Collisions>) -> Markup {
    let Some(all) = all else {
        return html! {
            section #collisions data-live {
                h2 { (words.say("web-topic-collisions")) }
                (empty(&words.say("web-topic-collisions-soon")))
            }
        };
    };
    let near: Vec<&Collision> =
        all.pairs.iter().filter(|pair| pair.topics.contains(&topic.id)).take(NEAR).collect();
    let back = all.topics.iter().find(|reach| reach.topic == topic.id);
    html! {
        section #collisions {
            h2 { (words.say("web-topic-collisions")) }
            @if let Some(reach) = back {
                p.soft { (words.fill("web-topic-back", &[("back", reach.back.into()), ("of", reach.phrases.into())])) }
            }
            @if near.is_empty() { (empty(&words.say("web-topic-no-collisions"))) }
            @for pair in near { (collision(words, topic, pair)) }
        }
    }
}

fn collision(words: Words<'_>, topic: &Topic, pair: &Collision) -> Markup {
    let other = pair.topics.iter().find(|other| **other != topic.id).unwrap_or(&topic.id);
    html! {
        details {
            summary {
                (words.title(other.as_str())) " "
                @if pair.margin <= 0.0 { (badge(Tone::Odd, &words.say("web-topic-mixed"))) }
            }
            p { a href={ "/topics/" (other) } { (words.title(other.as_str())) } }
            ul.phrases {
                @for stray in pair.blamed.iter().take(BLAMED) {
                    li lang=(stray.lang.code()) { (stray.phrase) }
                }
            }
        }
    }
}

fn tests(words: Words<'_>, topic: &Topic) -> Markup {
    if topic.tests.is_empty() {
        return html! {};
    }
    let columns = ["web-topic-question", "web-topic-on", "web-topic-must"].map(|id| words.say(id));
    let rows = topic.tests.iter().map(|test| {
        vec![
            html! { (test.ask.value) },
            html! { (test.at.map(|day| words.date(day)).unwrap_or_else(|| words.say("web-topic-any-day"))) },
            html! { code { (test.say) } },
        ]
    });
    html! {
        section {
            h2 { (words.say("web-topic-tests")) }
            (table(&words.say("web-topic-tests"), &columns, &rows.collect::<Vec<_>>()))
        }
    }
}
