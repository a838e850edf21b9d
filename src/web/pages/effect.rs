//! What a change does, as far as it was measured. What `tanya check` finds is in English, as
//! on the command line.

use maud::{Markup, html};

use crate::l10n::Words;
use crate::review::{Drifted, Effect, Finding, Now, Shift};
use crate::web::request::Signed;
use crate::web::widgets::{Tone, badge, table};

/// Everything that is known.
pub(super) fn show(signed: &Signed, effect: &Effect) -> Markup {
    let words = signed.words();
    html! {
        (questions(signed, &effect.questions))
        (findings(words, &effect.findings))
        @if let Some(shift) = &effect.quality { (quality(words, shift)) }
        @if effect.judged > 0 { (drift(words, effect)) }
        @if !effect.collisions.is_empty() {
            h3 { (words.say("web-effect-collisions")) }
            ul {
                @for blame in &effect.collisions {
                    li { "“" (blame.phrase) "” " (words.fill("web-effect-comes", &[("topic", (&blame.topic).into()), ("rival", (&blame.rival).into())])) }
                }
            }
        }
    }
}

/// What becomes of the questions that led to it.
fn questions(signed: &Signed, questions: &[Now]) -> Markup {
    let words = signed.words();
    html! {
        @if !questions.is_empty() {
            ul.list {
                @for now in questions {
                    li {
                        (now.text)
                        span.more {
                            (badge(
                                if now.wanted { Tone::Good } else { Tone::Odd },
                                &match &now.answer {
                                    Some(topic) => words.fill("web-effect-answered", &[("topic", topic.into())]),
                                    None => words.say("web-effect-ticket"),
                                },
                            ))
                        }
                    }
                }
            }
        }
    }
}

fn findings(words: Words<'_>, findings: &[Finding]) -> Markup {
    html! {
        h3 { (words.say("web-effect-check")) }
        @if findings.is_empty() { p { (badge(Tone::Good, &words.say("web-effect-clean"))) } }
        @else {
            ul lang="en" {
                @for finding in findings {
                    li {
                        (badge(if finding.error { Tone::Bad } else { Tone::Odd }, if finding.error { "error" } else { "warning" }))
                        " " code { (finding.file) ":" (finding.line) } " " (finding.message)
                        @if let Some(hint) = &finding.hint { " (" (hint) ")" }
                    }
                }
            }
        }
    }
}

fn quality(words: Words<'_>, shift: &Shift) -> Markup {
    let columns = ["web-effect-unseen", "web-effect-before", "web-effect-after"].map(|id| words.say(id));
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let row = |id: &str, before: f64, after: f64| {
        vec![html! { (words.say(id)) }, html! { (percent(before)) }, html! { (percent(after)) }]
    };
    let (before, after) = (&shift.before, &shift.after);
    let rows = [
        row("web-effect-first", before.first, after.first),
        row("web-effect-right", before.answered, after.answered),
        row("web-effect-silent", before.silent, after.silent),
    ];
    html! {
        h3 { (words.say("web-effect-quality")) }
        (table(&words.say("web-effect-quality"), &columns, &rows))
        p.soft { (words.fill("web-effect-moved", &[("won", shift.won_count.into()), ("lost", shift.lost_count.into())])) }
        @if !shift.lost.is_empty() {
            details {
                summary { (words.say("web-effect-lost")) }
                ul { @for line in &shift.lost { li { (line) } } }
            }
        }
    }
}

fn drift(words: Words<'_>, effect: &Effect) -> Markup {
    let became = |drifted: &Drifted| html! { code { (drifted.before) } " → " code { (drifted.after) } };
    html! {
        h3 { (words.say("web-effect-logged")) }
        p {
            (words.fill("web-effect-drift", &[
                ("judged", effect.judged.into()), ("changed", effect.changed.into()), ("worse", effect.regressions.into()),
            ]))
        }
        @if !effect.drift.is_empty() {
            ul.list {
                @for drifted in &effect.drift {
                    li {
                        (drifted.text)
                        span.more { @if drifted.worse { (badge(Tone::Bad, &words.say("web-effect-worse"))) " " } (became(drifted)) }
                    }
                }
            }
        }
    }
}
