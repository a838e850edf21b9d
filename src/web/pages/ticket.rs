//! One ticket: what was asked and said, who did what, and what may be done now. What is
//! done is done in `deal`.

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::deal::Draft;
use super::seen::{Said, Seen};
use super::tickets::{question, state};
use crate::chat::TicketNumber;
use crate::faq::TopicId;
use crate::l10n::Words;
use crate::staff::{Closing, PostKind, PostState, Ticket};
use crate::web::page::Page;
use crate::web::request::Signed;
use crate::web::widgets::{Tone, badge};
use crate::web::{Reply, Shared, THE_SERVER, Web};

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed, Path(number): Path<i64>) -> Reply {
    let seen = web.seen(&signed, TicketNumber(number)).await?;
    page(&web, &signed, &seen, &Draft::default(), None)
}

/// The page, with what somebody has begun to write, and a word on what came of their last
/// attempt.
pub(super) fn page(web: &Shared, signed: &Signed, seen: &Seen, draft: &Draft, told: Option<&str>) -> Reply {
    let words = signed.words();
    let ticket = &seen.ticket;
    let body = html! {
        @if let Some(told) = told { p.lead role="alert" { (badge(Tone::Bad, told)) } }
        section #ticket data-live {
            (head(signed, seen))
            (conversation(words, seen))
            (quick(signed, ticket))
        }
        @if ticket.is_open() {
            h2 #answer { (words.say("web-ticket-answer")) }
            div.columns {
                (own_words(signed, seen, draft))
                (a_topic(web, signed, seen, draft))
            }
        }
        h2 { (words.say("web-ticket-note")) }
        (note(signed, ticket, draft))
        details #events data-live {
            summary { (words.say("web-ticket-events")) }
            ol.events { @for event in &seen.events { li { (event) } } }
        }
    };
    Page::new(words.fill("web-ticket-title", &[("number", (&ticket.number.0.to_string()).into())]))
        .body(signed, body)
}

fn head(signed: &Signed, seen: &Seen) -> Markup {
    let (words, ticket) = (signed.words(), &seen.ticket);
    html! {
        p.lead {
            (state(words, ticket.state))
            @if let Some(owner) = &seen.owner { " " (owner) }
            @if let Some((_, why)) = ticket.closed { " " span.soft { (words.say(closing_word(why))) } }
        }
        dl.facts {
            dt { (words.say("web-ticket-asked")) }
            dd { (words.moment(ticket.asked_at)) }
            dt { (words.say("web-tickets-programme")) }
            dd { (words.programme(&signed.knowledge.faq, ticket.programme.as_deref())) }
            @if seen.fellows > 0 {
                dt { (words.say("web-ticket-fellows")) }
                dd { (words.fill("web-ticket-fellows-count", &[("n", seen.fellows.into())])) }
            }
            @if let Some(leader) = ticket.leader {
                dt { (words.say("web-ticket-leader")) }
                dd { a href={ "/tickets/" (leader.0) } { (leader.0) } }
            }
            @if !ticket.offered.is_empty() {
                dt { (words.say("web-ticket-offered")) }
                dd { @for topic in &ticket.offered { a href={ "/topics/" (topic) } { (words.title(topic.as_str())) } " " } }
            }
            @if let Some(content) = ticket.content {
                dt { (words.say("web-ticket-content")) }
                dd { (content) " / 5" }
            }
        }
    }
}

/// What was said, as a chat: the asker on the left, the office on the right.
fn conversation(words: Words<'_>, seen: &Seen) -> Markup {
    html! {
        div.chat {
            div.bubble lang=(seen.ticket.lang.code()) { div.words { (question(words, &seen.ticket)) } }
            @for said in &seen.posts { (message(words, said)) }
        }
    }
}

fn message(words: Words<'_>, Said { post, by }: &Said) -> Markup {
    let text = post.text.clone().filter(|text| !text.is_empty());
    let text =
        text.unwrap_or_else(|| words.say(if post.media { "web-ticket-media" } else { "web-ticket-in-chat" }));
    let failed = matches!(post.state, PostState::Undelivered | PostState::Lost);
    html! {
        @match post.kind {
            PostKind::In => div.bubble { div.words { (text) } },
            PostKind::Note => p.note { b { (words.fill("web-ticket-note-by", &[("name", by.into())])) } " " (text) },
            _ => p.mine { (text) },
        }
        p.soft.stamp[true].right[post.kind == PostKind::Out] {
            @if post.kind != PostKind::In { (by) " · " }
            (words.moment(post.at))
            @if failed { " " (badge(Tone::Bad, &words.say("web-ticket-undelivered"))) }
        }
    }
}

