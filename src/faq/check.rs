//! What the files say, held against each other: names that nobody defined, phrases
//! that stand twice, phases without an end, patterns that reach too far. Builds the
//! [`Faq`] on the way; it is thrown away when any problem is an error.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::fields::Problems;
use super::lexicon_check::check_lexicon;
use super::patterns::{check_patterns, compile};
use super::read::{Raw, RawPhase, RawProgramme, RawTopic};
use super::{Contact, Fact, Faq, Never, Notice, Phase, Phrase, Programme, Test, Topic, TopicId, When};
use crate::lang::Lang;
use crate::source::At;
use crate::text::fold;

/// Checks everything against everything and builds the knowledge.
pub(super) fn check(raw: Raw, problems: &Problems) -> Option<Faq> {
    let contacts: BTreeMap<String, Contact> =
        raw.contacts.iter().map(|(name, contact)| (name.value.clone(), contact.clone())).collect();
    let ids: BTreeSet<&str> = raw.topics.iter().map(|topic| topic.id.value.as_str()).collect();
    for programme in &raw.programmes {
        check_programme(programme, &contacts, problems);
    }
    check_unique_ids(&raw, problems);
    check_unique_phrases(&raw, problems);
    check_lexicon(&raw.lexicon, problems);
    check_languages(&raw, problems);
    for topic in &raw.topics {
        check_names(topic, &raw.programmes, &ids, problems);
    }
    let mut topics: Vec<Topic> =
        raw.topics.iter().filter_map(|topic| build(topic, &raw.programmes, problems)).collect();
    topics.sort_by(|a, b| a.id.cmp(&b.id));
    check_patterns(&raw, &topics, problems);
    let mut programmes: Vec<Programme> =
        raw.programmes.iter().map(|programme| build_programme(programme, &contacts)).collect();
    programmes.sort_by(|a, b| a.id.cmp(&b.id));
    let nevers = raw.nevers.into_iter().map(|never| Never {
        programme: never.programme,
        about: never.about.value,
        phrases: never.phrases.into_iter().map(|phrase| phrase.value).collect(),
    });
    Some(Faq { programmes, topics, nevers: nevers.collect(), lexicon: raw.lexicon.build(), fit: raw.fit })
}

fn check_programme(programme: &RawProgramme, contacts: &BTreeMap<String, Contact>, problems: &Problems) {
    let id = &programme.id;
    if id.value != programme.folder {
        problems.add(id.error(format!("programme `{}` stands in folder `{}`", id.value, programme.folder)));
    }
    for contact in &programme.contacts {
        if !contacts.contains_key(&contact.value) {
            let known: Vec<&str> = contacts.keys().map(String::as_str).collect();
            problems.add(
                contact
                    .error(format!("no contact is called `{}`", contact.value))
                    .hint(format!("faq/contacts.toml has: {}", known.join(", "))),
            );
        }
    }
    if let Some((after, _)) = &programme.notice {
        dated(after, &programme.facts, problems);
    }
}

/// The fact that a condition names, if it exists and has a year.
fn dated<'f>(name: &At<String>, facts: &'f BTreeMap<String, Fact>, problems: &Problems) -> Option<&'f Fact> {
    let fact = facts.get(&name.value);
    match fact {
        None => {
            let known: Vec<&str> = facts.keys().map(String::as_str).collect();
            problems.add(
                name.error(format!("no fact is called `{}`", name.value))
                    .hint(format!("known here: {}", known.join(", "))),
            );
        }
        Some(fact) if fact.start().is_none() => {
            problems.add(
                name.error(format!("`{}` is no date with a year, so no day can be before it", name.value)),
            );
        }
        Some(_) => {}
    }
    fact.filter(|fact| fact.start().is_some())
}

fn check_unique_ids(raw: &Raw, problems: &Problems) {
    let mut seen: HashMap<&str, &At<String>> = HashMap::new();
    let all =
        raw.programmes.iter().map(|programme| &programme.id).chain(raw.topics.iter().map(|topic| &topic.id));
    for id in all {
        if let Some(first) = seen.insert(&id.value, id) {
            problems.add(
                id.error(format!("`{}` is already the id of {}", id.value, first.path))
                    .hint("ids are permanent and never shared"),
            );
        }
    }
}

fn check_unique_phrases(raw: &Raw, problems: &Problems) {
    let mut seen: HashMap<String, (&str, &At<Phrase>)> = HashMap::new();
    let asked = raw
        .topics
        .iter()
        .flat_map(|topic| topic.phrases.iter().map(|phrase| (topic.id.value.as_str(), phrase)));
    let never =
        raw.nevers.iter().flat_map(|never| never.phrases.iter().map(|phrase| ("a `never` line", phrase)));
    for (owner, phrase) in asked.chain(never) {
        let text = &phrase.value.text;
        if text.chars().count() > Phrase::MAX_CHARS {
            let limit = Phrase::MAX_CHARS;
            problems.add(phrase.error(format!("this phrase is longer than {limit} characters")));
        }
        let key = fold(text);
        if key.is_empty() && owner != "a `never` line" {
            problems.add(phrase.error("this phrase has no letters or digits"));
        } else if let Some((first_owner, first)) = seen.get(key.as_str()) {
            problems.add(
                phrase
                    .error(format!("this phrase is already one of `{first_owner}`: {:?}", first.value.text))
                    .hint(format!("it stands in {}; a phrase belongs to one topic, once", first.path)),
            );
        } else if !key.is_empty() {
            seen.insert(key, (owner, phrase));
        }
    }
}

