//! Patterns that speak for a topic: each compiles, is bounded, and matches its own topic
//! only. It may not weigh a match.

use regex::{RegexBuilder, RegexSet};

use super::fields::Problems;
use super::read::{Raw, RawTopic};
use super::{Phrase, Topic};
use crate::parallel::in_parallel;
use crate::source::At;
use crate::text::fold;

/// Bound on a compiled pattern, in bytes.
const MAX_PATTERN: usize = 1 << 20;

/// Whether the pattern is fit to be used; what is wrong with it is noted.
fn compiles(pattern: &At<String>, problems: &Problems) -> bool {
    match RegexBuilder::new(&pattern.value).size_limit(MAX_PATTERN).build() {
        Ok(regex) if regex.is_match("") => {
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
    // Should they not fit together, each by itself is sound.
    let Ok(set) = RegexSet::new(patterns.iter().map(|(_, pattern)| &pattern.value)) else { return };
    let mut own = vec![false; patterns.len()];
    let mut strange: Vec<Option<(&str, &str)>> = vec![None; patterns.len()];
    let lines: Vec<(&str, &Phrase)> = asked.chain(never).collect();
    let matches = in_parallel(&lines, |part| {
        part.iter().map(|(_, line)| set.matches(&fold(&line.text)).into_iter().collect::<Vec<_>>()).collect()
    });
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
