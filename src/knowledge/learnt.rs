//! What takes long to learn, kept beside the knowledge by content hash: `faq/fit.bin`
//! (how the judgement was fitted, and what was learnt from the very same files) and
//! `faq/senses.bin` (what the language model says of every line). Both can be made again
//! from the rest; where they are missing or old, the program learns what it needs.

use std::borrow::Cow;
use std::path::Path;
use std::{fmt, fs, io};

use sha2::{Digest, Sha256};

use super::{LoadError, Origin};
use crate::faq::Faq;
use crate::matching::{Fitted, Judge, Shelf, Unreadable, has_model};

const FIT: &str = "fit.bin";
const SENSES: &str = "senses.bin";

/// A fit begins with this, the sum of all that follows, and the sum of the vectors that were
/// kept beside it.
const MAGIC: &[u8; 8] = b"tanyafit";
/// The first bytes of a SHA-256.
type Sum = [u8; 8];

/// What was learnt before.
#[derive(Debug, Clone, Default)]
pub struct Learnt {
    /// What the language model said of lines.
    pub shelf: Shelf,
    /// The fit.
    pub fitted: Option<Fitted>,
    /// What is there and cannot be used; everything goes on without it.
    pub unusable: Vec<Unusable>,
}

/// A file of what was learnt that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unusable {
    file: &'static str,
    why: Unreadable,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.why {
            Unreadable::Damaged => write!(f, "faq/{} is damaged", self.file),
            Unreadable::Foreign => write!(f, "faq/{} was made by another version of the program", self.file),
        }
    }
}

impl Learnt {
    /// What was learnt of the copy in the program.
    pub fn built_in() -> Learnt {
        Learnt::of(&Origin::BuiltIn).unwrap_or_default()
    }

    /// What was learnt of this knowledge. Lines that stand in the program's own copy too
    /// are known from there.
    pub fn of(origin: &Origin) -> Result<Learnt, LoadError> {
        let mut unusable = Vec::new();
        let mut note = |file, why| unusable.push(Unusable { file, why });
        let fitted = origin.binary(FIT)?.and_then(|bytes| unpack(&bytes).map_err(|why| note(FIT, why)).ok());
        let (fitted, expected) = fitted.unzip();
        let kept = origin
            .binary(SENSES)?
            .and_then(|bytes| shelf(bytes, expected).map_err(|why| note(SENSES, why)).ok());
        let shelf = match kept {
            Some(shelf) => shelf,
            None => {
                Origin::BuiltIn.binary(SENSES)?.and_then(|bytes| Shelf::read(bytes).ok()).unwrap_or_default()
            }
        };
        Ok(Learnt { shelf, fitted, unusable })
    }

    /// Whether it is of the knowledge with this hash.
    pub(super) fn is_of(&self, knowledge: &str) -> bool {
        self.fitted.as_ref().is_some_and(|fitted| fitted.knowledge == knowledge)
    }

    /// Keeps it in a folder of knowledge: both files as a whole, or the old ones.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let fitted = self
            .fitted
            .as_ref()
            .map(|fitted| pack(fitted, &self.shelf))
            .transpose()
            .map_err(io::Error::other)?;
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
        let lines = || faq.lines().map(|line| &*line.text);
        let missing = lines().filter(|line| self.shelf.find(line).is_none()).count();
        let shelf = match missing {
            0 => self.shelf,
            few if few * 2 <= lines().count() => Shelf::of(lines(), &self.shelf, |_| {}),
            _ => Shelf::default(),
        };
        Judge::train(faq, &shelf, self.fitted, knowledge)
    }
}

/// The vectors that the fit beside them expects.
fn shelf(bytes: Cow<'static, [u8]>, expected: Option<Sum>) -> Result<Shelf, Unreadable> {
    let shelf = Shelf::read(bytes)?;
    let whole = !has_model() || expected.is_none_or(|expected| sum(&[shelf.bytes()]) == expected);
    if whole { Ok(shelf) } else { Err(Unreadable::Damaged) }
}

fn pack(fitted: &Fitted, shelf: &Shelf) -> Result<Vec<u8>, postcard::Error> {
    let (content, beside) = (postcard::to_allocvec(fitted)?, sum(&[shelf.bytes()]));
    Ok([&MAGIC[..], &sum(&[&beside, &content]), &beside, &content].concat())
}

/// The fit, and the sum of the vectors that belong to it.
fn unpack(bytes: &[u8]) -> Result<(Fitted, Sum), Unreadable> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Unreadable::Foreign)?;
    let (expected, rest) = rest.split_first_chunk().ok_or(Unreadable::Damaged)?;
    let (beside, content) = rest.split_first_chunk().ok_or(Unreadable::Damaged)?;
    if sum(&[beside, content]) != *expected {
        return Err(Unreadable::Damaged);
    }
    let fitted: Fitted = postcard::from_bytes(content).map_err(|_| Unreadable::Foreign)?;
    if fitted.is_usable() { Ok((fitted, *beside)) } else { Err(Unreadable::Foreign) }
}

fn sum(parts: &[&[u8]]) -> Sum {
    let digest = parts.iter().fold(Sha256::new(), |digest, part| digest.chain_update(part)).finalize();
    std::array::from_fn(|at| digest[at])
}
