//! How files become knowledge that answers can be made of: read, checked and trained as
//! one step; nothing half valid leaves this module.

pub mod decide;
mod effect;
mod git;
mod land;
mod learnt;
mod live;
mod origin;
mod propose;
mod waiting;
mod watch;
mod write;

use std::io;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::faq::{self, Faq};
use crate::l10n::{Catalog, NoData};
use crate::matching::{Judge, Verdict};
use crate::source::{Problem, Severity, SourceFile};

pub use effect::{Trial, Unmeasured};
pub use git::{Hold, NoCommit};
pub use land::{Aground, Landed, Landing};
pub use learnt::Learnt;
pub use live::{Broken, Live, Mistake, State};
pub use origin::Origin;
pub use propose::{FileEdit, Unfit, edited, edits, patch};
pub use waiting::Waiting;
pub use watch::watch;

/// Everything that answers are made of, of one version.
pub struct Knowledge {
    /// The topics.
    pub faq: Faq,
    /// The words.
    pub catalog: Catalog,
    /// The judgement, trained on the topics.
    pub judge: Judge,
    /// Content hash of all files: replies are logged with it.
    pub version: String,
}

/// Why there is no knowledge.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file or folder cannot be read.
    #[error("cannot read {0}")]
    Read(PathBuf, #[source] io::Error),
    /// The files have errors; `tanya check` shows them all.
    #[error("the knowledge has {} problem(s); run `tanya check`", .0.len())]
    Broken(Vec<Problem>),
    /// The program was built without the data of a language.
    #[error(transparent)]
    NoData(#[from] NoData),
}

impl Knowledge {
    /// Reads, checks and trains, with what was learnt of the copy in the program.
    pub fn load(files: &[SourceFile]) -> Result<Knowledge, LoadError> {
        Knowledge::load_with(files, Learnt::built_in())
    }

    /// Reads, checks and trains. Warnings do not stand in the way.
    pub fn load_with(files: &[SourceFile], learnt: Learnt) -> Result<Knowledge, LoadError> {
        let (parts, problems) = read(files)?;
        let errors: Vec<Problem> =
            problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
        let Some((faq, catalog)) = parts.filter(|_| errors.is_empty()) else {
            return Err(LoadError::Broken(errors));
        };
        let judge = learnt.train(&faq, &fit_hash(files));
        Ok(Knowledge { faq, catalog, judge, version: version_of(files) })
    }

    /// Everything that is wrong with the files; `learnt` as for [`Knowledge::load_with`].
    pub fn check(files: &[SourceFile], learnt: Learnt) -> Result<Vec<Problem>, LoadError> {
        let (parts, mut problems) = read(files)?;
        if let Some((faq, catalog)) = parts {
            problems.extend(fit_due(files, &faq));
            if problems.iter().all(|problem| problem.severity != Severity::Error) {
                let judge = learnt.train(&faq, &fit_hash(files));
                let knowledge = Knowledge { faq, catalog, judge, version: String::new() };
                problems.extend(knowledge.failed_tests());
            }
        }
        problems
            .sort_by(|a, b| (a.severity, &a.path, a.span.start).cmp(&(b.severity, &b.path, b.span.start)));
        Ok(problems)
    }

    /// The `[[test]]` questions that are not answered as they must be.
    fn failed_tests(&self) -> Vec<Problem> {
        let mut failed = Vec::new();
        for topic in &self.faq.topics {
            for test in &topic.tests {
                let judged = self.judge.judge(&test.ask.value);
                if judged.verdict != Verdict::Answer(topic.id.clone()) {
                    let best = judged.ranking.first().map_or("nothing", |hit| hit.topic.as_str());
                    let message =
                        format!("this question is not answered; best is `{best}` with {:.2}", judged.score);
                    failed.push(
                        test.ask.error(message).hint("add a phrase like it, or see `tanya ask --explain`"),
                    );
                }
                let said = test.at.map(|at| topic.saying(at).say);
                if said.is_some_and(|said| said != test.say) {
                    let message =
                        format!("on that day `{}` is said, not `{}`", said.unwrap_or_default(), test.say);
                    failed.push(test.ask.error(message));
                }
            }
        }
        failed
    }
}

/// The content hash of all files.
pub fn version_of(files: &[SourceFile]) -> String {
    hash(files, |_| true)
}

/// Topics and words, where no file of topics has an error.
pub type Parts = Option<(Faq, Catalog)>;

/// What the files say and what is wrong with them, without training on them: for whoever
/// looks at an edit before it is made.
pub fn draft(files: &[SourceFile]) -> Result<(Parts, Vec<Problem>), LoadError> {
    read(files)
}

fn read(files: &[SourceFile]) -> Result<(Parts, Vec<Problem>), LoadError> {
    let (locales, topics): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|file| file.path.starts_with("locales/"));
    let (faq, mut problems) = faq::read(&topics);
    let (catalog, found) = Catalog::read(&locales)?;
    problems.extend(found);
    problems.extend(faq.iter().flat_map(|faq| catalog.check(faq)));
    Ok((faq.map(|faq| (faq, catalog)), problems))
}

/// The hash that a fit is made from: all of `faq/` but the fit itself, and what no
/// judgement rests on.
pub fn fit_hash(files: &[SourceFile]) -> String {
    let apart =
        |path: &str| matches!(path, "faq/fit.toml" | "faq/contacts.toml") || path.starts_with("faq/replies/");
    hash(files, |path| path.starts_with("faq/") && !apart(path))
}

fn fit_due(files: &[SourceFile], faq: &Faq) -> Option<Problem> {
    let current = faq.fit.as_ref().is_some_and(|fit| fit.knowledge == fit_hash(files));
    let file = files.iter().find(|file| file.path == "faq/fit.toml").or(files.first())?;
    (!current).then(|| Problem {
        severity: Severity::Warning,
        path: file.path.clone(),
        span: file.first_line(),
        message: "the judgement was fitted on another version of the knowledge".to_owned(),
        hint: Some("it still holds; run `tanya fit` when the edits are done".to_owned()),
    })
}

/// The first 16 hexadecimal digits of the SHA-256 over paths and texts.
fn hash(files: &[SourceFile], chosen: impl Fn(&str) -> bool) -> String {
    let mut digest = Sha256::new();
    for file in files.iter().filter(|file| chosen(&file.path)) {
        for part in [&file.path, &file.text] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part.as_bytes());
        }
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
