//! The locale files held against the knowledge: every message that is said exists in
//! both languages, uses only facts that are there, renders without an error on every
//! phase, and writes no fact out by hand.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentArgs;

use super::Catalog;
use super::args::names;
use super::definitions::Defined;
use super::fixed::FIXED;
use super::html::Html;
use super::web::PAGES;
use super::web_office::OFFICE_PAGES;
use super::web_review::REVIEW_PAGES;
use crate::faq::{Contact, Fact, Faq, Topic};
use crate::lang::Lang;
use crate::source::{At, Problem};

/// Telegram's limit on a message, in characters.
pub(super) const MAX_ANSWER: usize = 4096;
/// Texts shorter than this differ in length by chance.
const LONG: usize = 120;
/// Telegram cuts longer button texts on a phone.
const MAX_TITLE: usize = 28;

impl Catalog {
    /// Everything that the knowledge says, looked up in both languages.
    pub fn check(&self, faq: &Faq) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut said: BTreeSet<String> = fixed().map(str::to_owned).collect();
        said.insert("currency-usd".to_owned());
        for programme in &faq.programmes {
            said.insert(programme.title());
            self.check_title(&programme.title(), &programme.place, &mut problems);
            if let Some(notice) = &programme.notice {
                said.insert(notice.say.value.clone());
            }
        }
        for topic in &faq.topics {
            said.insert(topic.title());
            said.extend(topic.answer.iter().map(|phase| phase.say.value.clone()));
            for unit in units(topic) {
                self.check_unit(&unit, &topic.place, &mut problems);
                said.insert(unit);
            }
            self.check_title(&topic.title(), &topic.place, &mut problems);
            self.check_written(topic, &mut problems);
            self.check_topic(faq, topic, &mut problems);
        }
        for canned in &faq.replies {
            said.insert(canned.say.value.clone());
            self.check_said(&canned.say, &BTreeMap::new(), &faq.contacts, false, &mut problems);
        }
        self.check_sides(&said, &mut problems);
        problems
    }

    fn check_title(&self, id: &str, place: &At<()>, problems: &mut Vec<Problem>) {
        for lang in Lang::ALL {
            match self.try_words(lang, id, &FluentArgs::new()) {
                None => problems.push(missing(place, lang, id)),
                Some((title, _)) if title.chars().count() > MAX_TITLE => {
                    problems.push(place.warning(
                        "title-too-long",
                        format!("title `{id}` in `{lang}` is longer than {MAX_TITLE} characters"),
                    ));
                }
                Some(_) => {}
            }
        }
    }

    fn check_unit(&self, id: &str, place: &At<()>, problems: &mut Vec<Problem>) {
        for lang in Lang::ALL {
            let mut args = FluentArgs::new();
            args.set("number", "1");
            args.set("n", 1);
            if self.try_words(lang, id, &args).is_none_or(|(_, errors)| !errors.is_empty()) {
                problems.push(missing(place, lang, id));
            }
        }
    }

    fn check_written(&self, topic: &Topic, problems: &mut Vec<Problem>) {
        let stub = |say: &str| self.messages.iter().any(|defined| defined.stub && defined.id.value == say);
        if topic.answer.iter().any(|phase| stub(&phase.say.value)) {
            let missing =
                topic.place.warning("answer-missing", format!("the answer of `{}` is a stub", topic.id));
            problems.push(
                missing.hint("write it under locales/ in both languages, then drop the topic's `then`"),
            );
        }
    }

    fn check_topic(&self, faq: &Faq, topic: &Topic, problems: &mut Vec<Problem>) {
        let notice = faq.programme(&topic.programme).and_then(|programme| programme.notice.as_ref());
        let says = topic.answer.iter().map(|phase| (&phase.say, phase.has_date()));
        for (say, dated) in says.chain(notice.map(|notice| (&notice.say, false))) {
            self.check_said(say, &topic.facts, &topic.contacts, dated, problems);
        }
    }

    /// A message that is said with these facts renders in both languages.
    fn check_said(
        &self,
        say: &At<String>,
        facts: &BTreeMap<String, Fact>,
        contacts: &[Contact],
        dated: bool,
        problems: &mut Vec<Problem>,
    ) {
        let place = say.clone().map(|_| ());
        let mut lengths = Vec::new();
        for lang in Lang::ALL {
            let args = self.facts(lang, facts, contacts, dated.then_some(1));
            let Some((words, errors)) = self.try_words(lang, &say.value, &args) else {
                problems.push(missing(&place, lang, &say.value));
                continue;
            };
            for error in errors {
                let message = format!("`{}` in `{lang}` does not render: {error}", say.value);
                let known = names(facts, contacts).join(", ");
                problems.push(place.error("does-not-render", message).hint(format!("facts here: {known}")));
            }
            let words = Html::trusted(words);
            if let Some(fault) = words.fault() {
                let message = format!("`{}` in `{lang}` has {fault}", say.value);
                let hint = "Telegram refuses a text with markup that it does not know or that stays open";
                problems.push(place.error("markup-broken", message).hint(hint));
            }
            lengths.push((length(&words), lang));
        }
        problems.extend(much_shorter(say, &lengths));
    }

    /// Each message in both languages, with the same variables, and said by somebody.
    fn check_sides(&self, said: &BTreeSet<String>, problems: &mut Vec<Problem>) {
        let mut sides: BTreeMap<&str, Vec<&Defined>> = BTreeMap::new();
        for defined in &self.messages {
            sides.entry(&defined.id.value).or_default().push(defined);
        }
        for (id, sides) in &sides {
            let [first, rest @ ..] = &sides[..] else { continue };
            if !said.contains(*id) {
                problems.push(
                    first
                        .id
                        .warning("unused-message", format!("nobody says `{id}`"))
                        .hint("remove it, or name it as `say` in faq/"),
                );
            }
            problems.extend(sides.iter().filter_map(|defined| twice(sides, defined)));
            match rest.iter().find(|defined| defined.lang != first.lang) {
                None => problems.push(missing(&first.id.clone().map(|_| ()), first.lang.other(), id)),
                Some(other) => problems.extend(facts_differ(first, other)),
            }
        }
        for id in fixed().filter(|id| !sides.contains_key(id)) {
            let at = At { value: (), path: "locales/id/messages.ftl".into(), span: 0..0 };
            problems.push(missing(&at, Lang::Id, id));
        }
    }
}

