//! One group of questions without an answer: how it was asked, and all that can be done
//! about it.

use axum::extract::{Path, State};
use axum::response::Redirect;
use maud::{Markup, html};
use serde::Deserialize;

use super::unanswered::numbers;
use crate::matching::Judgement;
use crate::review::{Change, Group, asked_as};
use crate::web::page::Page;
use crate::web::request::{Posted, Signed};
use crate::web::{Refusal, Reply, Web, review};

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed, Path(number): Path<i64>) -> Reply {
    let group = find(&web, &signed, number).await?;
    let Some((group, judgement)) = review::judged(&signed.knowledge, vec![group]).await?.pop() else {
        return Err(Refusal::NotFound);
    };
    let words = signed.words();
    let body = html! {
        p.soft { a href="/unanswered" { (words.say("web-unanswered")) } " › " (group.number) }
        (numbers(&signed, &group, &judgement))
        (wordings(&signed, &group))
        (to_topic(&signed, &group, &judgement))
        section {
            h2 { (words.say("web-group-new")) }
            p { (words.say("web-group-new-lead")) }
            p { a.button href={ "/unanswered/" (group.number) "/new" } { (words.say("web-group-new-begin")) } }
        }
        div.columns {
            (never(&signed, &group, &judgement))
            (dismissal(&signed, &group))
        }
    };
    Page::new(group.central()).body(&signed, body)
}

/// The group of that number, or that one of its questions has.
pub(super) async fn find(web: &Web, signed: &Signed, number: i64) -> Result<Group, Refusal> {
    let groups = web.review.groups(&web.store, &signed.knowledge, signed.now).await?;
    groups.into_iter().find(|group| group.questions.contains(&number)).ok_or(Refusal::NotFound)
}

fn wordings(signed: &Signed, group: &Group) -> Markup {
    let words = signed.words();
    html! {
        section {
            h2 { (words.say("web-group-wordings")) }
            ul lang=(group.lang.code()) {
                @for wording in &group.wordings {
                    li { (wording.text) @if wording.times > 1 { " " span.soft { "× " (wording.times) } } }
                }
            }
        }
    }
}

/// A phrase of any topic, in this wording or another.
fn to_topic(signed: &Signed, group: &Group, judgement: &Judgement) -> Markup {
    let words = signed.words();
    let nearest = judgement.ranking.first().map(|hit| &hit.topic);
    html! {
        section {
            h2 { (words.say("web-group-topic")) }
            form.form method="post" action={ "/unanswered/" (group.number) "/phrase" } {
                (signed.token())
                label for="text" { (words.say("web-group-wording")) }
                textarea #text name="text" lang=(group.lang.code()) maxlength="4000" { (asked_as(group.central())) }
                label for="topic" { (words.say("web-group-pick")) }
                (topics(signed, nearest.map(|topic| topic.as_str())))
                button.primary type="submit" { (words.say("web-group-propose")) }
            }
        }
    }
}

/// All topics, by programme.
fn topics(signed: &Signed, chosen: Option<&str>) -> Markup {
    let (words, faq) = (signed.words(), &signed.knowledge.faq);
    html! {
        select #topic name="topic" required {
            @for programme in &faq.programmes {
                optgroup label=(words.title(&programme.id)) {
                    @for topic in faq.topics_of(&programme.id) {
                        option value=(topic.id) selected[chosen == Some(topic.id.as_str())] { (words.title(topic.id.as_str())) }
                    }
                }
            }
        }
    }
}

fn never(signed: &Signed, group: &Group, judgement: &Judgement) -> Markup {
    let words = signed.words();
    let near = review::programme(group, judgement);
    html! {
        section {
            h2 { (words.say("web-group-never")) }
            p { (words.say("web-group-never-lead")) }
            form.form method="post" action={ "/unanswered/" (group.number) "/never" } {
                (signed.token())
                label for="about" { (words.say("web-group-about")) }
                input #about name="about" required maxlength="60" value=(asked_as(group.central()).chars().take(60).collect::<String>());
                label for="near" { (words.say("web-unanswered-programme")) }
                (review::programmes(signed, "near", near))
                button type="submit" { (words.say("web-group-propose")) }
            }
        }
    }
}

fn dismissal(signed: &Signed, group: &Group) -> Markup {
    let words = signed.words();
    html! {
        section {
            h2 { (words.say("web-group-dismiss")) }
            p { (words.say("web-group-dismiss-lead")) }
            form.form method="post" action={ "/unanswered/" (group.number) "/dismiss" } {
                (signed.token())
                label for="reason" { (words.say("web-group-reason")) }
                input #reason name="reason" required maxlength="200";
                button type="submit" { (words.say("web-group-let-go")) }
            }
        }
    }
}

/// What the knowledge does not answer.
#[derive(Deserialize)]
pub struct Never {
    about: String,
    near: String,
}

/// Proposes it.
pub async fn leave(
    State(web): State<Web>,
    Path(number): Path<i64>,
    posted: Posted<Never>,
) -> Result<Redirect, Refusal> {
    let Posted { signed, form } = posted;
    let group = find(&web, &signed, number).await?;
    if signed.knowledge.faq.programme(&form.near).is_none() || form.about.trim().is_empty() {
        return Err(Refusal::Malformed);
    }
    let change = Change::never(&group, &form.near, Some(form.about.trim()), &[]);
    review::propose(&web, &signed, group.questions, change, None).await
}

/// Why nobody needs to care.
#[derive(Deserialize)]
pub struct Dismissal {
    reason: String,
}

/// Lets the group go.
pub async fn dismiss(
    State(web): State<Web>,
    Path(number): Path<i64>,
    posted: Posted<Dismissal>,
) -> Result<Redirect, Refusal> {
    let Posted { signed, form } = posted;
    signed.admins_only()?;
    let reason = form.reason.trim();
    if reason.is_empty() {
        return Err(Refusal::Malformed);
    }
    let group = find(&web, &signed, number).await?;
    drop(review::propose(&web, &signed, group.questions, Change::Dismiss, Some(reason.to_owned())).await?);
    Ok(crate::web::see("/unanswered"))
}
