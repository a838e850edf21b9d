//! Patterns that speak for a topic: each compiles, is bounded, and matches its own topic
//! only. The one home of regular expressions. It may not weigh a match.

use regex::bytes::{RegexBuilder, RegexSet, RegexSetBuilder};

use super::fields::Problems;
use super::read::{Raw, RawTopic};
use super::{Phrase, Topic};
use crate::parallel::in_parallel;
use crate::source::At;
use crate::text::fold;

/// Bound on a compiled pattern, in bytes.
const MAX_PATTERN: usize = 1 << 20;

/// One automaton for many patterns, for folded text. Letters in it are ASCII ones (`\w`, `\b`):
/// with those of all scripts it would be ten times as large, and folded Indonesian and English
/// have no others.
#[derive(Debug)]
pub struct Patterns(RegexSet);

impl Patterns {
    /// Each compiles by itself where the knowledge has no error; should they not fit together,
    /// none matches anything.
    pub fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Patterns {
        let set = RegexSetBuilder::new(patterns).unicode(false).build();
        Patterns(set.unwrap_or_else(|_| RegexSet::empty()))
    }

    /// The places of those that match a folded text.
    pub fn matching(&self, folded: &str) -> Vec<usize> {
        self.0.matches(folded.as_bytes()).into_iter().collect()
    }
}

/// Whether the pattern is fit to be used; what is wrong with it is noted.
fn compiles(pattern: &At<String>, problems: &Problems) -> bool {
    match RegexBuilder::new(&pattern.value).unicode(false).size_limit(MAX_PATTERN).build() {
        Ok(regex) if regex.is_match(b"") => {
            problems.add(pattern.error("regex-matches-nothing", "this pattern matches an empty text"));
            false
        }
        Ok(_) => true,
        Err(error) => {
            let reason = error.to_string();
            let last = reason.lines().last().unwrap_or_default().trim().to_owned();
            problems.add(pattern.error("regex-invalid", format!("this pattern does not compile: {last}")));
            false
        }
    }
}

/// Every pattern must compile, match a phrase of its own topic and none of another's.
pub(super) fn check_patterns(raw: &Raw, topics: &[Topic], problems: &Problems) {
    let asked =
        topics.iter().flat_map(|topic| topic.phrases.iter().map(|phrase| (topic.id.as_str(), phrase)));
    let never = raw
        .nevers
        .iter()
        .flat_map(|never| never.phrases.iter().map(|phrase| ("a `never` line", &phrase.value)));
    let patterns: Vec<(&RawTopic, &At<String>)> = raw
        .topics
        .iter()
        .flat_map(|topic| topic.patterns.iter().map(move |pattern| (topic, pattern)))
        .filter(|(_, pattern)| compiles(pattern, problems))
        .collect();
    let set = Patterns::new(patterns.iter().map(|(_, pattern)| pattern.value.as_str()));
    let mut own = vec![false; patterns.len()];
    let mut strange: Vec<Option<(&str, &str)>> = vec![None; patterns.len()];
    let lines: Vec<(&str, &Phrase)> = asked.chain(never).collect();
    let matches =
        in_parallel(&lines, |part| part.iter().map(|(_, line)| set.matching(&fold(&line.text))).collect());
    for ((owner, phrase), matching) in lines.into_iter().zip(matches) {
        for at in matching {
            match patterns[at].0.id.value == owner {
                true => own[at] = true,
                false => strange[at] = strange[at].or(Some((owner, &phrase.text))),
            }
        }
    }
    for (at, (_, pattern)) in patterns.iter().enumerate() {
        if !own[at] {
            problems.add(pattern.error("regex-unproven", "this pattern matches no phrase of its own topic"));
        }
        if let Some((owner, text)) = strange[at] {
            problems.add(
                pattern.error("regex-overreaches", format!("this pattern also matches {text:?} of {owner}")),
            );
        }
    }
}
