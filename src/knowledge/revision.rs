//! Files of knowledge as a revision of a git work tree has them, by the `git` command. It
//! reads; nothing of the work tree changes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::LoadError;
use super::origin::{MAX_FILE, PARTS, is_apart, is_binary};
use crate::source::SourceFile;

/// All files of the knowledge in `folder`, as they were then.
pub(super) fn files(folder: &Path, revision: &str) -> Result<Vec<SourceFile>, LoadError> {
    let fail = |why: String| LoadError::Revision(revision.to_owned(), why);
    // Git would take it for one of its flags.
    if revision.starts_with('-') {
        return Err(fail("no revision begins with -".to_owned()));
    }
    let listed = git(folder, &[&["ls-tree", "-r", "-z", revision, "--"][..], &PARTS].concat());
    let listed = listed.map_err(|error| fail(error.to_string()))?;
    let blobs: Vec<(String, String)> =
        String::from_utf8_lossy(&listed).split('\0').filter_map(blob).collect();
    if blobs.is_empty() {
        return Err(fail("it has no knowledge in this folder".to_owned()));
    }
    texts(folder, blobs).map_err(|error| fail(error.to_string()))
}

/// A binary file below `faq/` as it was then, if it was there.
pub(super) fn binary(folder: &Path, revision: &str, name: &str) -> Option<Vec<u8>> {
    git(folder, &["show", &format!("{revision}:./faq/{name}")]).ok()
}

/// A line of `ls-tree` as the hash and the path of a file of knowledge.
fn blob(line: &str) -> Option<(String, String)> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ').skip(1);
    let known = about.next() == Some("blob") && !path.split('/').any(is_apart) && !is_binary(path);
    Some((about.next()?.to_owned(), path.to_owned())).filter(|_| known)
}

/// The texts of these files, from one process for all of them.
fn texts(folder: &Path, blobs: Vec<(String, String)>) -> io::Result<Vec<SourceFile>> {
    let mut git = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let hashes: String = blobs.iter().map(|(hash, _)| format!("{hash}\n")).collect();
    let (asking, answers) = (git.stdin.take(), git.stdout.take());
    // While it is asked it answers already: neither may wait for the other.
    let asking = std::thread::spawn(move || asking.map(|mut asking| asking.write_all(hashes.as_bytes())));
    let mut answers = BufReader::new(answers.ok_or(io::ErrorKind::BrokenPipe)?);
    let texts: io::Result<Vec<SourceFile>> = blobs
        .into_iter()
        .map(|(_, path)| next_text(&mut answers).map(|text| SourceFile { path, text }))
        .collect();
    drop(answers);
    // What it says in the end does not matter any more: all texts are here, or one is not.
    let _ = (asking.join(), git.wait());
    texts
}

/// One answer of `cat-file --batch`: a head of hash, kind and size, and so many bytes.
fn next_text(answers: &mut impl BufRead) -> io::Result<String> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
    let size: u64 = size.filter(|size| *size <= MAX_FILE).ok_or(io::ErrorKind::InvalidData)?;
    let mut text = String::new();
    answers.take(size).read_to_string(&mut text)?;
    answers.read_exact(&mut [0])?;
    Ok(text)
}

/// What git says, or why it says nothing.
fn git(folder: &Path, words: &[&str]) -> io::Result<Vec<u8>> {
    let said = Command::new("git").arg("-C").arg(folder).args(words).output()?;
    if said.status.success() {
        return Ok(said.stdout);
    }
    Err(io::Error::other(String::from_utf8_lossy(&said.stderr).trim().to_owned()))
}
