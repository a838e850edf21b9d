//! What nobody names, what could be there and is not, and addresses: nothing here keeps an
//! answer from being given. It may not report what is an error of its own.

use super::fields::Problems;
use super::links::check_link;
use super::people::RawPeople;
use super::read::{Raw, RawTopic};
use crate::lang::Lang;

/// From so many phrases on a topic is found by more than luck.
const ENOUGH: usize = 3;

/// Notes every loose end.
pub(super) fn check_loose_ends(raw: &Raw, problems: &Problems) {
    check_languages(raw, problems);
    raw.people.check_reachable(problems);
    check_unused_contacts(raw, &raw.people, problems);
    check_unused_sources(raw, problems);
    let links = raw.programmes.iter().flat_map(|programme| &programme.links);
    for url in links.chain(raw.topics.iter().flat_map(|topic| &topic.links)) {
        check_link(url, &raw.checks, problems);
    }
}

/// A topic that only one language asks for is found in the other by luck. Knowledge in
/// one language is meant so: said once.
fn check_languages(raw: &Raw, problems: &Problems) {
    let phrases = |topic: &RawTopic, lang: Lang| {
        topic.phrases.iter().filter(|phrase| phrase.value.lang == lang).count()
    };
    for lang in Lang::ALL {
        let lacking: Vec<&RawTopic> =
            raw.topics.iter().filter(|topic| phrases(topic, lang) < ENOUGH).collect();
        let none = |topic: &&RawTopic| phrases(topic, lang) == 0;
        match lacking[..] {
            [first, _, ..] if lacking.len() == raw.topics.len() && lacking.iter().all(none) => {
                problems.add(first.id.warning("no-phrase", format!("no topic has a phrase in `{lang}`")));
            }
            _ => lacking.iter().for_each(|topic| {
                let id = &topic.id;
                problems.add(match phrases(topic, lang) {
                    0 => id.warning("no-phrase", format!("`{}` has no phrase in `{lang}`", id.value)),
                    few => id
                        .warning("few-phrases", format!("`{}` has only {few} in `{lang}`", id.value))
                        .hint(format!("write how people really ask it, {ENOUGH} times at least")),
                });
            }),
        }
    }
}

fn check_unused_contacts(raw: &Raw, people: &RawPeople, problems: &Problems) {
    let named = raw.programmes.iter().flat_map(|programme| &programme.contacts);
    let named: Vec<&str> = named
        .chain(raw.topics.iter().flat_map(|topic| &topic.contacts))
        .map(|name| name.value.as_str())
        .collect();
    for key in people.keys() {
        if !named.contains(&key.value.as_str()) && !people.is_deputy(&key.value) {
            let unused = key.warning("contact-unused", format!("nobody is sent to `{}`", key.value));
            problems.add(unused.hint("name them in `contacts` of a programme or topic, or as a `deputy`"));
        }
    }
}

fn check_unused_sources(raw: &Raw, problems: &Problems) {
    for programme in &raw.programmes {
        let topics = || raw.topics.iter().filter(|topic| topic.folder == programme.folder);
        let names = |name: &str| {
            topics().any(|topic| topic.source.as_ref().is_some_and(|source| source.value == *name))
        };
        for (name, source) in programme.sources.iter().filter(|(name, _)| !names(name)) {
            let unused = source.place.warning("source-unused", format!("no topic names the source `{name}`"));
            problems.add(unused.hint("take it out, or name it as `source` of a topic"));
        }
    }
}
