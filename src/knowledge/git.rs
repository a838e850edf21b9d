//! The knowledge folder as a git work tree: what was accepted becomes a commit of exactly
//! the files that it changed, on the branch that the folder is on, since that branch is what
//! is live. Nobody else's work is swept in: neither what is staged, nor what others changed
//! in the same files. It may not read knowledge.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder in a git work tree.
pub struct Repository {
    folder: PathBuf,
}

/// Why nothing is committed: the files are changed even so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCommit {
    /// The folder is in no work tree.
    #[error("the folder is no git work tree")]
    NoWorkTree,
    /// There is no `git` on the PATH.
    #[error("there is no `git` command here")]
    NoGit,
    /// These files were never committed.
    #[error("{0} is not kept in git")]
    Untracked(String),
    /// Git does not want to work here, in its own words.
    #[error("git says: {0}")]
    Unwilling(String),
}

/// Why nothing may be changed now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Hold {
    /// Somebody's work on a file that would be changed is not committed.
    #[error("{0} has changes that are not committed; commit them or put them away (git stash), then accept")]
    Dirty(String),
    /// A merge, a rebase or the like is not finished.
    #[error("a merge or a rebase is under way in this folder; finish it first")]
    Unfinished,
    /// Git would not commit, in its own words or a hook's.
    #[error("git did not commit: {0}")]
    Refused(String),
}

/// How a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// As it was committed, or not there at all.
    Clean,
    /// Otherwise than it was committed: as this.
    Changed(String),
    /// It is there and was never committed.
    Untracked,
}

impl Repository {
    /// The work tree that a folder is in.
    pub fn of(folder: &Path) -> Result<Repository, NoCommit> {
        let repository = Repository { folder: folder.to_owned() };
        match repository.ask(&["rev-parse", "--is-inside-work-tree"]) {
            Ok(Ok(inside)) if inside.trim() == "true" => Ok(repository),
            Ok(Ok(_)) => Err(NoCommit::NoWorkTree),
            // Git's own words for it, in the language that `ask` makes it speak.
            Ok(Err(said)) if said.contains("not a git repository") => Err(NoCommit::NoWorkTree),
            Ok(Err(said)) => Err(NoCommit::Unwilling(first_line(&said))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(NoCommit::NoGit),
            Err(error) => Err(NoCommit::Unwilling(error.to_string())),
        }
    }

    /// Whether something is half done: a commit now would become part of it.
    pub fn is_unfinished(&self) -> bool {
        ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"].iter().any(|mark| {
            let place = self.ask(&["rev-parse", "--git-path", mark]);
            place.ok().and_then(Result::ok).is_some_and(|place| self.folder.join(place.trim()).exists())
        })
    }

    /// How a file stands against the last commit.
    pub fn standing(&self, path: &str) -> Result<Standing, Hold> {
        let committed = self.run(&["ls-tree", "--name-only", "HEAD", "--", path]);
        let there = self.folder.join(path).exists();
        match committed {
            // No commit yet, or not of this file.
            Err(_) if there => return Ok(Standing::Untracked),
            Ok(names) if names.trim().is_empty() && there => return Ok(Standing::Untracked),
            _ => {}
        }
        if self.run(&["status", "--porcelain", "--", path])?.trim().is_empty() {
            return Ok(Standing::Clean);
        }
        Ok(Standing::Changed(self.run(&["show", &format!("HEAD:./{path}")]).unwrap_or_default()))
    }

    /// Commits these files as they are, and nothing else; `fresh` is the branch for a folder
    /// that is on none. Says where it went: the commit and its branch.
    pub fn commit(&self, paths: &[String], message: &str, fresh: &str) -> Result<String, Hold> {
        let detached = self.run(&["symbolic-ref", "--quiet", "HEAD"]).is_err();
        if detached {
            self.run(&["checkout", "--quiet", "-b", fresh])?;
        }
        // Only names of new files go into the index, so that `--only` knows them.
        let new: Vec<&str> = paths
            .iter()
            .map(String::as_str)
            .filter(|path| self.run(&["ls-files", "--error-unmatch", "--", path]).is_err())
            .collect();
        let committed = self.stage(&new).and_then(|()| {
            let mut args = vec!["commit", "--quiet", "--only", "-m", message, "--"];
            args.extend(paths.iter().map(String::as_str));
            self.run(&args)
        });
        if let Err(why) = committed {
            self.take_back(&new, detached.then_some(fresh));
            return Err(why);
        }
        self.head()
    }

    /// The last commit and its branch.
    pub fn head(&self) -> Result<String, Hold> {
        let hash = self.run(&["rev-parse", "--short", "HEAD"])?;
        let branch = self.run(&["rev-parse", "--abbrev-ref", "HEAD"])?;
        Ok(format!("{} on {}", hash.trim(), branch.trim()))
    }

    fn stage(&self, new: &[&str]) -> Result<(), Hold> {
        if new.is_empty() {
            return Ok(());
        }
        let mut args = vec!["add", "--intent-to-add", "--"];
        args.extend(new);
        self.run(&args).map(drop)
    }

    /// Leaves the index and the branch as they were before a commit that failed.
    fn take_back(&self, new: &[&str], fresh: Option<&str>) {
        if !new.is_empty() {
            let mut args = vec!["reset", "--quiet", "--"];
            args.extend(new);
            drop(self.run(&args));
        }
        if let Some(fresh) = fresh {
            drop(self.run(&["checkout", "--quiet", "--detach"]));
            drop(self.run(&["branch", "--quiet", "-D", fresh]));
        }
    }

    fn run(&self, args: &[&str]) -> Result<String, Hold> {
        match self.ask(args) {
            Ok(Ok(said)) => Ok(said),
            Ok(Err(said)) => Err(Hold::Refused(said.trim().to_owned())),
            Err(error) => Err(Hold::Refused(error.to_string())),
        }
    }

    /// What git says: its output, or its complaint where it fails.
    fn ask(&self, args: &[&str]) -> io::Result<Result<String, String>> {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.folder).arg("--literal-pathspecs").args(args).stdin(Stdio::null());
        // Whoever calls us from a hook has set these for another repository or index.
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            git.env_remove(variable);
        }
        git.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        if args.first() == Some(&"commit") && !self.has_identity()? {
            for role in ["AUTHOR", "COMMITTER"] {
                git.env(format!("GIT_{role}_NAME"), "tanya")
                    .env(format!("GIT_{role}_EMAIL"), "tanya@localhost");
            }
        }
        let output = git.output()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(match output.status.success() {
            true => Ok(text(&output.stdout)),
            // A hook may complain on either.
            false => Err(format!("{}{}", text(&output.stderr), text(&output.stdout))),
        })
    }

    /// Whether git knows whose commits these are.
    fn has_identity(&self) -> io::Result<bool> {
        Ok(self.ask(&["var", "GIT_COMMITTER_IDENT"])?.is_ok()
            && self.ask(&["var", "GIT_AUTHOR_IDENT"])?.is_ok())
    }
}

fn first_line(said: &str) -> String {
    said.lines().next().unwrap_or_default().trim().to_owned()
}
