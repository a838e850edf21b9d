//! Files under `faq/` into a [`Faq`]: every file is read to the end, every problem
//! noted, and only knowledge without errors is built. It may not judge what a
//! phrase means.

use std::collections::BTreeMap;

use super::check::check;
use super::checks::{self, Checks};
use super::facts::Fact;
use super::fields::{Entry, Fields, Problems, with_root};
use super::lexicon::{self, RawLexicon};
use super::people::{self, RawPeople};
use super::{Faq, Fit, Phrase, Source, Then};
use crate::clock::Date;
use crate::lang::Lang;
use crate::source::{At, Problem, Severity, SourceFile};

/// All files as read, before they are held against each other.
#[derive(Default)]
pub(super) struct Raw {
    pub people: RawPeople,
    pub replies: Vec<RawReply>,
    pub programmes: Vec<RawProgramme>,
    pub topics: Vec<RawTopic>,
    pub nevers: Vec<RawNever>,
    pub lexicon: RawLexicon,
    pub fit: Option<Fit>,
    pub checks: Checks,
}

pub(super) struct RawReply {
    pub name: At<String>,
    pub say: At<String>,
}

pub(super) struct RawProgramme {
    pub id: At<String>,
    pub folder: String,
    pub subject: Option<String>,
    pub contacts: Vec<At<String>>,
    pub notice: Option<(At<String>, At<String>)>,
    pub small_talk: bool,
    pub sources: BTreeMap<String, Source>,
    pub facts: BTreeMap<String, Fact>,
    /// The addresses of sources and facts.
    pub links: Vec<At<String>>,
}

pub(super) struct RawTopic {
    pub id: At<String>,
    /// The name its path gives it: `faq/<folder>/<stem>.toml`.
    pub folder: String,
    pub stem: String,
    pub imported_as: Option<String>,
    pub programme: At<String>,
    pub subject: Option<String>,
    pub source: Option<At<String>>,
    pub contacts: Vec<At<String>>,
    pub facts: BTreeMap<String, Fact>,
    pub links: Vec<At<String>>,
    pub answer: Vec<RawPhase>,
    pub related: Vec<At<String>>,
    pub then: Option<Then>,
    pub phrases: Vec<At<Phrase>>,
    pub patterns: Vec<At<String>>,
    pub tests: Vec<RawTest>,
}

pub(super) struct RawPhase {
    pub before: Option<At<String>>,
    pub until: Option<At<String>>,
    pub say: At<String>,
}

pub(super) struct RawTest {
    pub ask: At<String>,
    pub at: Option<Date>,
    pub say: At<String>,
}

pub(super) struct RawNever {
    pub programme: String,
    pub about: At<String>,
    pub phrases: Vec<At<Phrase>>,
}

/// Reads the knowledge out of its files. The problems come with it where they are
/// only warnings, and instead of it where one of them is an error.
pub fn read(files: &[SourceFile]) -> (Option<Faq>, Vec<Problem>) {
    read_with(files, true)
}

/// As [`read`], of files that a fit was made from: their patterns have been held against all
/// lines then, which takes as long as the rest.
pub fn read_fitted(files: &[SourceFile]) -> (Option<Faq>, Vec<Problem>) {
    read_with(files, false)
}

fn read_with(files: &[SourceFile], prove_patterns: bool) -> (Option<Faq>, Vec<Problem>) {
    let problems = Problems::default();
    let mut raw = Raw::default();
    for file in files {
        read_file(file, &problems, &mut raw);
    }
    let faq = check(raw, prove_patterns, &problems);
    let problems = problems.into_vec();
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    (faq.filter(|_| !broken), problems)
}

fn read_file(file: &SourceFile, problems: &Problems, raw: &mut Raw) {
    let parts: Vec<&str> = file.path.split('/').collect();
    match parts[..] {
        ["faq", "contacts.toml"] => {
            raw.people = with_root(file, problems, |root| Some(people::read(root))).unwrap_or_default();
        }
        ["faq", "checks.toml"] => {
            with_root(file, problems, |root| {
                checks::read(root, problems, &mut raw.checks);
                Some(())
            });
        }
        ["faq", "texts.toml"] => {
            raw.checks.accepted = with_root(file, problems, |root| Some(checks::texts(root)));
        }
        ["faq", "fit.toml"] => raw.fit = with_root(file, problems, |root| Some(fit(root))),
        ["faq", "replies", name] if name.ends_with(".toml") => {
            raw.replies.extend(with_root(file, problems, |root| Some(replies(root))).unwrap_or_default());
        }
        ["faq", "lexicon", _] => {
            with_root(file, problems, |root| {
                lexicon::read(root, &mut raw.lexicon);
                Some(())
            });
        }
        ["faq", folder, "programme.toml"] => {
            raw.programmes.extend(with_root(file, problems, |root| programme(root, folder)));
        }
        ["faq", folder, "never.toml" | "out-of-scope.toml"] => {
            raw.nevers
                .extend(with_root(file, problems, |root| Some(nevers(root, folder))).unwrap_or_default());
        }
        ["faq", folder, name] if name.ends_with(".toml") => {
            let stem = name.trim_end_matches(".toml");
            raw.topics.extend(with_root(file, problems, |root| topic(root, folder, stem)));
        }
        _ => problems.add(
            Problem::of_file(file, "stray-file", "this file has no place in the knowledge")
                .hint("topics are faq/<programme>/<topic>.toml"),
        ),
    }
}

