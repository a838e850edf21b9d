//! What the files say, held against each other: names that nobody defined, phrases
//! that stand twice, patterns that reach too far. Has the [`Faq`] built on the way; it is
//! thrown away when any problem is an error.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::build::{build, build_programme, dated};
use super::fields::Problems;
use super::lexicon_check::check_lexicon;
use super::loose_ends::check_loose_ends;
use super::patterns::check_patterns;
use super::people;
use super::read::{Raw, RawProgramme, RawReply, RawTopic};
use super::{Canned, Contact, Faq, Never, Phrase, Programme, Topic, TopicId};
use crate::source::At;
use crate::text::fold;

/// Checks everything against everything and builds the knowledge.
pub(super) fn check(raw: Raw, prove_patterns: bool, problems: &Problems) -> Option<Faq> {
    let contacts = people::check(&raw.people, problems);
    let ids: BTreeSet<&str> = raw.topics.iter().map(|topic| topic.id.value.as_str()).collect();
    for programme in &raw.programmes {
        check_programme(programme, &contacts, problems);
    }
    check_unique_ids(&raw, problems);
    check_unique_phrases(&raw, problems);
    check_lexicon(&raw.lexicon, problems);
    check_loose_ends(&raw, problems);
    check_replies(&raw.replies, problems);
    for topic in &raw.topics {
        check_names(topic, &raw.programmes, &ids, problems);
        check_contacts(&topic.contacts, &contacts, problems);
    }
    let mut topics: Vec<Topic> =
        raw.topics.iter().filter_map(|topic| build(topic, &raw.programmes, &contacts, problems)).collect();
    topics.sort_by(|a, b| a.id.cmp(&b.id));
    if prove_patterns {
        check_patterns(&raw, &topics, problems);
    }
    let mut programmes: Vec<Programme> =
        raw.programmes.iter().map(|programme| build_programme(programme, &contacts)).collect();
    programmes.sort_by(|a, b| a.id.cmp(&b.id));
    let nevers = raw.nevers.into_iter().map(|never| Never {
        programme: never.programme,
        about: never.about.value,
        phrases: never.phrases.into_iter().map(|phrase| phrase.value).collect(),
    });
    let replies = raw.replies.into_iter().map(|reply| Canned { name: reply.name.value, say: reply.say });
    Some(Faq {
        programmes,
        topics,
        nevers: nevers.collect(),
        contacts: contacts.into_values().collect(),
        office: raw.people.office,
        replies: replies.collect(),
        lexicon: raw.lexicon.build(),
        fit: raw.fit,
        checks: raw.checks,
    })
}

fn check_programme(programme: &RawProgramme, contacts: &BTreeMap<String, Contact>, problems: &Problems) {
    let id = &programme.id;
    if id.value != programme.folder {
        problems.add(id.error(
            "id-is-not-its-place",
            format!("programme `{}` stands in folder `{}`", id.value, programme.folder),
        ));
    }
    check_contacts(&programme.contacts, contacts, problems);
    if let Some((after, _)) = &programme.notice {
        dated(after, &programme.facts, problems);
    }
}

fn check_contacts(named: &[At<String>], contacts: &BTreeMap<String, Contact>, problems: &Problems) {
    for contact in named.iter().filter(|contact| !contacts.contains_key(&contact.value)) {
        let known: Vec<&str> = contacts.keys().map(String::as_str).collect();
        problems.add(
            contact
                .error("unknown-contact", format!("no contact is called `{}`", contact.value))
                .hint(format!("faq/contacts.toml has: {}", known.join(", "))),
        );
    }
}

fn check_replies(replies: &[RawReply], problems: &Problems) {
    let mut seen: HashMap<&str, &At<String>> = HashMap::new();
    for RawReply { name, .. } in replies {
        if !is_kebab(&name.value) || name.value.len() > Canned::MAX_BYTES {
            let limit = Canned::MAX_BYTES;
            problems.add(
                name.error("malformed-id", format!("`{}` is no name of a reply", name.value))
                    .hint(format!("lower-case words joined by `-`, at most {limit} bytes")),
            );
        }
        if let Some(first) = seen.insert(&name.value, name) {
            problems.add(
                name.error("id-twice", format!("`{}` is already a reply", name.value))
                    .hint(format!("it stands in {}", first.path)),
            );
        }
    }
}

/// Lower-case words and figures joined by single hyphens.
fn is_kebab(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.split('-').all(|part| !part.is_empty() && part.chars().all(plain))
}

fn check_unique_ids(raw: &Raw, problems: &Problems) {
    let mut seen: HashMap<&str, &At<String>> = HashMap::new();
    let all =
        raw.programmes.iter().map(|programme| &programme.id).chain(raw.topics.iter().map(|topic| &topic.id));
    for id in all {
        if let Some(first) = seen.insert(&id.value, id) {
            problems.add(
                id.error("id-twice", format!("`{}` is already the id of {}", id.value, first.path))
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
            problems.add(
                phrase.error("phrase-too-long", format!("this phrase is longer than {limit} characters")),
            );
        }
        let key = fold(text);
        if key.is_empty() && owner != "a `never` line" {
            problems.add(phrase.error("phrase-without-words", "this phrase has no letters or digits"));
        } else if let Some((first_owner, first)) = seen.get(key.as_str()) {
            problems.add(
                phrase
                    .error(
                        "phrase-of-two-topics",
                        format!("this phrase is already one of `{first_owner}`: {:?}", first.value.text),
                    )
                    .hint(format!("it stands in {}; a phrase belongs to one topic, once", first.path)),
            );
        } else if !key.is_empty() {
            seen.insert(key, (owner, phrase));
        }
    }
}

fn check_names(topic: &RawTopic, programmes: &[RawProgramme], ids: &BTreeSet<&str>, problems: &Problems) {
    let id = &topic.id;
    if !is_kebab(&id.value) || id.value.len() > TopicId::MAX_BYTES {
        problems.add(
            id.error("malformed-id", format!("`{}` is no topic id", id.value))
                .hint("lower-case words joined by `-`, at most 40 bytes"),
        );
    }
    if id.value != topic.stem {
        problems.add(id.error(
            "id-is-not-its-place",
            format!("topic `{}` stands in a file named `{}.toml`", id.value, topic.stem),
        ));
    }
    if topic.programme.value != topic.folder {
        problems.add(topic.programme.error(
            "id-is-not-its-place",
            format!("programme `{}` is not the folder `{}`", topic.programme.value, topic.folder),
        ));
    }
    for related in &topic.related {
        if !ids.contains(related.value.as_str()) || related.value == id.value {
            problems.add(related.error("unknown-topic", format!("`{}` is no other topic", related.value)));
        }
    }
    if topic.phrases.is_empty() {
        problems.add(id.error("no-phrase", format!("`{}` has no phrase", id.value)));
    }
    let small_talk =
        programmes.iter().any(|programme| programme.folder == topic.folder && programme.small_talk);
    if topic.source.is_none() && !small_talk {
        problems.add(
            id.error("no-source", format!("`{}` names no source", id.value))
                .hint("add `source = \"...\"`, a [source.x] of programme.toml"),
        );
    }
    if topic.tests.is_empty() {
        problems.add(id.warning("no-test", format!("`{}` has no [[test]]", id.value)));
    }
    for test in &topic.tests {
        if !topic.answer.iter().any(|phase| phase.say.value == test.say.value) {
            problems.add(test.say.error(
                "test-of-another-answer",
                format!("`{}` is not one of this topic's answers", test.say.value),
            ));
        }
    }
}
