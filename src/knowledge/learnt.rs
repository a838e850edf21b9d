//! What takes long to learn, kept beside the knowledge by content hash: `faq/fit.bin`
//! (how the judgement was fitted, and what was learnt from the very same files) and
//! `faq/senses.bin` (what the language model says of every line). Both can be made again
//! from the rest; where they are missing or old, the program learns what it needs.

use std::path::Path;
use std::{fs, io};

use super::{LoadError, Origin};
use crate::faq::Faq;
use crate::matching::{Fitted, Judge, Shelf};

const FIT: &str = "fit.bin";
const SENSES: &str = "senses.bin";

/// What was learnt before.
#[derive(Debug, Clone, Default)]
pub struct Learnt {
    /// What the language model said of lines.
    pub shelf: Shelf,
    /// The fit.
    pub fitted: Option<Fitted>,
}

impl Learnt {
    /// What was learnt of the copy in the program.
    pub fn built_in() -> Learnt {
        Learnt::of(&Origin::BuiltIn).unwrap_or_default()
    }

    /// What was learnt of this knowledge. Lines that stand in the program's own copy too
    /// are known from there.
    pub fn of(origin: &Origin) -> Result<Learnt, LoadError> {
        let fitted = origin.binary(FIT)?.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let shelf = match origin.binary(SENSES)? {
            Some(bytes) => Shelf::read(bytes),
            None => Origin::BuiltIn.binary(SENSES)?.map(Shelf::read).unwrap_or_default(),
        };
        Ok(Learnt { shelf, fitted })
    }

    /// Keeps it in a folder of knowledge: both files as a whole, or the old ones.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let fitted = self.fitted.as_ref().map(postcard::to_allocvec).transpose().map_err(io::Error::other)?;
        for (name, bytes) in [(FIT, fitted.as_deref()), (SENSES, Some(self.shelf.bytes()))] {
            let path = folder.join("faq").join(name);
            match bytes.filter(|bytes| !bytes.is_empty()) {
                Some(bytes) => {
                    let unfinished = path.with_extension("bin.part");
                    fs::write(&unfinished, bytes)?;
                    fs::rename(&unfinished, &path)?;
                }
                None if path.exists() => fs::remove_file(&path)?,
                None => {}
            }
        }
        Ok(())
    }

    /// The judge of a knowledge with this hash. A few new lines are read by the language
    /// model at once; where most are new, that waits for `tanya fit`, and words decide alone.
    pub(super) fn train(self, faq: &Faq, knowledge: &str) -> Judge {
        let lines = || faq.lines().map(|line| line.text.as_str());
        let missing = lines().filter(|line| self.shelf.find(line).is_none()).count();
        let shelf = match missing {
            0 => self.shelf,
            few if few * 2 <= lines().count() => Shelf::of(lines(), &self.shelf, |_| {}),
            _ => Shelf::default(),
        };
        Judge::train(faq, &shelf, self.fitted, knowledge)
    }
}