fn replies(mut root: Fields<'_>) -> Vec<RawReply> {
    let tables = root.tables("reply");
    root.finish();
    let reply = |mut fields: Fields<'_>| {
        let (name, say) = (fields.required("name"), fields.required("say"));
        fields.finish();
        Some(RawReply { name: name?, say: say? })
    };
    tables.into_iter().filter_map(reply).collect()
}

fn programme(mut root: Fields<'_>, folder: &str) -> Option<RawProgramme> {
    let id = root.required("id");
    let subject = root.string("subject").map(|subject| subject.value);
    let contacts = root.strings("contacts");
    let notice = root.table("notice").and_then(|mut notice| {
        let (after, say) = (notice.required("after"), notice.required("say"));
        notice.finish();
        Some((after?, say?))
    });
    let small_talk = root.flag("small-talk");
    let mut links = Vec::new();
    let sources = root.table("source").map(|named| sources(named, &mut links)).unwrap_or_default();
    let facts = root.table("facts").map(|named| facts(named, &mut links)).unwrap_or_default();
    root.finish();
    let folder = folder.to_owned();
    Some(RawProgramme { id: id?, folder, subject, contacts, notice, small_talk, sources, facts, links })
}

fn sources(fields: Fields<'_>, links: &mut Vec<At<String>>) -> BTreeMap<String, Source> {
    let named = fields.entries();
    named.filter_map(|(name, entry)| Some((name.value.clone(), source(&name, &entry, links)?))).collect()
}

fn source(name: &At<String>, entry: &Entry<'_>, links: &mut Vec<At<String>>) -> Option<Source> {
    let Some(mut fields) = entry.as_fields() else {
        entry.refuse("a table with title and checked");
        return None;
    };
    let title = fields.required("title");
    let url = fields.string("url");
    links.extend(url.clone());
    fields.must_have("checked");
    let checked = fields.date("checked");
    fields.finish();
    let (url, place) = (url.map(|url| url.value), name.clone().map(|_| ()));
    Some(Source { title: title?.value, url, checked: checked?.value, place })
}

fn facts(fields: Fields<'_>, links: &mut Vec<At<String>>) -> BTreeMap<String, Fact> {
    let mut fact = |(name, entry): (At<String>, Entry<'_>)| {
        let fact = Fact::read(&entry)?;
        if let Fact::Link(url) = &fact {
            links.push(entry.here().map(|()| url.clone()));
        }
        Some((name.value, fact))
    };
    fields.entries().filter_map(&mut fact).collect()
}

fn topic(mut root: Fields<'_>, folder: &str, stem: &str) -> Option<RawTopic> {
    let id = root.required("id");
    let programme = root.required("programme");
    let imported_as = root.string("imported-as").map(|label| label.value);
    let subject = root.string("subject").map(|subject| subject.value);
    let source = root.string("source");
    let contacts = root.strings("contacts");
    let mut links = Vec::new();
    let facts = root.table("facts").map(|named| facts(named, &mut links)).unwrap_or_default();
    root.must_have("answer");
    let answer = root.tables("answer").into_iter().filter_map(phase).collect();
    let related = root.strings("related");
    let then = root.choice("then", &[("menu", Then::Menu), ("person", Then::Person)]);
    root.must_have("ask");
    let (phrases, patterns) = root.table("ask").map(ask).unwrap_or_default();
    let tests = root.tables("test").into_iter().filter_map(test).collect();
    root.finish();
    Some(RawTopic {
        id: id?,
        folder: folder.to_owned(),
        stem: stem.to_owned(),
        imported_as,
        programme: programme?,
        subject,
        source,
        contacts,
        facts,
        links,
        answer,
        related,
        then,
        phrases,
        patterns,
        tests,
    })
}

fn phase(mut fields: Fields<'_>) -> Option<RawPhase> {
    let before = fields.string("before");
    let until = fields.string("until");
    let say = fields.required("say");
    fields.finish();
    Some(RawPhase { before, until, say: say? })
}

fn ask(mut fields: Fields<'_>) -> (Vec<At<Phrase>>, Vec<At<String>>) {
    let phrases = both_languages(&mut fields);
    let patterns = fields.strings("regex");
    fields.finish();
    (phrases, patterns)
}

/// The lines of `id` and `en`; one of them may be absent where the other has lines.
pub(super) fn both_languages(fields: &mut Fields<'_>) -> Vec<At<Phrase>> {
    let mut phrases = Vec::new();
    for lang in Lang::ALL {
        let lines = fields.strings(lang.code());
        phrases.extend(lines.into_iter().map(|line| line.map(|text| Phrase { lang, text: text.into() })));
    }
    if phrases.is_empty() {
        fields.must_have(Lang::Id.code());
    }
    phrases
}

fn test(mut fields: Fields<'_>) -> Option<RawTest> {
    let ask = fields.required("ask");
    let at = fields.date("at").map(|date| date.value);
    let say = fields.required("say");
    fields.finish();
    Some(RawTest { ask: ask?, at, say: say? })
}

fn nevers(mut root: Fields<'_>, folder: &str) -> Vec<RawNever> {
    let groups = root.tables("never");
    root.finish();
    groups
        .into_iter()
        .filter_map(|mut group| {
            let about = group.required("about");
            let phrases = both_languages(&mut group);
            group.finish();
            Some(RawNever { programme: folder.to_owned(), about: about?, phrases })
        })
        .collect()
}

/// Only the hash is for the program; the record is for people, and older ones differ.
fn fit(mut root: Fields<'_>) -> Fit {
    Fit { knowledge: root.required("knowledge").map(|hash| hash.value).unwrap_or_default() }
}
