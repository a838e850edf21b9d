//! Edits onto the disk: all of them or none, each file whole at every instant. It may not
//! decide what is edited.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::propose::FileEdit;

/// A folder of knowledge that nobody else changes through this program meanwhile.
pub struct Locked {
    folder: PathBuf,
    _lock: File,
}

/// What was there before, to be put back.
#[must_use]
pub struct Undo(Vec<(PathBuf, Option<String>)>);

impl Locked {
    /// Waits until nobody else writes, in this process or another on this machine.
    pub fn wait(folder: &Path) -> io::Result<Locked> {
        // The folder itself is locked: a file for it would be one more for git to show.
        let lock = File::open(folder.join("faq"))?;
        lock.lock()?;
        Ok(Locked { folder: folder.to_owned(), _lock: lock })
    }

    /// Writes all edits. Where one fails, those before it are taken back.
    pub fn write(&self, edits: &[FileEdit]) -> io::Result<Undo> {
        // What others refer to comes first: whoever reads between two files reads sound knowledge.
        let mut edits: Vec<&FileEdit> = edits.iter().collect();
        edits.sort_by_key(|edit| {
            (!edit.path.starts_with("locales/"), !edit.path.ends_with("/programme.toml"))
        });
        let parts: Vec<(PathBuf, PathBuf)> =
            edits.iter().map(|edit| self.prepare(edit)).collect::<io::Result<_>>()?;
        let mut undo = Undo(Vec::new());
        for (edit, (part, path)) in edits.iter().zip(&parts) {
            if let Err(error) = fs::rename(part, path) {
                parts.iter().for_each(|(part, _)| drop(fs::remove_file(part)));
                undo.run()?;
                return Err(error);
            }
            undo.0.push((path.clone(), edit.before.clone()));
        }
        for (_, path) in &parts {
            path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())?;
        }
        Ok(undo)
    }

    /// The new text in a file beside the one that it will take the place of.
    fn prepare(&self, edit: &FileEdit) -> io::Result<(PathBuf, PathBuf)> {
        let named = self.folder.join(&edit.path);
        // A link stays a link.
        let path = if edit.before.is_some() { fs::canonicalize(&named)? } else { named };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let part = part_of(&path);
        write_whole(&part, &edit.after)?;
        if edit.before.is_some() {
            fs::set_permissions(&part, fs::metadata(&path)?.permissions())?;
        }
        Ok((part, path))
    }
}

impl Undo {
    /// Puts back what was there.
    pub fn run(self) -> io::Result<()> {
        for (path, before) in self.0.into_iter().rev() {
            match before {
                None => fs::remove_file(&path)?,
                Some(text) => {
                    let part = part_of(&path);
                    write_whole(&part, &text)?;
                    fs::set_permissions(&part, fs::metadata(&path)?.permissions())?;
                    fs::rename(&part, &path)?;
                }
            }
        }
        Ok(())
    }
}

/// A hidden name, which is no file of knowledge.
fn part_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    path.with_file_name(name)
}

fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
