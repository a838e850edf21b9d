//! *Unanswered*: what people asked in vain, in groups that ask one thing, what is asked most
//! now first. One tap adds a group's wording to the topic that is nearest to it.

use axum::extract::{Query, State};
use axum::response::Redirect;
use maud::{Markup, html};
use serde::Deserialize;

use super::group;
use crate::lang::Lang;
use crate::matching::{Judgement, Verdict};
use crate::review::{Change, Group, Proposal, ProposalState};
use crate::web::page::Page;
use crate::web::request::{Posted, Signed};
use crate::web::widgets::{Tone, badge, empty};
use crate::web::{Refusal, Reply, Web, review};

/// Groups on the page.
const SHOWN: usize = 30;
/// From so many questions a week on, more than the week before are worth a word.
const MANY: usize = 3;
/// Topics that can be chosen by one tap.
pub(super) const NEAR: usize = 3;

/// Which groups.
#[derive(Deserialize)]
pub struct Chosen {
    /// Of one language; of both where it is none.
    #[serde(default)]
    lang: String,
    /// Near to one programme; to any where it is none.
    #[serde(default)]
    programme: String,
}

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed, Query(chosen): Query<Chosen>) -> Reply {
    let groups = web.review.groups(&web.store, &signed.knowledge, signed.now).await?;
    let open = web.store.proposals(Some(ProposalState::Open), 100).await?;
    let lang = Lang::from_code(&chosen.lang);
    let groups: Vec<Group> =
        groups.into_iter().filter(|group| lang.is_none_or(|lang| group.lang == lang)).collect();
    let all = groups.len();
    let wanted = Some(chosen.programme.as_str()).filter(|wanted| !wanted.is_empty());
    let near = |(group, judgement): &(Group, Judgement)| {
        wanted.is_none() || review::programme(group, judgement) == wanted
    };
    let judged = review::judged(&signed.knowledge, groups).await?;
    let shown: Vec<(Group, Judgement)> = judged.into_iter().filter(near).take(SHOWN).collect();
    let words = signed.words();
    let body = html! {
        p.lead { (words.say("web-unanswered-lead")) }
        (waiting(&signed, &open))
        (filter(&signed, &chosen))
        div #groups data-live {
            @if shown.is_empty() { (empty(&words.say("web-unanswered-none"))) }
            @else { p.soft role="status" { (words.fill("web-unanswered-count", &[("n", all.into()), ("shown", shown.len().into())])) } }
            @for (group, judgement) in &shown { (card(&signed, group, judgement)) }
        }
    };
    Page::new(words.say("web-unanswered")).body(&signed, body)
}

/// What has been proposed and is not decided.
fn waiting(signed: &Signed, open: &[Proposal]) -> Markup {
    let words = signed.words();
    html! {
        @if !open.is_empty() {
            section {
                h2 { (words.say("web-unanswered-waits")) }
                ul.list { @for proposal in open { li { (review::line(signed, proposal)) } } }
            }
        }
        p { a href="/proposals" { (words.say("web-unanswered-proposals")) } }
    }
}

fn filter(signed: &Signed, chosen: &Chosen) -> Markup {
    let words = signed.words();
    let programmes = signed.knowledge.faq.programmes.iter().filter(|programme| !programme.small_talk);
    html! {
        form.filter method="get" action="/unanswered" {
            div {
                label for="lang" { (words.say("web-language")) }
                select #lang name="lang" {
                    option value="" { (words.say("web-unanswered-both")) }
                    @for lang in Lang::ALL {
                        option value=(lang.code()) selected[chosen.lang == lang.code()] { (words.say(review::language(lang))) }
                    }
                }
            }
            div {
                label for="programme" { (words.say("web-unanswered-programme")) }
                select #programme name="programme" {
                    option value="" { (words.say("web-unanswered-any")) }
                    @for programme in programmes {
                        option value=(programme.id) selected[chosen.programme == programme.id] { (words.title(&programme.id)) }
                    }
                }
            }
            button type="submit" { (words.say("web-topics-find")) }
        }
    }
}

/// A group with what can be done about it in one tap.
fn card(signed: &Signed, group: &Group, judgement: &Judgement) -> Markup {
    let words = signed.words();
    let page = format!("/unanswered/{}", group.number);
    html! {
        article.card {
            h2 lang=(group.lang.code()) { a href=(page) { (group.central()) } }
            (numbers(signed, group, judgement))
            form.taps method="post" action={ (page) "/phrase" } {
                (signed.token())
                input type="hidden" name="text" value="";
                @for hit in judgement.ranking.iter().take(NEAR) {
                    button type="submit" name="topic" value=(hit.topic) {
                        (words.fill("web-unanswered-add", &[("topic", (&words.title(hit.topic.as_str())).into())]))
                    }
                }
            }
            p.soft { a href=(page) { (words.say("web-unanswered-other")) } }
        }
    }
}

/// How many asked, how often, and since when.
pub(super) fn numbers(signed: &Signed, group: &Group, judgement: &Judgement) -> Markup {
    let words = signed.words();
    let programme = review::programme(group, judgement);
    let ago =
        words.about(std::time::Duration::from_millis(signed.now.since(group.last).max(0).unsigned_abs()));
    html! {
        p.soft {
            (words.fill("web-unanswered-times", &[("n", group.questions.len().into())])) " · "
            (words.fill("web-unanswered-askers", &[("n", group.askers.into())])) " · "
            (words.fill("web-unanswered-trend", &[("now", group.this_week.into()), ("before", group.week_before.into())])) " · "
            (words.fill("web-unanswered-last", &[("span", (&ago).into())]))
        }
        p.badges {
            (badge(Tone::Plain, &words.say(review::language(group.lang)))) " "
            @if let Some(programme) = programme { (badge(Tone::Plain, &words.title(programme))) " " }
            @if group.trend() > 0 && group.this_week >= MANY { (badge(Tone::Odd, &words.say("web-unanswered-rising"))) " " }
            @if let Verdict::Answer(topic) = &judgement.verdict {
                (badge(Tone::Good, &words.fill("web-unanswered-now", &[("topic", (&words.title(topic.as_str())).into())])))
            }
        }
    }
}

/// A topic that the group's wording, or another one, becomes a phrase of.
#[derive(Deserialize)]
pub struct Phrase {
    topic: String,
    #[serde(default)]
    text: String,
}

/// Proposes it.
pub async fn phrase(
    State(web): State<Web>,
    axum::extract::Path(number): axum::extract::Path<i64>,
    posted: Posted<Phrase>,
) -> Result<Redirect, Refusal> {
    let Posted { signed, form } = posted;
    let group = group::find(&web, &signed, number).await?;
    let topic = crate::faq::TopicId::new(form.topic.trim());
    if signed.knowledge.faq.topic(&topic).is_none() {
        return Err(Refusal::Malformed);
    }
    let texts: Vec<String> = review::lines(&form.text);
    let change = Change::phrase(&group, topic.as_str(), &texts);
    review::propose(&web, &signed, group.questions, change, None).await
}
