//! A new topic out of a group of questions: what it says in both languages, its facts, its
//! source and its people. What does not fit is said above the form, and nothing is lost.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::group::find;
use crate::knowledge::edits;
use crate::lang::Lang;
use crate::review::{Change, Group, Line, Says, SourceOf, Subject, asked_as};
use crate::web::page::Page;
use crate::web::request::{Posted, Signed};
use crate::web::{Refusal, Reply, Web, review};

/// The form, as it was sent.
#[derive(Deserialize, Default)]
pub struct Form {
    id: String,
    programme: String,
    title_id: String,
    title_en: String,
    answer_id: String,
    answer_en: String,
    phrases_id: String,
    phrases_en: String,
    facts: String,
    source: String,
    #[serde(default)]
    source_title: String,
    #[serde(default)]
    source_url: String,
    #[serde(default)]
    source_checked: String,
    #[serde(default)]
    contact: String,
}

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed, Path(number): Path<i64>) -> Reply {
    let group = find(&web, &signed, number).await?;
    let mut form = Form { programme: group.programme.clone().unwrap_or_default(), ..Form::default() };
    *form.phrases(group.lang) = asked_as(group.central());
    page(&signed, &group, &form, None)
}

/// Proposes it.
pub async fn propose(
    State(web): State<Web>,
    Path(number): Path<i64>,
    posted: Posted<Form>,
) -> Result<Response, Refusal> {
    let Posted { signed, form } = posted;
    let group = find(&web, &signed, number).await?;
    let change = Change::topic_for(&group, form.subject(&signed));
    let files = web.origin.files().map_err(|_| Refusal::Unavailable)?;
    if let Err(why) = edits(&change, &files) {
        return Ok(page(&signed, &group, &form, Some(review::unfit(&signed, &why)))?.into_response());
    }
    Ok(review::propose(&web, &signed, group.questions, change, None).await?.into_response())
}

impl Form {
    fn phrases(&mut self, lang: Lang) -> &mut String {
        match lang {
            Lang::Id => &mut self.phrases_id,
            Lang::En => &mut self.phrases_en,
        }
    }

    fn subject(&self, signed: &Signed) -> Subject {
        let text = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        let lines = [(Lang::Id, &self.phrases_id), (Lang::En, &self.phrases_en)].into_iter().flat_map(
            |(lang, all)| {
                review::lines(all).into_iter().map(move |line| Line { lang, text: asked_as(&line) })
            },
        );
        let source = match self.source_title.trim() {
            "" => SourceOf::Known(text(&self.source)),
            title => SourceOf::New {
                name: text(&self.source),
                title: title.to_owned(),
                url: Some(text(&self.source_url)).filter(|url| !url.is_empty()),
                checked: match self.source_checked.trim() {
                    "" => signed.now.date().to_string(),
                    day => day.to_owned(),
                },
            },
        };
        Subject {
            id: text(&self.id),
            programme: text(&self.programme),
            title: Says { id: text(&self.title_id), en: text(&self.title_en) },
            answer: Says { id: text(&self.answer_id), en: text(&self.answer_en) },
            facts: text(&self.facts),
            source,
            contacts: Some(text(&self.contact)).filter(|key| !key.is_empty()).into_iter().collect(),
            lines: lines.collect(),
            test: String::new(),
        }
    }
}

fn page(signed: &Signed, group: &Group, form: &Form, trouble: Option<String>) -> Reply {
    let words = signed.words();
    let body = html! {
        p.soft {
            a href="/unanswered" { (words.say("web-unanswered")) } " › "
            a href={ "/unanswered/" (group.number) } lang=(group.lang.code()) { (group.central()) }
        }
        @if let Some(trouble) = trouble { p.trouble role="alert" { (trouble) } }
        form.form method="post" action={ "/unanswered/" (group.number) "/new" } {
            (signed.token())
            (field(signed, "id", &form.id, "web-subject-id", Some("web-subject-id-hint"), true))
            label for="programme" { (words.say("web-unanswered-programme")) }
            (review::programmes(signed, "programme", Some(&form.programme)))
            (both(signed, "title", "web-subject-title", [&form.title_id, &form.title_en], true))
            (both(signed, "answer", "web-subject-answer", [&form.answer_id, &form.answer_en], false))
            p.soft { (words.say("web-subject-answer-hint")) }
            (both(signed, "phrases", "web-subject-phrases", [&form.phrases_id, &form.phrases_en], false))
            label for="facts" { (words.say("web-topic-facts")) }
            textarea #facts name="facts" maxlength="4000" spellcheck="false" placeholder="open = 2026-12-01" { (form.facts) }
            (field(signed, "source", &form.source, "web-subject-source", Some("web-subject-source-hint"), true))
            (field(signed, "source_title", &form.source_title, "web-subject-source-title", None, false))
            (field(signed, "source_url", &form.source_url, "web-subject-source-url", None, false))
            label for="source_checked" { (words.say("web-subject-source-checked")) }
            input #source_checked name="source_checked" type="date" value=(form.source_checked);
            label for="contact" { (words.say("web-topic-people")) }
            (contacts(signed, &form.contact))
            button.primary type="submit" { (words.say("web-group-propose")) }
        }
    };
    Page::new(words.say("web-group-new")).body(signed, body)
}

fn field(
    signed: &Signed,
    name: &str,
    value: &str,
    label: &str,
    hint: Option<&str>,
    required: bool,
) -> Markup {
    let words = signed.words();
    html! {
        label for=(name) { (words.say(label)) }
        @if let Some(hint) = hint { p.soft id={ (name) "-hint" } { (words.say(hint)) } }
        input id=(name) name=(name) value=(value) required[required] maxlength="400"
            aria-describedby=[hint.map(|_| format!("{name}-hint"))];
    }
}

/// A text in both languages, on a line each or in a field of several lines.
fn both(signed: &Signed, name: &str, label: &str, values: [&String; 2], line: bool) -> Markup {
    let words = signed.words();
    html! {
        div.columns {
            @for (lang, value) in Lang::ALL.into_iter().zip(values) {
                @let name = format!("{name}_{lang}");
                div {
                    label for=(name) { (words.say(label)) " · " (words.say(review::language(lang))) }
                    @if line {
                        input id=(name) name=(name) value=(value) required maxlength="200" lang=(lang.code());
                    } @else {
                        textarea id=(name) name=(name) maxlength="4000" lang=(lang.code()) { (value) }
                    }
                }
            }
        }
    }
}

fn contacts(signed: &Signed, chosen: &str) -> Markup {
    let words = signed.words();
    html! {
        select #contact name="contact" {
            option value="" { (words.say("web-subject-own-people")) }
            @for contact in &signed.knowledge.faq.contacts {
                option value=(contact.key) selected[contact.key == chosen] { (contact.name) }
            }
        }
    }
}
