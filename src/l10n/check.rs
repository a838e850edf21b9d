//! The locale files held against the knowledge: every message that is said exists in
//! both languages, uses only facts that are there, renders without an error on every
//! phase, and writes no fact out by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_bundle::FluentArgs;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use super::args::{DATE_STYLES, names};
use super::fixed::FIXED;
use super::web::PAGES;
use super::web_office::OFFICE_PAGES;
use super::web_review::REVIEW_PAGES;
use super::{Catalog, Defined};
use crate::faq::{Contact, Fact, Faq, Topic};
use crate::lang::Lang;
use crate::source::{At, Problem, Severity, SourceFile};

/// Telegram's limit on a message, in characters.
const MAX_ANSWER: usize = 4096;
/// The message that stands in for an answer.
const STUB: &str = "answer-missing";
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
                    problems.push(
                        place.warning(format!(
                            "title `{id}` in `{lang}` is longer than {MAX_TITLE} characters"
                        )),
                    );
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
            let missing = topic.place.warning(format!("the answer of `{}` is a stub", topic.id));
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
        for lang in Lang::ALL {
            let args = self.facts(lang, facts, contacts, dated.then_some(1));
            let Some((words, errors)) = self.try_words(lang, &say.value, &args) else {
                problems.push(missing(&place, lang, &say.value));
                continue;
            };
            for error in errors {
                let message = format!("`{}` in `{lang}` does not render: {error}", say.value);
                let known = names(facts, contacts).join(", ");
                problems.push(place.error(message).hint(format!("facts here: {known}")));
            }
            if words.chars().count() > MAX_ANSWER {
                let message = format!("`{}` in `{lang}` is longer than {MAX_ANSWER} characters", say.value);
                problems.push(place.error(message));
            }
        }
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
                        .warning(format!("nobody says `{id}`"))
                        .hint("remove it, or name it as `say` in faq/"),
                );
            }
            let other = rest.iter().find(|defined| defined.lang != first.lang);
            match other {
                None => problems.push(missing(&first.id.clone().map(|_| ()), first.lang.other(), id)),
                Some(other) if other.variables != first.variables => {
                    let odd: Vec<&String> = other.variables.symmetric_difference(&first.variables).collect();
                    let odd: Vec<&str> = odd.into_iter().map(String::as_str).collect();
                    problems.push(
                        other.id.error(format!("`{id}` uses ${} in one language only", odd.join(", $"))),
                    );
                }
                Some(_) => {}
            }
        }
        for id in fixed().filter(|id| !sides.contains_key(id)) {
            let at = At { value: (), path: "locales/id/messages.ftl".into(), span: 0..0 };
            problems.push(missing(&at, Lang::Id, id));
        }
    }
}

/// The messages that are said whatever the knowledge is.
fn fixed() -> impl Iterator<Item = &'static str> {
    FIXED.iter().chain(PAGES).chain(OFFICE_PAGES).chain(REVIEW_PAGES).copied()
}

fn units(topic: &Topic) -> impl Iterator<Item = String> + '_ {
    topic.facts.values().filter_map(|fact| match fact {
        Fact::Count { unit, .. } => Some(format!("unit-{unit}")),
        _ => None,
    })
}

fn missing(place: &At<()>, lang: Lang, id: &str) -> Problem {
    place
        .error(format!("message `{id}` is missing in `{lang}`"))
        .hint(format!("add `{id} = ...` under locales/{lang}/"))
}

/// A problem of a file as a whole.
pub(super) fn of_file(file: &SourceFile, message: &str) -> Problem {
    syntax(file, file.first_line(), message)
}

/// A problem at a place of a file.
pub(super) fn syntax(file: &SourceFile, span: Range<usize>, message: &str) -> Problem {
    Problem {
        severity: Severity::Error,
        path: file.path.clone(),
        span,
        message: message.to_owned(),
        hint: None,
    }
}

/// The messages of a file, and what is wrong with each by itself.
pub(super) fn definitions(file: &SourceFile, lang: Lang) -> (Vec<Defined>, Vec<Problem>) {
    let resource = match parse(file.text.as_str()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let (mut defined, mut problems) = (Vec::new(), Vec::new());
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut reader = Reader { file, variables: BTreeSet::new(), problems: &mut problems };
        if let Some(pattern) = &message.value {
            reader.pattern(pattern);
        }
        let variables = reader.variables;
        let stub = message.value.as_ref().is_some_and(is_stub);
        defined.push(Defined { lang, id: name(file, message), variables, stub });
    }
    (defined, problems)
}

fn is_stub(pattern: &Pattern<&str>) -> bool {
    matches!(&pattern.elements[..], [PatternElement::Placeable {
        expression: Expression::Inline(InlineExpression::MessageReference { id, attribute: None }),
    }] if id.name == STUB)
}

fn name(file: &SourceFile, message: &Message<&str>) -> At<String> {
    let span = span_of(file, message.id.name);
    At { value: message.id.name.to_owned(), path: file.path.as_str().into(), span }
}

/// Where a slice of the file's text stands in it.
fn span_of(file: &SourceFile, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(file.text.as_ptr() as usize);
    start..start + part.len()
}

struct Reader<'r> {
    file: &'r SourceFile,
    variables: BTreeSet<String>,
    problems: &'r mut Vec<Problem>,
}

impl Reader<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                // What only chooses a variant, such as a plural, may differ between languages.
                if !matches!(selector, InlineExpression::VariableReference { .. }) {
                    self.inline(selector);
                }
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { id, arguments } => {
                arguments.positional.iter().for_each(|argument| self.inline(argument));
                let known = id.name == "DATE" && arguments.named.iter().all(|named| {
                    let style = matches!(named.value, InlineExpression::StringLiteral { value } if DATE_STYLES.contains(&value));
                    named.name.name == "style" && style
                });
                if !known {
                    self.add(
                        id.name,
                        "only DATE($fact, style: \"long\", \"weekday\" or \"day-month\") can be called here",
                    );
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }

    /// Facts are written once, in `faq/`: text holds no link, telephone number or date.
    fn text(&mut self, text: &str) {
        let digits = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or_default();
        if digits >= 4 || text.contains("://") || text.contains("www.") {
            self.add(text, "a fact is written out here");
        }
    }

    fn add(&mut self, part: &str, message: &str) {
        let problem = syntax(self.file, span_of(self.file, part), message);
        self.problems.push(problem.hint("write it as a typed fact in faq/ and use { $fact }"));
    }
}