/// What is done with one tap.
fn quick(signed: &Signed, ticket: &Ticket) -> Markup {
    let words = signed.words();
    let mine = ticket.owner == Some(signed.member.person);
    let deeds: &[(&str, &str)] = match (ticket.is_open(), ticket.owner) {
        (false, _) => &[("reopen", "web-ticket-reopen")],
        (true, None) if signed.member.person == THE_SERVER => &[("close", "web-ticket-close")],
        (true, None) => &[("claim", "web-ticket-claim"), ("close", "web-ticket-close")],
        (true, Some(_)) if mine || signed.is_admin() => {
            &[("release", "web-ticket-release"), ("close", "web-ticket-close")]
        }
        (true, Some(_)) => &[],
    };
    html! {
        form.buttons method="post" action={ "/tickets/" (ticket.number.0) } {
            (signed.token())
            (version(ticket))
            @for (deed, word) in deeds { button type="submit" name="deed" value=(deed) { (words.say(word)) } }
        }
        @if ticket.is_open() {
            form.buttons method="post" action={ "/tickets/" (ticket.number.0) } {
                (signed.token())
                (version(ticket))
                label for="why" { (words.say("web-ticket-dismiss-why")) }
                select #why name="why" {
                    @for why in [Closing::NotOurs, Closing::Spam, Closing::Duplicate] {
                        option value=(why.code()) { (words.say(closing_word(why))) }
                    }
                }
                button type="submit" name="deed" value="dismiss" { (words.say("web-ticket-dismiss")) }
            }
        }
    }
}

fn own_words(signed: &Signed, seen: &Seen, draft: &Draft) -> Markup {
    let words = signed.words();
    html! {
        form.fields method="post" action={ "/tickets/" (seen.ticket.number.0) "#answer" } {
            (signed.token())
            (version(&seen.ticket))
            label for="words" { (words.say("web-ticket-own-words")) }
            textarea #words name="words" maxlength=(super::deal::LONGEST) required { (draft.words) }
            (to_all(words, seen, "all-words"))
            div.buttons { button type="submit" name="deed" value="answer" { (words.say("web-ticket-look")) } }
        }
    }
}

fn a_topic(web: &Shared, signed: &Signed, seen: &Seen, draft: &Draft) -> Markup {
    let (words, faq) = (signed.words(), &signed.knowledge.faq);
    let near = web.counter.topics_for(&seen.ticket.question);
    let option = |topic: &TopicId| {
        html! {
            option value=(topic) selected[draft.topic == topic.as_str()] { (words.title(topic.as_str())) }
        }
    };
    html! {
        form.fields method="post" action={ "/tickets/" (seen.ticket.number.0) "#answer" } {
            (signed.token())
            (version(&seen.ticket))
            label for="topic" { (words.say("web-ticket-topic")) }
            select #topic name="topic" {
                optgroup label=(words.say("web-ticket-near")) { @for topic in &near { (option(topic)) } }
                @for programme in faq.programmes.iter().filter(|programme| !programme.small_talk) {
                    optgroup label=(words.title(&programme.id)) {
                        @for topic in faq.topics_of(&programme.id).filter(|topic| !near.contains(&topic.id)) {
                            (option(&topic.id))
                        }
                    }
                }
            }
            (to_all(words, seen, "all-topic"))
            div.buttons { button type="submit" name="deed" value="topic" { (words.say("web-ticket-look")) } }
        }
    }
}

/// Whoever asks the same may get the answer too.
fn to_all(words: Words<'_>, seen: &Seen, id: &str) -> Markup {
    html! {
        @if seen.fellows > 0 {
            label.check for=(id) {
                input id=(id) type="checkbox" name="all" value="1";
                " " (words.fill("web-ticket-to-all", &[("n", seen.fellows.into())]))
            }
        }
    }
}

fn note(signed: &Signed, ticket: &Ticket, draft: &Draft) -> Markup {
    let words = signed.words();
    html! {
        form.fields method="post" action={ "/tickets/" (ticket.number.0) } {
            (signed.token())
            (version(ticket))
            label for="note" { (words.say("web-ticket-note-words")) }
            textarea.short #note name="note" maxlength=(super::deal::LONGEST) required { (draft.note) }
            div.buttons { button type="submit" name="deed" value="note" { (words.say("web-ticket-note-keep")) } }
        }
    }
}

/// What somebody looks at: what is done is refused where it is another by then.
pub(super) fn version(ticket: &Ticket) -> Markup {
    html! { input type="hidden" name="version" value=(ticket.version); }
}

/// The word for a reason why a ticket is over.
fn closing_word(why: Closing) -> &'static str {
    match why {
        Closing::Staff => "web-closing-staff",
        Closing::Asker => "web-closing-asker",
        Closing::Quiet => "web-closing-quiet",
        Closing::Spam => "web-closing-spam",
        Closing::NotOurs => "web-closing-not-ours",
        Closing::Duplicate => "web-closing-duplicate",
        Closing::Withdrawn => "web-closing-withdrawn",
    }
}