/// The messages that are said whatever the knowledge is.
pub(super) fn fixed() -> impl Iterator<Item = &'static str> {
    FIXED.iter().chain(PAGES).chain(OFFICE_PAGES).chain(REVIEW_PAGES).copied()
}

/// The length of a text as Telegram counts it.
pub(super) fn length(text: &Html) -> usize {
    text.plain().encode_utf16().count()
}

/// Something must have been left out of a text that is so much shorter.
fn much_shorter(say: &At<String>, lengths: &[(usize, Lang)]) -> Option<Problem> {
    let ((short, lang), (long, _)) = (lengths.iter().min()?, lengths.iter().max()?);
    (*long >= LONG && short * 2 < *long).then(|| {
        let message =
            format!("`{}` has {short} characters in `{lang}`, and {long} in the other language", say.value);
        say.warning("answer-much-shorter", message).hint("do both say the same?")
    })
}

fn units(topic: &Topic) -> impl Iterator<Item = String> + '_ {
    topic.facts.values().filter_map(|fact| match fact {
        Fact::Count { unit, .. } => Some(format!("unit-{unit}")),
        _ => None,
    })
}

/// What only one of two languages shows. Figures may be words in the other.
fn facts_differ(first: &Defined, other: &Defined) -> Option<Problem> {
    let odd: Vec<&str> = other.shows.symmetric_difference(&first.shows).map(String::as_str).collect();
    let message = || format!("`{}` shows {} in one language only", other.id.value, odd.join(", "));
    let figure = |shown: &&str| shown.starts_with(|c: char| c.is_ascii_digit());
    match odd.iter().all(figure) {
        _ if odd.is_empty() => None,
        true => Some(other.id.warning("facts-differ", message())),
        false => Some(other.id.error("facts-differ", message())),
    }
}

/// A message that another of its language goes before.
fn twice(sides: &[&Defined], defined: &Defined) -> Option<Problem> {
    let first = sides.iter().find(|first| first.lang == defined.lang)?;
    (first.id != defined.id).then(|| {
        let again = format!("`{}` is defined twice in `{}`", defined.id.value, defined.lang);
        defined.id.error("message-twice", again).hint(format!("the first stands in {}", first.id.path))
    })
}

fn missing(place: &At<()>, lang: Lang, id: &str) -> Problem {
    place
        .error("missing-message", format!("message `{id}` is missing in `{lang}`"))
        .hint(format!("add `{id} = ...` under locales/{lang}/"))
}
