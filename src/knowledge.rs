//! Where the knowledge comes from and how it becomes usable: a folder that holds `faq/`
//! and `locales/`, or the copy compiled into the program. Reads, checks and trains as
//! one step; nothing half valid leaves this module.

use std::path::{Path, PathBuf};
use std::{fs, io};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::faq::{self, Faq};
use crate::l10n::{Catalog, NoData};
use crate::matching::{Judge, Verdict};
use crate::source::{Problem, Severity, SourceFile};

static FAQ: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/faq");
static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// A file larger than this is no file of knowledge, in bytes.
const MAX_FILE: u64 = 4 << 20;

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

/// Where the files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A folder with `faq/` and `locales/` in it.
    Folder(PathBuf),
    /// The copy in the program.
    BuiltIn,
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

impl Origin {
    /// The folder that was asked for; else the current folder where it holds both `faq/`
    /// and `locales/`; else the copy in the program.
    pub fn choose(asked: Option<&Path>) -> Origin {
        let here = Path::new(".");
        match asked {
            Some(folder) => Origin::Folder(folder.to_owned()),
            None if here.join("faq").is_dir() && here.join("locales").is_dir() => {
                Origin::Folder(here.to_owned())
            }
            None => Origin::BuiltIn,
        }
    }

    /// All files, in the order of their paths.
    pub fn files(&self) -> Result<Vec<SourceFile>, LoadError> {
        let mut files = Vec::new();
        match self {
            Origin::BuiltIn => {
                built_in(&FAQ, "faq", &mut files);
                built_in(&LOCALES, "locales", &mut files);
            }
            Origin::Folder(folder) => {
                for part in ["faq", "locales"] {
                    walk(&folder.join(part), part, &mut files)?;
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }
}

fn built_in(dir: &Dir<'_>, root: &str, files: &mut Vec<SourceFile>) {
    for file in dir.files() {
        let path = format!("{root}/{}", file.path().to_string_lossy().replace('\\', "/"));
        files.extend(file.contents_utf8().map(|text| SourceFile { path, text: text.to_owned() }));
    }
    dir.dirs().for_each(|inner| built_in(inner, root, files));
}

/// Files below `folder`, hidden ones left out; `below` is their path in the knowledge.
fn walk(folder: &Path, below: &str, files: &mut Vec<SourceFile>) -> Result<(), LoadError> {
    let read = |error| LoadError::Read(folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(read)? {
        let entry = entry.map_err(read)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (full, path) = (entry.path(), format!("{below}/{name}"));
        if name.starts_with('.') {
            continue;
        }
        if full.is_dir() {
            walk(&full, &path, files)?;
        } else {
            let text = read_text(&full).map_err(|error| LoadError::Read(full, error))?;
            files.push(SourceFile { path, text });
        }
    }
    Ok(())
}

fn read_text(path: &Path) -> io::Result<String> {
    if fs::metadata(path)?.len() > MAX_FILE {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than a file of knowledge can be"));
    }
    fs::read_to_string(path)
}

impl Knowledge {
    /// Reads, checks and trains. Warnings do not stand in the way.
    pub fn load(files: &[SourceFile]) -> Result<Knowledge, LoadError> {
        let (parts, problems) = read(files)?;
        let errors: Vec<Problem> =
            problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
        let Some((faq, catalog)) = parts.filter(|_| errors.is_empty()) else {
            return Err(LoadError::Broken(errors));
        };
        let judge = Judge::train(&faq);
        Ok(Knowledge { faq, catalog, judge, version: hash(files, |_| true) })
    }

    /// Everything that is wrong with the files, and the knowledge where nothing is an error.
    pub fn check(files: &[SourceFile]) -> Result<Vec<Problem>, LoadError> {
        let (parts, mut problems) = read(files)?;
        if let Some((faq, catalog)) = parts {
            problems.extend(fit_due(files, &faq));
            if problems.iter().all(|problem| problem.severity != Severity::Error) {
                let judge = Judge::train(&faq);
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

type Parts = Option<(Faq, Catalog)>;

fn read(files: &[SourceFile]) -> Result<(Parts, Vec<Problem>), LoadError> {
    let (locales, topics): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|file| file.path.starts_with("locales/"));
    let (faq, mut problems) = faq::read(&topics);
    let (catalog, found) = Catalog::read(&locales)?;
    problems.extend(found);
    problems.extend(faq.iter().flat_map(|faq| catalog.check(faq)));
    Ok((faq.map(|faq| (faq, catalog)), problems))
}

/// The hash that a fit is made from: all of `faq/` but the fit itself.
pub fn fit_hash(files: &[SourceFile]) -> String {
    hash(files, |path| path.starts_with("faq/") && path != "faq/fit.toml")
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
