//! What we say to people: the files under `locales/`, one language each, and the only
//! place where a message becomes words. The only module that names Fluent. It may not
//! decide what is said, and never lets an unescaped argument through.

mod args;
mod calendar;
mod card;
mod check;
mod definitions;
mod desk;
mod fixed;
mod format;
mod html;
mod message;
mod say;
mod staff;
mod web;
mod web_office;
mod web_review;
pub mod write;

use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};

pub use format::NoData;
pub use html::Html;
pub use message::Profile;
pub use web::{Fill, Words};

use crate::lang::Lang;
use crate::source::{At, Problem, SourceFile};
use definitions::Defined;
use format::Formats;

/// The words of both languages.
pub struct Catalog {
    languages: [Language; 2],
    /// Every message with its place, for the checks.
    messages: Vec<Defined>,
}

struct Language {
    bundle: FluentBundle<FluentResource>,
    formats: Formats,
}

impl Catalog {
    /// Reads `locales/{id,en}/*.ftl`. Every problem of the files is given; a catalog is
    /// there even so, lacking what is broken.
    pub fn read(files: &[SourceFile]) -> Result<(Catalog, Vec<Problem>), NoData> {
        let mut problems = Vec::new();
        let mut languages = [Language::new(Lang::Id)?, Language::new(Lang::En)?];
        let mut messages = Vec::new();
        for file in files {
            let code = file.path.split('/').nth(1).unwrap_or_default();
            let Some(lang) = Lang::from_code(code).filter(|_| file.path.ends_with(".ftl")) else {
                problems.push(Problem::of_file(
                    file,
                    "stray-file",
                    "this file has no place among the locales",
                ));
                continue;
            };
            let (resource, errors) = match FluentResource::try_new(file.text.clone()) {
                Ok(resource) => (resource, Vec::new()),
                Err((resource, errors)) => (resource, errors),
            };
            problems.extend(
                errors
                    .into_iter()
                    .map(|error| file.at(error.pos).error("fluent-syntax", error.kind.to_string())),
            );
            let (defined, found) = definitions::definitions(file, lang);
            messages.extend(defined);
            problems.extend(found);
            // What is defined twice is told by the checks, with its place; the first stays.
            let _ = languages[index(lang)].bundle.add_resource(resource);
        }
        Ok((Catalog { languages, messages }, problems))
    }

    /// Every message that is the knowledge's and not the program's own, in one spelling and
    /// without comments.
    pub fn texts(&self) -> impl Iterator<Item = (Lang, &At<String>, &str)> {
        let own: BTreeSet<&str> = check::fixed().collect();
        let messages = self.messages.iter().filter(move |defined| !own.contains(defined.id.value.as_str()));
        messages.map(|defined| (defined.lang, &defined.id, defined.text.as_str()))
    }

    fn formats(&self, lang: Lang) -> &Formats {
        &self.languages[index(lang)].formats
    }

    /// A message's words; what Fluent finds wrong comes with them. `None` where the
    /// language has no such message.
    fn try_words(&self, lang: Lang, id: &str, args: &FluentArgs<'_>) -> Option<(String, Vec<FluentError>)> {
        let bundle = &self.languages[index(lang)].bundle;
        let pattern = bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let words = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        Some((words, errors))
    }

    /// A message's words; those of the other language where this one lacks it or fails.
    /// Knowledge that was checked never falls back.
    fn words(&self, lang: Lang, id: &str, args: &FluentArgs<'_>) -> String {
        let sound = |lang| self.try_words(lang, id, args).filter(|(_, errors)| errors.is_empty());
        sound(lang).or_else(|| sound(lang.other())).map(|(words, _)| words).unwrap_or_default()
    }
}

impl Language {
    fn new(lang: Lang) -> Result<Language, NoData> {
        let tag = match lang {
            Lang::Id => unic_langid::langid!("id"),
            Lang::En => unic_langid::langid!("en-GB"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Telegram shows the isolation marks U+2068 and U+2069 as boxes on some phones.
        bundle.set_use_isolating(false);
        // The bundle is new, so no function of that name can be there.
        let _ = bundle.add_function("DATE", args::date_function);
        Ok(Language { bundle, formats: Formats::new(lang)? })
    }
}

fn index(lang: Lang) -> usize {
    usize::from(lang == Lang::En)
}