/// A topic that only one language asks for is found in the other by luck. Knowledge in
/// one language is meant so: said once.
fn check_languages(raw: &Raw, problems: &Problems) {
    for lang in Lang::ALL {
        let lacks = |topic: &&RawTopic| topic.phrases.iter().all(|phrase| phrase.value.lang != lang);
        let lacking: Vec<&RawTopic> = raw.topics.iter().filter(lacks).collect();
        match lacking[..] {
            [first, _, ..] if lacking.len() == raw.topics.len() => {
                problems.add(first.id.warning(format!("no topic has a phrase in `{lang}`")));
            }
            _ => lacking.iter().for_each(|topic| {
                problems.add(topic.id.warning(format!("`{}` has no phrase in `{lang}`", topic.id.value)));
            }),
        }
    }
}

fn check_names(topic: &RawTopic, programmes: &[RawProgramme], ids: &BTreeSet<&str>, problems: &Problems) {
    let id = &topic.id;
    let kebab = id
        .value
        .split('-')
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
    if !kebab || id.value.len() > TopicId::MAX_BYTES {
        problems.add(
            id.error(format!("`{}` is no topic id", id.value))
                .hint("lower-case words joined by `-`, at most 40 bytes"),
        );
    }
    if id.value != topic.stem {
        problems.add(id.error(format!("topic `{}` stands in a file named `{}.toml`", id.value, topic.stem)));
    }
    if topic.programme.value != topic.folder {
        problems.add(
            topic
                .programme
                .error(format!("programme `{}` is not the folder `{}`", topic.programme.value, topic.folder)),
        );
    }
    for related in &topic.related {
        if !ids.contains(related.value.as_str()) || related.value == id.value {
            problems.add(related.error(format!("`{}` is no other topic", related.value)));
        }
    }
    if topic.phrases.is_empty() {
        problems.add(id.error(format!("`{}` has no phrase", id.value)));
    }
    let small_talk =
        programmes.iter().any(|programme| programme.folder == topic.folder && programme.small_talk);
    if topic.source.is_none() && !small_talk {
        problems.add(
            id.error(format!("`{}` names no source", id.value))
                .hint("add `source = \"...\"`, a [source.x] of programme.toml"),
        );
    }
    if topic.tests.is_empty() {
        problems.add(id.warning(format!("`{}` has no [[test]]", id.value)));
    }
    for test in &topic.tests {
        if !topic.answer.iter().any(|phase| phase.say.value == test.say.value) {
            problems.add(test.say.error(format!("`{}` is not one of this topic's answers", test.say.value)));
        }
    }
}

fn build(raw: &RawTopic, programmes: &[RawProgramme], problems: &Problems) -> Option<Topic> {
    let Some(programme) = programmes.iter().find(|programme| programme.folder == raw.folder) else {
        problems.add(raw.programme.error(format!("faq/{}/programme.toml is missing or broken", raw.folder)));
        return None;
    };
    let mut facts = programme.facts.clone();
    for (name, fact) in &raw.facts {
        if facts.insert(name.clone(), fact.clone()).is_some() {
            problems.add(raw.id.error(format!("fact `{name}` is already one of the programme's")));
        }
    }
    let source = raw.source.as_ref().and_then(|name| {
        let source = programme.sources.get(&name.value);
        if source.is_none() {
            problems.add(
                name.error(format!("no source is called `{}`", name.value))
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
        subject,
        answer: phases(raw, &facts, problems),
        facts,
        related: raw.related.iter().map(|id| TopicId::new(&id.value)).collect(),
        then: raw.then,
        phrases: raw.phrases.iter().map(|phrase| phrase.value.clone()).collect(),
        patterns: raw.patterns.iter().filter_map(|pattern| compile(pattern, problems)).collect(),
        source,
        tests: tests.collect(),
    })
}

fn build_programme(raw: &RawProgramme, contacts: &BTreeMap<String, Contact>) -> Programme {
    let notice = raw.notice.as_ref().and_then(|(after, say)| {
        let after = raw.facts.get(&after.value)?.end()?;
        Some(Notice { after, say: say.clone() })
    });
    Programme {
        id: raw.id.value.clone(),
        place: raw.id.clone().map(|_| ()),
        subject: subject(raw),
        contacts: raw.contacts.iter().filter_map(|name| contacts.get(&name.value)).cloned().collect(),
        notice,
        small_talk: raw.small_talk,
        facts: raw.facts.clone(),
    }
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
    let open_ends = raw.answer.iter().filter(|phase| phase.before.is_none() && phase.until.is_none()).count();
    let ends_open = raw.answer.last().is_some_and(|phase| phase.before.is_none() && phase.until.is_none());
    if !ends_open {
        problems.add(
            raw.id
                .error(format!("`{}` says nothing once its last date has passed", raw.id.value))
                .hint("end `answer` with { say = \"...\" }"),
        );
    } else if open_ends > 1 {
        problems.add(raw.id.error(format!("`{}` has a phase behind one that always holds", raw.id.value)));
    }
    phases
}

fn condition(phase: &RawPhase, facts: &BTreeMap<String, Fact>, problems: &Problems) -> Option<When> {
    match (&phase.before, &phase.until) {
        (None, None) => Some(When::Always),
        (Some(before), None) => dated(before, facts, problems)?.start().map(When::Before),
        (None, Some(until)) => dated(until, facts, problems)?.end().map(When::Until),
        (Some(before), Some(_)) => {
            problems.add(before.error("a phase has either `before` or `until`"));
            None
        }
    }
}
