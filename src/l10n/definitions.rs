//! The messages of a locale file as it defines them, and what is wrong with each by itself:
//! a fact that is written out, a function that is none, a variant that is never chosen. It
//! may not know who says a message.

use std::collections::BTreeSet;
use std::ops::Range;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, Variant, VariantKey,
};
use fluent_syntax::parser::parse;
use fluent_syntax::serializer::serialize;

use super::args::DATE_STYLES;
use crate::lang::Lang;
use crate::source::{At, Problem, SourceFile};

/// The message that stands in for an answer.
const STUB: &str = "answer-missing";
/// The plural categories that neither Indonesian nor English has.
const STRANGE: [&str; 4] = ["zero", "two", "few", "many"];

/// A message as its file defines it.
pub(super) struct Defined {
    pub lang: Lang,
    pub id: At<String>,
    /// What it shows besides words: variables, terms, and figures that are written out.
    pub shows: BTreeSet<String>,
    /// Whether it only says that the answer is not written yet.
    pub stub: bool,
    /// Itself in one spelling, without comments.
    pub text: String,
}

/// The messages of a file, and what is wrong with each by itself.
pub(super) fn definitions(file: &SourceFile, lang: Lang) -> (Vec<Defined>, Vec<Problem>) {
    let resource = match parse(file.text.as_str()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let (mut defined, mut problems) = (Vec::new(), Vec::new());
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut reader = Reader { file, lang, shows: BTreeSet::new(), problems: &mut problems };
        if let Some(pattern) = &message.value {
            reader.pattern(pattern);
        }
        let shows = reader.shows;
        let stub = message.value.as_ref().is_some_and(is_stub);
        defined.push(Defined { lang, id: name(file, message), shows, stub, text: text(message) });
    }
    (defined, problems)
}

fn text(message: &Message<&str>) -> String {
    let alone = Message { comment: None, ..message.clone() };
    serialize(&Resource { body: vec![Entry::Message(alone)] })
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
    lang: Lang,
    shows: BTreeSet<String>,
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
                for variant in variants {
                    self.variant(variant);
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.shows.insert(format!("${}", id.name));
            }
            InlineExpression::TermReference { id, .. } => {
                self.shows.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { id, arguments } => {
                arguments.positional.iter().for_each(|argument| self.inline(argument));
                let known = id.name == "DATE" && arguments.named.iter().all(|named| {
                    let style = matches!(named.value, InlineExpression::StringLiteral { value } if DATE_STYLES.contains(&value));
                    named.name.name == "style" && style
                });
                if !known {
                    let message =
                        "only DATE($fact, style: \"long\", \"weekday\" or \"day-month\") can be called here";
                    self.add(
                        "unknown-function",
                        id.name,
                        message,
                        "write what changes as a typed fact in faq/",
                    );
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }

    /// Facts are written once, in `faq/`: text holds no link, telephone number or date.
    fn text(&mut self, text: &str) {
        let figures = || text.split(|c: char| !c.is_ascii_digit()).filter(|figure| !figure.is_empty());
        self.shows.extend(figures().map(str::to_owned));
        if figures().any(|figure| figure.len() >= 4) || text.contains("://") || text.contains("www.") {
            let hint = "write it as a typed fact in faq/ and use { $fact }";
            self.add("fact-written-out", text, "a fact is written out here", hint);
        }
    }

    /// Indonesian has one form for every number; English has two.
    fn variant(&mut self, variant: &Variant<&str>) {
        let VariantKey::Identifier { name } = variant.key else { return };
        if STRANGE.contains(&name) || (name == "one" && self.lang == Lang::Id) {
            let message = format!("`[{name}]` is never chosen in `{}`", self.lang);
            self.add("variant-never-chosen", name, &message, "take it out, or write the number: `[1]`");
        }
    }

    fn add(&mut self, rule: &'static str, part: &str, message: &str, hint: &str) {
        let problem = self.file.at(span_of(self.file, part)).error(rule, message);
        self.problems.push(problem.hint(hint));
    }
}
