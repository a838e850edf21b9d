//! Everything that is wrong with knowledge: what its files say of themselves, and what only
//! shows when it is used: the year ahead, the questions of its tests, topics in each other's
//! way, texts that changed. Loading needs none of the latter and never waits for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::learnt::Unusable;
use super::{Knowledge, Learnt, LoadError, fit_hash, read, texts};
use crate::clock::{Date, days_between};
use crate::faq::{Checks, Faq, Source, Test, Topic, TopicId, place_of};
use crate::matching::{Collision, Collisions, Reach, TOO_MANY, Verdict};
use crate::parallel::in_parallel;
use crate::source::{At, Problem, Severity, SourceFile};

/// Colliding pairs that are told of; `tanya check --collisions` has all.
const WORST: usize = 10;
/// Phrases that are lost by chance.
const FEW: usize = 3;

/// What a check found.
#[derive(Debug, Default)]
pub struct Checked {
    /// What is wrong: errors first, each kind by its place.
    pub problems: Vec<Problem>,
    /// The topics held against each other; `None` where errors stood in the way.
    pub collisions: Option<Arc<Collisions>>,
}

impl Knowledge {
    /// Everything that is wrong with the files on a day; `learnt` as for
    /// [`Knowledge::load_with`].
    pub fn check(files: &[SourceFile], learnt: Learnt, today: Date) -> Result<Checked, LoadError> {
        let (parts, problems) = read(files, false)?;
        let mut checked = Checked { problems, collisions: None };
        if let Some((faq, catalog)) = parts {
            checked.problems.extend(fit_due(files, &faq));
            checked.problems.extend(unusable(files, &learnt));
            if !checked.is_broken() {
                let judge = learnt.train(&faq, &fit_hash(files));
                let knowledge = Knowledge { faq, catalog, judge, version: String::new() };
                knowledge.check_use(files, today, &mut checked);
            }
        }
        checked.problems = allowed(checked.problems, &Checks::of(files), checked.collisions.is_some());
        checked
            .problems
            .sort_by(|a, b| (a.severity, &a.path, a.span.start).cmp(&(b.severity, &b.path, b.span.start)));
        checked.problems.dedup();
        Ok(checked)
    }

    /// What only shows in use.
    fn check_use(&self, files: &[SourceFile], today: Date, checked: &mut Checked) {
        let collisions = self.judge.collisions();
        let problems = &mut checked.problems;
        problems.extend(self.catalog.check_year(&self.faq, today));
        problems.extend(self.stale_sources(today));
        problems.extend(texts::changed(&self.catalog, self.faq.checks.accepted.as_ref(), files));
        problems.extend(self.failed_tests());
        problems.extend(self.unreachable(&collisions));
        problems.extend(colliding(files, &collisions));
        problems.extend(self.same_words(files, &collisions));
        checked.collisions = Some(collisions);
    }

    /// The `[[test]]` questions that are not answered as they must be.
    fn failed_tests(&self) -> Vec<Problem> {
        let tests =
            self.faq.topics.iter().flat_map(|topic| topic.tests.iter().map(move |test| (topic, test)));
        let tests: Vec<(&Topic, &Test)> = tests.collect();
        in_parallel(&tests, |part| part.iter().flat_map(|(topic, test)| self.failed(topic, test)).collect())
    }

    fn failed(&self, topic: &Topic, test: &Test) -> Vec<Problem> {
        let mut failed = Vec::new();
        let judged = self.judge.judge(&test.ask.value);
        if judged.verdict != Verdict::Answer(topic.id.clone()) {
            let best = judged.ranking.first().map_or("nothing", |hit| hit.topic.as_str());
            let message = format!("this question is not answered; best is `{best}` with {:.2}", judged.score);
            let hint = "add a phrase like it, or see `tanya ask --explain`";
            failed.push(test.ask.error("test-fails", message).hint(hint));
        }
        let said = test.at.map(|at| topic.saying(at).say);
        if said.is_some_and(|said| said != test.say) {
            let message = format!("on that day `{}` is said, not `{}`", said.unwrap_or_default(), test.say);
            failed.push(test.ask.error("test-fails", message));
        }
        failed
    }

    /// Sources that nobody has looked at for long.
    fn stale_sources(&self, today: Date) -> Vec<Problem> {
        let sources = self.faq.topics.iter().filter_map(|topic| topic.source.as_ref());
        let distinct: BTreeMap<(&str, usize), &Source> =
            sources.map(|source| ((&*source.place.path, source.place.span.start), source)).collect();
        let most = self.faq.checks.stale_after;
        let warn = |source: &Source| match days_between(source.checked, today) {
            days if days > most => {
                let stale = format!("nobody has checked this source for {days} days");
                let hint = "read it again, mend what changed, and set `checked` to that day";
                Some(source.place.warning("source-stale", stale).hint(hint))
            }
            days if days < 0 => {
                let early = format!("this source was checked on {}, which is still to come", source.checked);
                Some(source.place.warning("source-from-the-future", early))
            }
            _ => None,
        };
        distinct.into_values().filter_map(warn).collect()
    }

