//! Where the files of knowledge are: a folder that holds `faq/` and `locales/`, or the
//! copy compiled into the program. It reads; it may not look at what it reads.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{fs, io};

use include_dir::{Dir, include_dir};

use super::{LoadError, revision};
use crate::source::SourceFile;

static FAQ: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/faq");
static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// A file larger than this is no file of knowledge, in bytes.
pub(super) const MAX_FILE: u64 = 4 << 20;

/// The folders of a knowledge.
pub(super) const PARTS: [&str; 2] = ["faq", "locales"];

/// Where the files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A folder with `faq/` and `locales/` in it.
    Folder(PathBuf),
    /// The copy in the program.
    BuiltIn,
    /// Such a folder as a revision of the git work tree has it that it is in.
    Revision {
        /// The folder.
        folder: PathBuf,
        /// A commit, a branch, a tag.
        revision: String,
    },
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
            Origin::Revision { folder, revision } => files = revision::files(folder, revision)?,
            Origin::Folder(folder) => {
                for part in PARTS {
                    walk(&folder.join(part), part, &mut files)?;
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// A binary file under `faq/`, where there is one.
    pub(super) fn binary(&self, name: &str) -> Result<Option<Cow<'static, [u8]>>, LoadError> {
        match self {
            Origin::BuiltIn => Ok(FAQ.get_file(name).map(|file| file.contents().into())),
            Origin::Revision { folder, revision } => {
                Ok(revision::binary(folder, revision, name).map(Cow::from))
            }
            Origin::Folder(folder) => {
                let path = folder.join("faq").join(name);
                match fs::read(&path) {
                    Ok(bytes) => Ok(Some(bytes.into())),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                    Err(error) => Err(LoadError::Read(path, error)),
                }
            }
        }
    }
}

/// True for what `tanya fit` writes for the program alone; all else is text.
pub(super) fn is_binary(name: &str) -> bool {
    name.ends_with(".bin")
}

/// True for what lies among the files and is none: hidden ones, and what editors leave
/// beside what they write.
pub(super) fn is_apart(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with('~')
}

fn built_in(dir: &Dir<'_>, root: &str, files: &mut Vec<SourceFile>) {
    for file in dir.files() {
        let path = format!("{root}/{}", file.path().to_string_lossy().replace('\\', "/"));
        if is_binary(&path) {
            continue;
        }
        files.extend(file.contents_utf8().map(|text| SourceFile { path, text: text.to_owned() }));
    }
    dir.dirs().for_each(|inner| built_in(inner, root, files));
}

/// Files below `folder`, but for those that are none; `below` is their path in the knowledge.
fn walk(folder: &Path, below: &str, files: &mut Vec<SourceFile>) -> Result<(), LoadError> {
    let read = |error| LoadError::Read(folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(read)? {
        let entry = entry.map_err(read)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (full, path) = (entry.path(), format!("{below}/{name}"));
        if is_apart(&name) || is_binary(&name) {
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
