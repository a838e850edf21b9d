//! How files become knowledge that answers can be made of: read, checked and trained as
//! one step; nothing half valid leaves this module.

mod check;
pub mod decide;
mod effect;
mod git;
mod land;
mod learnt;
mod live;
mod origin;
mod propose;
mod revision;
mod texts;
mod waiting;
mod watch;
mod write;

use std::io;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::faq::{self, Faq};
use crate::l10n::{Catalog, NoData};
use crate::matching::Judge;
use crate::source::{Problem, Severity, SourceFile};

pub use check::Checked;
pub use effect::{Trial, Unmeasured};
pub use git::{Hold, NoCommit};
pub use land::{Aground, Landed, Landing};
pub use learnt::Learnt;
pub use live::{Broken, Live, Mistake, State};
pub use origin::Origin;
pub use propose::{FileEdit, Unfit, edited, edits, patch};
pub use texts::{TEXTS, accept};
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
    /// A revision of a git work tree cannot be had.
    #[error("git does not give {0}: {1}")]
    Revision(String, String),
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
        let hash = fit_hash(files);
        let (parts, problems) = read(files, learnt.is_of(&hash))?;
        let errors: Vec<Problem> =
            problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
        let Some((faq, catalog)) = parts.filter(|_| errors.is_empty()) else {
            return Err(LoadError::Broken(errors));
        };
        let judge = learnt.train(&faq, &hash);
        Ok(Knowledge { faq, catalog, judge, version: version_of(files) })
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
    read(files, false)
}

fn read(files: &[SourceFile], fitted: bool) -> Result<(Parts, Vec<Problem>), LoadError> {
    let (locales, topics): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|file| file.path.starts_with("locales/"));
    let (faq, mut problems) = if fitted { faq::read_fitted(&topics) } else { faq::read(&topics) };
    let (catalog, found) = Catalog::read(&locales)?;
    problems.extend(found);
    problems.extend(faq.iter().flat_map(|faq| catalog.check(faq)));
    Ok((faq.map(|faq| (faq, catalog)), problems))
}

/// The hash that a fit is made from: all of `faq/` but the fit itself, and what no
/// judgement rests on.
pub fn fit_hash(files: &[SourceFile]) -> String {
    let apart = |path: &str| {
        let files = ["faq/fit.toml", "faq/contacts.toml", "faq/checks.toml", texts::TEXTS];
        files.contains(&path) || path.starts_with("faq/replies/")
    };
    hash(files, |path| path.starts_with("faq/") && !apart(path))
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
