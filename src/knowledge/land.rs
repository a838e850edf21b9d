//! A change into the folder: worked out anew from the files as they are, written whole or
//! not at all, and committed where the folder is a git work tree. What is there already is
//! not written twice, so that a change that was interrupted lands the next time.

use std::io;
use std::path::Path;

use super::git::{Hold, NoCommit, Repository, Standing};
use super::propose::{Unfit, edited, edits};
use super::write::Locked;
use super::{LoadError, Origin, version_of};
use crate::review::{Change, Effect, Hindrance, ProposalNumber};
use crate::source::SourceFile;

/// What is to land.
#[derive(Debug, Clone, Copy)]
pub struct Landing<'l> {
    /// The proposal.
    pub number: ProposalNumber,
    /// Its change.
    pub change: &'l Change,
    /// What it was measured to do.
    pub effect: Option<&'l Effect>,
    /// Whether regressions were seen and do not matter.
    pub anyway: bool,
    /// Who says so, for the commit.
    pub by: Option<&'l str>,
}

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landed {
    /// The files that were changed; none where all of it was there already.
    pub files: Vec<String>,
    /// The commit and its branch, or why there is none.
    pub commit: Result<String, NoCommit>,
}

/// Why it did not land; no file is changed.
#[derive(Debug, thiserror::Error)]
pub enum Aground {
    /// It does not fit the files any more: propose anew.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// It may not land as it is.
    #[error("the change cannot be accepted as it is: {0:?}")]
    Hindered(Hindrance),
    /// The work tree is not ready, or git refused.
    #[error(transparent)]
    Hold(#[from] Hold),
    /// The files cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The files cannot be written.
    #[error("cannot write the knowledge")]
    Write(#[from] io::Error),
}

impl Landing<'_> {
    /// Writes and commits; waits for whoever writes at the moment.
    pub fn land(&self, folder: &Path) -> Result<Landed, Aground> {
        let locked = Locked::wait(folder)?;
        let files = Origin::Folder(folder.to_owned()).files()?;
        let (edits, touched) = edits(self.change, &files)?;
        if !edits.is_empty() {
            let hindrance = Effect::hindrance(self.effect, &version_of(&files), self.anyway);
            hindrance.map_or(Ok(()), |why| Err(Aground::Hindered(why)))?;
        }
        let repository = match Repository::of(folder) {
            Ok(repository) => self.ready(repository, &files, &touched)?,
            Err(why) => Err(why),
        };
        let undo = locked.write(&edits)?;
        let commit = match repository {
            Err(why) => Err(why),
            Ok(repository) => match self.commit(&repository, &touched) {
                Ok(commit) => Ok(commit),
                Err(why) => {
                    undo.run()?;
                    return Err(why.into());
                }
            },
        };
        Ok(Landed { files: edits.into_iter().map(|edit| edit.path).collect(), commit })
    }

    /// The repository, where its files are as they were committed, but for this very change.
    fn ready(
        &self,
        repository: Repository,
        files: &[SourceFile],
        touched: &[String],
    ) -> Result<Result<Repository, NoCommit>, Hold> {
        if repository.is_unfinished() {
            return Err(Hold::Unfinished);
        }
        // What differs from the last commit must be this very change, made before a crash.
        let (mut committed, mut differing) = (files.to_vec(), Vec::new());
        for path in touched {
            let standing = repository.standing(path)?;
            if standing != Standing::Clean {
                committed.retain(|file| file.path != *path);
                differing.push((path, standing == Standing::Untracked));
            }
            if let Standing::Changed(text) = standing {
                committed.push(SourceFile { path: path.clone(), text });
            }
        }
        let ours = edits(self.change, &committed).map(|(edits, _)| edited(&committed, &edits));
        for (path, untracked) in differing {
            let text = |files: &[SourceFile]| {
                let found = files.iter().find(|file| file.path == *path);
                found.map(|file| file.text.replace("\r\n", "\n"))
            };
            match ours.as_deref().ok().and_then(text) == text(files) {
                true => {}
                false if untracked => return Ok(Err(NoCommit::Untracked(path.clone()))),
                false => return Err(Hold::Dirty(path.clone())),
            }
        }
        Ok(Ok(repository))
    }

    fn commit(&self, repository: &Repository, touched: &[String]) -> Result<String, Hold> {
        let mut pending = Vec::new();
        for path in touched {
            if repository.standing(path)? != Standing::Clean {
                pending.push(path.clone());
            }
        }
        match pending.is_empty() {
            true => repository.head(),
            false => {
                repository.commit(&pending, &self.message(), &format!("tanya/proposal-{}", self.number.0))
            }
        }
    }

    fn message(&self) -> String {
        let subject = match self.change {
            Change::Phrase { topic, .. } => format!("Let {topic} be asked in other words"),
            Change::Topic(subject) => format!("Answer a new question: {}", subject.id),
            Change::Never { programme, about, .. } => {
                let about: String = about.chars().take(40).collect();
                format!("Leave a question near to {programme} to people: {about}")
            }
            Change::Edit(edit) => format!("Reword {}", edit.topic),
            Change::Dismiss => "Dismiss questions".to_owned(),
        };
        let by = self.by.map(|name| format!(", accepted by {name}")).unwrap_or_default();
        format!("{subject}\n\nProposal {}{by}; see `tanya proposals show {}`.", self.number.0, self.number.0)
    }
}
