//! The answers of the next year: what each topic says on every day, in both languages, as
//! Telegram would get it. Renders only what no other day has said: a text without days left
//! reads the same until its phase ends.

use std::collections::BTreeSet;

use super::Catalog;
use super::check::{MAX_ANSWER, length};
use crate::clock::{Date, day_after, days_between};
use crate::faq::{Faq, Phase, Topic};
use crate::lang::Lang;
use crate::source::Problem;

/// How far ahead is looked, in days.
const AHEAD: usize = 365;
/// A phase that ends within so many days is worth a look.
const SOON: i64 = 30;

impl Catalog {
    /// What will be wrong on some day of the year that begins with `today`. For knowledge
    /// without errors: what never renders is reported by [`Catalog::check`].
    pub fn check_year(&self, faq: &Faq, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        for topic in &faq.topics {
            problems.extend(about_phases(topic, today));
            let mut said = BTreeSet::new();
            let days = std::iter::successors(Some(today), |day| day_after(*day)).take(AHEAD);
            for day in days {
                let saying = topic.saying(day);
                if said.insert((saying.say, saying.days_left, faq.notice(topic, day))) {
                    problems
                        .extend(Lang::ALL.into_iter().filter_map(|lang| self.fault(faq, topic, lang, day)));
                }
            }
        }
        problems
    }

    /// What is wrong with an answer on a day.
    fn fault(&self, faq: &Faq, topic: &Topic, lang: Lang, day: Date) -> Option<Problem> {
        let saying = topic.saying(day);
        let place = &topic.answer.iter().find(|phase| phase.say.value == saying.say)?.say;
        let args = self.facts(lang, &topic.facts, &topic.contacts, saying.days_left);
        let (_, errors) = self.try_words(lang, saying.say, &args)?;
        if let Some(error) = errors.first() {
            let message = format!("`{}` in `{lang}` does not render on {day}: {error}", saying.say);
            return Some(place.error("does-not-render", message));
        }
        let length = length(&self.answer(faq, lang, topic, day));
        (length > MAX_ANSWER).then(|| {
            let message = format!(
                "`{}` in `{lang}` is {length} characters long on {day}, with its source; Telegram takes {MAX_ANSWER}",
                saying.say
            );
            place.error("answer-too-long", message)
        })
    }
}

/// Phases that end soon, and answers whose phases have all ended.
fn about_phases(topic: &Topic, today: Date) -> Vec<Problem> {
    let dated = || topic.answer.iter().filter(|phase| phase.has_date());
    let left = |phase: &Phase| phase.when.over().map(|over| days_between(today, over));
    if dated().count() > 0 && dated().all(|phase| left(phase).is_some_and(|days| days <= 0)) {
        let past = topic.place.warning("all-phases-past", format!("every date of `{}` has passed", topic.id));
        return vec![past.hint("give its fact a new date, or keep only the last text")];
    }
    let soon =
        dated().filter_map(|phase| Some((phase, left(phase).filter(|days| (1..=SOON).contains(days))?)));
    let warn = |(phase, days): (&Phase, i64)| {
        let message = format!("`{}` is said for {days} more day(s) only", phase.say.value);
        phase.say.warning("ends-soon", message).hint("read what is said after it, in both languages")
    };
    soon.map(warn).collect()
}
