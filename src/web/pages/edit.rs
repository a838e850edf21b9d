//! A topic edited: its texts in both languages and its phrases, with what `tanya check` says
//! and how the answer will look. What comes of it is a proposal; nothing changes by itself.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use crate::chat::Message;
use crate::faq::{Topic, TopicId};
use crate::knowledge::{Unfit, draft, edited, edits};
use crate::l10n::write::words_of;
use crate::lang::Lang;
use crate::review::{Change, Edit, Line, Reworded, asked_as};
use crate::source::{Problem, Severity, SourceFile};
use crate::web::page::Page;
use crate::web::request::{Posted, Signed};
use crate::web::widgets::{Tone, badge, bubble};
use crate::web::{Refusal, Reply, Web, review};

/// A form as it was sent: names and values.
type Fields = Vec<(String, String)>;

/// A message with its words as the file has them, and as they are in the form.
struct Text {
    lang: Lang,
    id: String,
    from: String,
    to: String,
}

/// What the form holds.
struct Draft {
    texts: Vec<Text>,
    more: [String; 2],
    fewer: BTreeSet<(Lang, String)>,
}

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed, Path(id): Path<String>) -> Reply {
    let files = web.origin.files().map_err(|_| Refusal::Unavailable)?;
    let topic = signed.knowledge.faq.topic(&TopicId::new(&id)).ok_or(Refusal::NotFound)?;
    let draft = Draft::of(topic, &files, &[]);
    page(&signed, topic, &files, &draft)
}

/// Looks at it, or proposes it.
pub async fn save(
    State(web): State<Web>,
    Path(id): Path<String>,
    posted: Posted<Fields>,
) -> Result<Response, Refusal> {
    let Posted { signed, form } = posted;
    let files = web.origin.files().map_err(|_| Refusal::Unavailable)?;
    let topic = signed.knowledge.faq.topic(&TopicId::new(&id)).ok_or(Refusal::NotFound)?;
    let draft = Draft::of(topic, &files, &form);
    let change = draft.change(topic);
    let proposes = form.iter().any(|(name, value)| name == "do" && value == "propose");
    let changes = edits(&change, &files).is_ok_and(|(edits, _)| !edits.is_empty());
    if proposes && changes {
        return Ok(review::propose(&web, &signed, Vec::new(), change, None).await?.into_response());
    }
    Ok(page(&signed, topic, &files, &draft)?.into_response())
}

impl Draft {
    /// The topic as the files have it, with what the form says instead.
    fn of(topic: &Topic, files: &[SourceFile], form: &[(String, String)]) -> Draft {
        let value = |name: &str| {
            form.iter().find(|(found, _)| found == name).map(|(_, value)| value.replace("\r\n", "\n"))
        };
        let says = topic.answer.iter().map(|phase| phase.say.value.clone());
        let mut ids: Vec<String> = std::iter::once(topic.title()).chain(says).collect();
        ids.dedup();
        let texts = ids.iter().flat_map(|id| Lang::ALL.map(|lang| (id, lang))).filter_map(|(id, lang)| {
            let words = words_in(files, lang, id)?;
            let from = value(&format!("from.{lang}.{id}")).unwrap_or_else(|| words.clone());
            let to = value(&format!("to.{lang}.{id}")).unwrap_or(words);
            Some(Text { lang, id: id.clone(), from, to: to.trim().to_owned() })
        });
        let checked = |(name, value): &(String, String)| {
            let lang = Lang::from_code(name.strip_prefix("fewer.")?)?;
            Some((lang, value.clone()))
        };
        Draft {
            texts: texts.collect(),
            more: Lang::ALL.map(|lang| value(&format!("more.{lang}")).unwrap_or_default()),
            fewer: form.iter().filter_map(checked).collect(),
        }
    }

    fn change(&self, topic: &Topic) -> Change {
        let more = Lang::ALL.into_iter().zip(&self.more).flat_map(|(lang, lines)| {
            review::lines(lines).into_iter().map(move |line| Line { lang, text: asked_as(&line) })
        });
        let reworded = self.texts.iter().filter(|text| text.from != text.to).map(|text| Reworded {
            lang: text.lang,
            id: text.id.clone(),
            from: text.from.clone(),
            to: text.to.clone(),
        });
        let fewer = self.fewer.iter().map(|(lang, text)| Line { lang: *lang, text: text.clone() });
        let topic = topic.id.as_str().to_owned();
        Change::Edit(Edit {
            topic,
            more: more.collect(),
            fewer: fewer.collect(),
            reworded: reworded.collect(),
        })
        .masked()
    }
}