    fn unreachable(&self, collisions: &Collisions) -> Vec<Problem> {
        let lost = |reach: &&Reach| reach.phrases >= FEW && reach.back * 2 < reach.phrases;
        let warn = |reach: &Reach| {
            let Reach { topic, phrases, back } = reach;
            let message = format!(
                "of the {phrases} phrases of `{topic}` only {back} come back to it, each judged without itself"
            );
            let place = &self.faq.topic(topic)?.place;
            Some(
                place
                    .warning("unreachable-topic", message)
                    .hint("see `tanya check --collisions`; is it a topic of its own?"),
            )
        };
        collisions.topics.iter().filter(lost).filter_map(warn).collect()
    }

    /// Phrases that no line settles, since one of another topic says the same words.
    fn same_words(&self, files: &[SourceFile], collisions: &Collisions) -> Vec<Problem> {
        let mut problems = Vec::new();
        for same in &collisions.same {
            let Some(place) = line(files, &same.phrase) else { continue };
            let verdict = self.judge.judge(&same.phrase).verdict;
            let whose = |topic: &Option<TopicId>| {
                topic
                    .as_ref()
                    .map_or_else(|| "a `never` line".to_owned(), |topic| format!("a phrase of `{topic}`"))
            };
            problems.push(
                match (&same.topic, verdict) {
                    (None, Verdict::Answer(topic)) => {
                        let message = format!("this line must not be answered, and `{topic}` answers it");
                        place.error("never-line-answered", message)
                    }
                    _ => {
                        let message = format!("in standard spelling this is also {}", whose(&same.other));
                        place.warning("same-words", message)
                    }
                }
                .hint("say in one of the two what it is about"),
            );
        }
        problems
    }
}

impl Checked {
    /// Whether the knowledge does not load.
    pub fn is_broken(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many problems there are of a kind.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

/// The pairs of topics that take too much from each other.
fn colliding(files: &[SourceFile], collisions: &Collisions) -> Vec<Problem> {
    let phrases = |topic: &TopicId| {
        collisions.topics.iter().find(|reach| reach.topic == *topic).map_or(0, |reach| reach.phrases)
    };
    let loses = |pair: &Collision, side: usize| {
        let (topic, lost) = (&pair.topics[side], pair.lost[side]);
        let share = lost as f32 / phrases(topic).max(1) as f32;
        if lost < FEW || share <= TOO_MANY {
            return None;
        }
        let rival = &pair.topics[1 - side];
        let worst = pair.blamed.iter().find(|stray| stray.topic == *topic)?;
        let message = format!(
            "`{topic}` loses {lost} of its {} phrases to `{rival}`, each judged without itself; this one most",
            phrases(topic)
        );
        let hint = "`tanya check --collisions` lists them: say in each what sets the two apart, or move it";
        Some(line(files, &worst.phrase)?.warning("colliding-topics", message).hint(hint))
    };
    let sides = collisions.pairs.iter().flat_map(|pair| [loses(pair, 0), loses(pair, 1)]);
    sides.flatten().take(WORST).collect()
}

/// Where a phrase or never line stands.
fn line(files: &[SourceFile], phrase: &str) -> Option<At<()>> {
    let topics =
        files.iter().filter(|file| file.path.starts_with("faq/") && file.path.matches('/').count() == 2);
    topics.filter(|file| !file.path.starts_with("faq/lexicon/")).find_map(|file| place_of(file, phrase))
}

/// The problems without those that are meant; where the check went `through`, also what is
/// meant for nothing.
fn allowed(problems: Vec<Problem>, checks: &Checks, through: bool) -> Vec<Problem> {
    let allows = |problem: &Problem, rule: &At<String>| {
        problem.severity == Severity::Warning && problem.rule == rule.value
    };
    let (meant, mut rest): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| checks.allow.iter().any(|(rule, _)| allows(problem, rule)));
    for (rule, _) in checks.allow.iter().filter(|_| through) {
        if !meant.iter().any(|problem| allows(problem, rule)) {
            let idle = rule.warning("allowed-for-nothing", format!("nothing breaks `{}`", rule.value));
            rest.push(idle.hint("take it out, so that the next time it is told"));
        }
    }
    rest
}

fn unusable(files: &[SourceFile], learnt: &Learnt) -> Vec<Problem> {
    let Some(file) = fit_of(files) else { return Vec::new() };
    let warn = |unusable: &Unusable| {
        let hint = "nothing is lost, but every start works it out anew; run `tanya fit`";
        file.all().warning("learnt-unusable", unusable.to_string()).hint(hint)
    };
    learnt.unusable.iter().map(warn).collect()
}

/// The record of the fit, or what stands for it.
fn fit_of(files: &[SourceFile]) -> Option<&SourceFile> {
    files.iter().find(|file| file.path == "faq/fit.toml").or(files.first())
}

fn fit_due(files: &[SourceFile], faq: &Faq) -> Option<Problem> {
    let current = faq.fit.as_ref().is_some_and(|fit| fit.knowledge == fit_hash(files));
    let file = fit_of(files)?;
    (!current).then(|| {
        file.all()
            .warning("fit-out-of-date", "the judgement was fitted on another version of the knowledge")
            .hint("it still holds; run `tanya fit` when the edits are done")
    })
}
