//! What a change does, measured on the files as they are: what `tanya check` would find,
//! how unseen lines and logged questions are judged, and whether the questions that led to it
//! are answered. It takes seconds and a processor; nothing is written.

use super::propose::{FileEdit, Unfit, edited, edits};
use super::{Knowledge, Learnt, LoadError, version_of};
use crate::clock::Date;
use crate::evaluation::{Drift, Moved};
use crate::faq::{Faq, TopicId};
use crate::matching::{Fared, HeldLine, HeldOut, Judge, PARTS, Quality, Verdict};
use crate::review::{Blame, Change, Drifted, Effect, Finding, Now, Scores, Shift};
use crate::source::{Problem, Severity, SourceFile};

/// Lines that are named; the others are counted.
const NAMED: usize = 20;

/// What is measured.
#[derive(Debug, Clone, Copy)]
pub struct Trial<'t> {
    /// The files as they are.
    pub files: &'t [SourceFile],
    /// What was learnt of them.
    pub learnt: &'t Learnt,
    /// The change.
    pub change: &'t Change,
    /// The questions that led to it.
    pub questions: &'t [String],
    /// Questions that were asked, answered or not.
    pub logged: &'t [String],
    /// The day on which the files are checked.
    pub today: Date,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum Unmeasured {
    /// The change does not fit the files.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The files cannot be loaded as they are.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl Trial<'_> {
    /// Measures; `progress` hears of parts done and of how many there are.
    pub fn run(&self, mut progress: impl FnMut(usize, usize) + Send) -> Result<Effect, Unmeasured> {
        let (edits, _) = edits(self.change, self.files)?;
        let after_files = edited(self.files, &edits);
        let mut effect = Effect { knowledge: version_of(self.files), ..Effect::default() };
        effect.findings = self.findings(&after_files, &edits)?;
        if effect.errors() > 0 {
            return Ok(effect);
        }
        let before = Knowledge::load_with(self.files, self.learnt.clone())?;
        let after = Knowledge::load_with(&after_files, self.learnt.clone())?;
        effect.questions = self.questions.iter().map(|question| self.now(&after.judge, question)).collect();
        effect.collisions = collisions(&before.judge, &after.judge);
        let pair = [(&before.judge, &before.faq), (&after.judge, &after.faq)];
        let parts = pair.len() * PARTS + 1;
        let held =
            Judge::held_out(&pair, self.programme(&after.faq).as_deref(), |done| progress(done, parts));
        if let [before, after] = &held[..] {
            effect.quality = Some(shift(before, after));
        }
        let drift = Drift::of(self.logged, &before.judge, &after.judge, |_, _| {});
        effect.judged = drift.counts.values().sum();
        effect.regressions = drift.regressions().count();
        effect.drift = drift.moved.iter().take(NAMED).map(drifted).collect();
        effect.changed = drift.moved.len();
        progress(parts, parts);
        Ok(effect)
    }

    /// The programme that the change is about.
    fn programme(&self, faq: &Faq) -> Option<String> {
        match self.change {
            Change::Never { programme, .. } => Some(programme.clone()),
            change => Some(faq.topic(&TopicId::new(change.topic()?))?.programme.clone()),
        }
    }

    /// What is wrong with the changed files and was not wrong before.
    fn findings(&self, after: &[SourceFile], edits: &[FileEdit]) -> Result<Vec<Finding>, LoadError> {
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let known = Knowledge::check(self.files, self.learnt.clone(), self.today)?.problems;
        let same = |a: &Problem, b: &Problem| a.path == b.path && a.message == b.message;
        let problems = Knowledge::check(after, self.learnt.clone(), self.today)?.problems;
        let new = problems.iter().filter(|problem| {
            // True of every change; both wait until the edits are done.
            let due = ["fit-out-of-date", "texts-not-accepted"].contains(&problem.rule);
            !due && !known.iter().any(|known| same(known, problem))
        });
        Ok(new.map(|problem| finding(problem, after)).collect())
    }

    /// What becomes of a question that led to the change.
    fn now(&self, judge: &Judge, question: &str) -> Now {
        let answer = match judge.judge(question).verdict {
            Verdict::Answer(topic) => Some(topic.as_str().to_owned()),
            _ => None,
        };
        let wanted = answer.as_deref() == self.change.topic();
        Now { text: question.to_owned(), answer, wanted }
    }
}

fn drifted(moved: &Moved) -> Drifted {
    let word = |verdict: &Verdict| match verdict {
        Verdict::Answer(topic) => topic.as_str().to_owned(),
        Verdict::Unsure(_) => "buttons".to_owned(),
        Verdict::Unknown => "ticket".to_owned(),
    };
    Drifted {
        text: moved.question.clone(),
        before: word(&moved.before),
        after: word(&moved.after),
        worse: moved.change().is_regression(),
    }
}

fn finding(problem: &Problem, files: &[SourceFile]) -> Finding {
    let file = files.iter().find(|file| file.path == problem.path);
    Finding {
        error: problem.severity == Severity::Error,
        file: problem.path.clone(),
        line: file.map_or(1, |file| file.position(problem.span.start).0),
        message: problem.message.clone(),
        hint: problem.hint.clone(),
    }
}

/// Phrases that another topic would get now, and would not have got before.
fn collisions(before: &Judge, after: &Judge) -> Vec<Blame> {
    let after = after.collisions();
    let new = after.new_since(&before.collisions()).into_iter().take(NAMED);
    new.map(|stray| Blame {
        phrase: stray.phrase.clone(),
        topic: stray.topic.as_str().to_owned(),
        rival: stray.rival.as_str().to_owned(),
    })
    .collect()
}

fn shift(before: &HeldOut, after: &HeldOut) -> Shift {
    let changed = before.changed(after);
    let right = |line: &HeldLine| line.fared == Fared::Right;
    let lost: Vec<&str> = changed
        .iter()
        .filter(|(before, after)| right(before) && !right(after))
        .map(|(_, after)| after.text.as_str())
        .collect();
    Shift {
        before: scores(&before.quality()),
        after: scores(&after.quality()),
        lost_count: lost.len(),
        won_count: changed.iter().filter(|(before, after)| !right(before) && right(after)).count(),
        lost: lost.into_iter().take(NAMED).map(str::to_owned).collect(),
    }
}

fn scores(quality: &Quality) -> Scores {
    Scores { first: quality.first, answered: quality.answered, silent: quality.silent }
}