/// A message's words, wherever in the language's files it stands.
fn words_in(files: &[SourceFile], lang: Lang, id: &str) -> Option<String> {
    let folder = format!("locales/{lang}/");
    files.iter().filter(|file| file.path.starts_with(&folder)).find_map(|file| words_of(&file.text, id))
}

fn page(signed: &Signed, topic: &Topic, files: &[SourceFile], draft: &Draft) -> Reply {
    let words = signed.words();
    let body = html! {
        p.soft {
            a href="/topics" { (words.say("web-topics")) } " › " a href={ "/topics/" (topic.id) } { (words.title(topic.id.as_str())) }
        }
        p { (words.say("web-edit-lead")) }
        form.form method="post" action={ "/topics/" (topic.id) "/edit" } {
            (signed.token())
            (texts(signed, draft))
            (phrases(signed, topic, draft))
            div #preview { (preview(signed, topic, files, draft)) }
            p.badges {
                button type="submit" name="do" value="look" { (words.say("web-edit-look")) } " "
                button.primary type="submit" name="do" value="propose" { (words.say("web-group-propose")) }
            }
        }
    };
    Page::new(words.fill("web-edit-title", &[("topic", (&words.title(topic.id.as_str())).into())]))
        .body(signed, body)
}

fn texts(signed: &Signed, draft: &Draft) -> Markup {
    let words = signed.words();
    html! {
        h2 { (words.say("web-edit-texts")) }
        p.soft { (words.say("web-edit-hint")) }
        div.columns {
            @for text in &draft.texts {
                @let name = format!("to.{}.{}", text.lang, text.id);
                div {
                    label for=(name) { code { (text.id) } " · " (words.say(review::language(text.lang))) }
                    input type="hidden" name={ "from." (text.lang) "." (text.id) } value=(text.from);
                    textarea id=(name) name=(name) lang=(text.lang.code()) maxlength="4000" { (text.to) }
                }
            }
        }
    }
}

fn phrases(signed: &Signed, topic: &Topic, draft: &Draft) -> Markup {
    let words = signed.words();
    html! {
        h2 { (words.say("web-edit-phrases")) }
        div.columns {
            @for (lang, more) in Lang::ALL.into_iter().zip(&draft.more) {
                @let name = format!("more.{lang}");
                @let own: Vec<&str> =
                    topic.phrases.iter().filter(|phrase| phrase.lang == lang).map(|phrase| &*phrase.text).collect();
                div {
                    label for=(name) { (words.say("web-edit-more")) " · " (words.say(review::language(lang))) }
                    textarea id=(name) name=(name) lang=(lang.code()) maxlength="4000" { (more) }
                    details {
                        summary { (words.fill("web-edit-fewer", &[("n", own.len().into())])) }
                        @for phrase in own {
                            label.check lang=(lang.code()) {
                                input type="checkbox" name={ "fewer." (lang) } value=(phrase)
                                    checked[draft.fewer.contains(&(lang, phrase.to_owned()))];
                                " " (phrase)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is wrong with it, and how the answer looks today.
fn preview(signed: &Signed, topic: &Topic, files: &[SourceFile], form: &Draft) -> Markup {
    let words = signed.words();
    let after = match edits(&form.change(topic), files) {
        Ok((edits, _)) => edited(files, &edits),
        Err(why) => return html! { p.trouble role="alert" { (unfit(signed, &why)) } },
    };
    let Ok((parts, problems)) = draft(&after) else { return html! {} };
    let known = draft(files).map(|(_, problems)| problems).unwrap_or_default();
    let new = |problem: &&Problem| {
        !known.iter().any(|known| known.path == problem.path && known.message == problem.message)
    };
    let new: Vec<&Problem> = problems.iter().filter(new).collect();
    let answer = Message::Answer { topic: topic.id.clone(), today: signed.now.date() };
    html! {
        h2 { (words.say("web-edit-preview")) }
        @if new.is_empty() { p { (badge(Tone::Good, &words.say("web-effect-clean"))) } }
        @else {
            ul lang="en" role="status" {
                @for problem in new {
                    @let bad = problem.severity == Severity::Error;
                    li {
                        (badge(if bad { Tone::Bad } else { Tone::Odd }, if bad { "error" } else { "warning" }))
                        " " (problem.message) @if let Some(hint) = &problem.hint { " (" (hint) ")" }
                    }
                }
            }
        }
        @if let Some((faq, catalog)) = &parts {
            div.columns { @for lang in Lang::ALL { (bubble(lang, &catalog.html(faq, lang, &answer), &[])) } }
        }
    }
}

fn unfit(signed: &Signed, why: &Unfit) -> String {
    review::unfit(signed, why)
}
