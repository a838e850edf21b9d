//! Topics and programmes out of their files, with the names in them looked up; what a name
//! or a phase lacks is noted on the way.

use std::collections::BTreeMap;

use super::fields::Problems;
use super::read::{RawPhase, RawProgramme, RawTopic};
use super::{Contact, Fact, Notice, Phase, Programme, Test, Topic, TopicId, When};
use crate::source::At;

pub(super) fn build(
    raw: &RawTopic,
    programmes: &[RawProgramme],
    contacts: &BTreeMap<String, Contact>,
    problems: &Problems,
) -> Option<Topic> {
    let Some(programme) = programmes.iter().find(|programme| programme.folder == raw.folder) else {
        problems.add(
            raw.programme.error(
                "unknown-programme",
                format!("faq/{}/programme.toml is missing or broken", raw.folder),
            ),
        );
        return None;
    };
    let mut facts = programme.facts.clone();
    for (name, fact) in &raw.facts {
        if facts.insert(name.clone(), fact.clone()).is_some() {
            problems
                .add(raw.id.error("fact-twice", format!("fact `{name}` is already one of the programme's")));
        }
    }
    let source = raw.source.as_ref().and_then(|name| {
        let source = programme.sources.get(&name.value);
        if source.is_none() {
            problems.add(
                name.error("unknown-source", format!("no source is called `{}`", name.value))
                    .hint("sources are [source.x] in programme.toml"),
            );
        }
        source.cloned()
    });
    let subject = raw.subject.clone().unwrap_or_else(|| subject(programme));
    let tests =
        raw.tests.iter().map(|test| Test { ask: test.ask.clone(), at: test.at, say: test.say.value.clone() });
    Some(Topic {
        id: TopicId::new(&raw.id.value),
        place: raw.id.clone().map(|_| ()),
        imported_as: raw.imported_as.clone(),
        programme: raw.folder.clone(),
        contacts: named(if raw.contacts.is_empty() { &programme.contacts } else { &raw.contacts }, contacts),
        subject,
        answer: phases(raw, &facts, problems),
        facts,
        related: raw.related.iter().map(|id| TopicId::new(&id.value)).collect(),
        then: raw.then,
        phrases: raw.phrases.iter().map(|phrase| phrase.value.clone()).collect(),
        patterns: raw.patterns.iter().map(|pattern| pattern.value.clone()).collect(),
        source,
        tests: tests.collect(),
    })
}

pub(super) fn build_programme(raw: &RawProgramme, contacts: &BTreeMap<String, Contact>) -> Programme {
    let notice = raw.notice.as_ref().and_then(|(after, say)| {
        let after = raw.facts.get(&after.value)?.end()?;
        Some(Notice { after, say: say.clone() })
    });
    Programme {
        id: raw.id.value.clone(),
        place: raw.id.clone().map(|_| ()),
        subject: subject(raw),
        contacts: named(&raw.contacts, contacts),
        notice,
        small_talk: raw.small_talk,
        facts: raw.facts.clone(),
    }
}

/// The contacts that names stand for; those that stand for none have been reported.
fn named(names: &[At<String>], contacts: &BTreeMap<String, Contact>) -> Vec<Contact> {
    names.iter().filter_map(|name| contacts.get(&name.value)).cloned().collect()
}

fn subject(programme: &RawProgramme) -> String {
    programme.subject.clone().unwrap_or_else(|| programme.id.value.clone())
}

fn phases(raw: &RawTopic, facts: &BTreeMap<String, Fact>, problems: &Problems) -> Vec<Phase> {
    let phases: Vec<Phase> = raw
        .answer
        .iter()
        .filter_map(|phase| {
            let when = condition(phase, facts, problems)?;
            Some(Phase { when, say: phase.say.clone() })
        })
        .collect();
    let dated: Vec<&Phase> = phases.iter().filter(|phase| phase.has_date()).collect();
    for pair in dated.windows(2) {
        if pair[1].when.over() <= pair[0].when.over() {
            let late = pair[1].say.error("phase-never-said", "the phase before this one lasts as long");
            problems.add(late.hint("the first phase that holds is said: put the one that ends first before"));
        }
    }
    let open_ends = raw.answer.iter().filter(|phase| phase.before.is_none() && phase.until.is_none()).count();
    let ends_open = raw.answer.last().is_some_and(|phase| phase.before.is_none() && phase.until.is_none());
    if !ends_open {
        problems.add(
            raw.id
                .error(
                    "silent-in-the-end",
                    format!("`{}` says nothing once its last date has passed", raw.id.value),
                )
                .hint("end `answer` with { say = \"...\" }"),
        );
    } else if open_ends > 1 {
        problems.add(raw.id.error(
            "phase-never-said",
            format!("`{}` has a phase behind one that always holds", raw.id.value),
        ));
    }
    phases
}

fn condition(phase: &RawPhase, facts: &BTreeMap<String, Fact>, problems: &Problems) -> Option<When> {
    match (&phase.before, &phase.until) {
        (None, None) => Some(When::Always),
        (Some(before), None) => dated(before, facts, problems)?.start().map(When::Before),
        (None, Some(until)) => dated(until, facts, problems)?.end().map(When::Until),
        (Some(before), Some(_)) => {
            problems.add(before.error("phase-with-two-ends", "a phase has either `before` or `until`"));
            None
        }
    }
}

/// The fact that a condition names, if it exists and has a year.
pub(super) fn dated<'f>(
    name: &At<String>,
    facts: &'f BTreeMap<String, Fact>,
    problems: &Problems,
) -> Option<&'f Fact> {
    let fact = facts.get(&name.value);
    match fact {
        None => {
            let known: Vec<&str> = facts.keys().map(String::as_str).collect();
            problems.add(
                name.error("unknown-fact", format!("no fact is called `{}`", name.value))
                    .hint(format!("known here: {}", known.join(", "))),
            );
        }
        Some(fact) if fact.start().is_none() => {
            problems.add(name.error(
                "fact-without-date",
                format!("`{}` is no date with a year, so no day can be before it", name.value),
            ));
        }
        Some(_) => {}
    }
    fact.filter(|fact| fact.start().is_some())
}
