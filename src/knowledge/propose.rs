//! A change of the knowledge as edits of its files, worked out from the files as they are:
//! pure, so that what is shown, measured and written is the same. It may not write a file.

use std::collections::BTreeMap;

use similar::TextDiff;

use crate::faq::{self, Phrase};
use crate::l10n;
use crate::lang::Lang;
use crate::review::{Change, Edit, Line, Reworded, Says, SourceOf, Subject};
use crate::source::SourceFile;

/// What is written into a file that holds never lines for the first time.
const NEVER_HEAD: &str = "# The page does not answer these; they become tickets.\n";

/// A file as it is and as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path below the knowledge folder.
    pub path: String,
    /// Its text; `None` for a file that is not there yet.
    pub before: Option<String>,
    /// The text that it is to have.
    pub after: String,
}

/// Why a change does not fit the files any more: look at them, and propose anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// What it changes is not there.
    #[error("there is no {0} any more")]
    Gone(String),
    /// What it adds is there, and is something else.
    #[error("there is another {0} already")]
    Taken(String),
    /// The words that it replaces are others by now.
    #[error("`{0}` has other words by now")]
    Reworded(String),
    /// A name that no file can have.
    #[error("`{0}` is no name for a topic, a programme or a source: lower-case words joined by `-`")]
    BadName(String),
    /// The facts are no facts.
    #[error("the facts are not written as `name = value`, one a line")]
    BadFacts,
    /// A file of topics that no program can change.
    #[error("{0}: {1}")]
    Topic(String, #[source] faq::write::Unwritable),
    /// A file of texts that no program can change.
    #[error("{0}: {1}")]
    Text(String, #[source] l10n::write::Unwritable),
}

/// The files while they change.
struct Draft<'f> {
    files: &'f [SourceFile],
    changed: BTreeMap<String, String>,
    /// Every file that the change is about, changed or not.
    touched: Vec<String>,
}

/// The edits that make a change, and all files that it is about: where it is there already,
/// there is nothing to edit.
pub fn edits(change: &Change, files: &[SourceFile]) -> Result<(Vec<FileEdit>, Vec<String>), Unfit> {
    let mut draft = Draft { files, changed: BTreeMap::new(), touched: Vec::new() };
    match change {
        Change::Phrase { topic, lines, test } => draft.phrase(topic, lines, test)?,
        Change::Topic(subject) => draft.topic(subject)?,
        Change::Never { programme, about, lines } => draft.never(programme, about, lines)?,
        Change::Edit(edit) => draft.edit(edit)?,
        Change::Dismiss => {}
    }
    let edit = |(path, after): (String, String)| {
        let before = text_of(files, &path).map(str::to_owned);
        (before.as_deref() != Some(&after)).then_some(FileEdit { path, before, after })
    };
    Ok((draft.changed.into_iter().filter_map(edit).collect(), draft.touched))
}

/// The files with the edits made.
pub fn edited(files: &[SourceFile], edits: &[FileEdit]) -> Vec<SourceFile> {
    let after = |path: &str| edits.iter().find(|edit| edit.path == path).map(|edit| edit.after.clone());
    let mut edited: Vec<SourceFile> = files
        .iter()
        .map(|file| SourceFile {
            path: file.path.clone(),
            text: after(&file.path).unwrap_or_else(|| file.text.clone()),
        })
        .collect();
    let new = edits.iter().filter(|edit| edit.before.is_none());
    edited.extend(new.map(|edit| SourceFile { path: edit.path.clone(), text: edit.after.clone() }));
    edited.sort_by(|a, b| a.path.cmp(&b.path));
    edited
}

/// Edits as a patch that `git apply` and `patch -p1` take, and people read.
pub fn patch(edits: &[FileEdit]) -> String {
    let mut patch = String::new();
    for FileEdit { path, before, after } in edits {
        let (new, old) = match before {
            Some(_) => (String::new(), format!("a/{path}")),
            None => ("new file mode 100644\n".to_owned(), "/dev/null".to_owned()),
        };
        let diff = TextDiff::from_lines(before.as_deref().unwrap_or_default(), after);
        let hunks = diff.unified_diff().header(&old, &format!("b/{path}")).to_string();
        patch += &format!("diff --git a/{path} b/{path}\n{new}{hunks}");
    }
    patch
}

fn text_of<'f>(files: &'f [SourceFile], path: &str) -> Option<&'f str> {
    files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
}

fn phrase(line: &Line) -> Phrase {
    Phrase { lang: line.lang, text: line.text.as_str().into() }
}

/// A name may become a path: nothing else may be in it.
fn name(word: &str) -> Result<&str, Unfit> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let kebab = word.split('-').all(|part| !part.is_empty() && part.chars().all(plain));
    if kebab { Ok(word) } else { Err(Unfit::BadName(word.to_owned())) }
}

impl Draft<'_> {
    fn text(&mut self, path: &str) -> Option<String> {
        if !self.touched.iter().any(|touched| touched == path) {
            self.touched.push(path.to_owned());
        }
        self.changed.get(path).cloned().or_else(|| text_of(self.files, path).map(str::to_owned))
    }

    fn put(&mut self, path: String, text: String) {
        self.changed.insert(path, text);
    }

    /// The path of a topic's file.
    fn path_of(&self, topic: &str) -> Result<String, Unfit> {
        let ending = format!("/{}.toml", name(topic)?);
        let is_topic = |file: &&SourceFile| {
            file.path.starts_with("faq/")
                && file.path.ends_with(&ending)
                && !file.path.starts_with("faq/lexicon/")
        };
        let found = self.files.iter().find(is_topic).map(|file| file.path.clone());
        found.ok_or_else(|| Unfit::Gone(format!("topic `{topic}`")))
    }

    /// Changes the text of a file of topics.
    fn change(
        &mut self,
        path: &str,
        change: impl FnOnce(&str) -> Result<String, faq::write::Unwritable>,
    ) -> Result<(), Unfit> {
        let text = self.text(path).ok_or_else(|| Unfit::Gone(path.to_owned()))?;
        let text = change(&text).map_err(|why| Unfit::Topic(path.to_owned(), why))?;
        self.put(path.to_owned(), text);
        Ok(())
    }

    fn phrase(&mut self, topic: &str, lines: &[Line], test: &str) -> Result<(), Unfit> {
        let path = self.path_of(topic)?;
        for line in lines {
            self.change(&path, |text| faq::write::with_phrase(text, &phrase(line)))?;
        }
        let say = self.last_message(topic)?;
        self.change(&path, |text| faq::write::with_test(text, test, &say))
    }

    /// What a topic says when all its days have passed: true of it on any day is only that it
    /// is one of its answers.
    fn last_message(&self, topic: &str) -> Result<String, Unfit> {
        let topics: Vec<SourceFile> =
            self.files.iter().filter(|file| file.path.starts_with("faq/")).cloned().collect();
        let faq = faq::read(&topics).0;
        let found = faq.as_ref().and_then(|faq| faq.topic(&faq::TopicId::new(topic)));
        let last = found.and_then(|topic| topic.answer.last());
        last.map(|phase| phase.say.value.clone()).ok_or_else(|| Unfit::Gone(format!("topic `{topic}`")))
    }

    fn topic(&mut self, subject: &Subject) -> Result<(), Unfit> {
        let Subject { id, programme, title, answer, facts, source, contacts, lines, test } = subject;
        let path = format!("faq/{}/{}.toml", name(programme)?, name(id)?);
        let home = format!("faq/{programme}/programme.toml");
        if text_of(self.files, &home).is_none() {
            return Err(Unfit::Gone(format!("programme `{programme}`")));
        }
        if !faq::write::is_facts(facts) {
            return Err(Unfit::BadFacts);
        }
        let source = self.source(&home, source)?;
        let phrases: Vec<Phrase> = lines.iter().map(phrase).collect();
        let new =
            faq::write::NewTopic { id, programme, source: &source, contacts, facts, phrases: &phrases, test };
        let text = faq::write::topic_file(&new);
        let others = self.path_of(id).is_ok_and(|other| other != path);
        if others || self.text(&path).is_some_and(|there| there != text) {
            return Err(Unfit::Taken(format!("topic `{id}`")));
        }
        self.put(path, text);
        self.say(programme, &format!("{id}-title"), title)?;
        self.say(programme, id, answer)
    }

    /// The name of a source, which is noted where it is new.
    fn source(&mut self, home: &str, source: &SourceOf) -> Result<String, Unfit> {
        match source {
            SourceOf::Known(name) => Ok(name.clone()),
            SourceOf::New { name: known_as, title, url, checked } => {
                if checked.parse::<crate::clock::Date>().is_err() {
                    return Err(Unfit::BadName(checked.clone()));
                }
                let new =
                    faq::write::NewSource { name: name(known_as)?, title, url: url.as_deref(), checked };
                self.change(home, |text| faq::write::with_source(text, &new))?;
                Ok(known_as.clone())
            }
        }
    }

    /// A message of a programme in both languages; one that is there with other words is not ours.
    fn say(&mut self, programme: &str, id: &str, says: &Says) -> Result<(), Unfit> {
        for (lang, words) in Lang::ALL.into_iter().zip([&says.id, &says.en]) {
            let path = format!("locales/{lang}/{programme}.ftl");
            let text = self.text(&path).unwrap_or_default();
            let after =
                l10n::write::with_message(&text, id, words).map_err(|why| Unfit::Text(path.clone(), why))?;
            if after != text && l10n::write::words_of(&text, id).is_some() {
                return Err(Unfit::Taken(format!("message `{id}`")));
            }
            self.put(path, after);
        }
        Ok(())
    }

    fn never(&mut self, programme: &str, about: &str, lines: &[Line]) -> Result<(), Unfit> {
        let own = format!("faq/{}/never.toml", name(programme)?);
        let common = format!("faq/{programme}/out-of-scope.toml");
        let path = if text_of(self.files, &common).is_some() { common } else { own };
        if text_of(self.files, &format!("faq/{programme}/programme.toml")).is_none() {
            return Err(Unfit::Gone(format!("programme `{programme}`")));
        }
        let lines: Vec<Phrase> = lines.iter().map(phrase).collect();
        let text = self.text(&path).unwrap_or_else(|| NEVER_HEAD.to_owned());
        let text =
            faq::write::with_nevers(&text, about, &lines).map_err(|why| Unfit::Topic(path.clone(), why))?;
        self.put(path, text);
        Ok(())
    }

    fn edit(&mut self, edit: &Edit) -> Result<(), Unfit> {
        let path = self.path_of(&edit.topic)?;
        for line in &edit.fewer {
            self.change(&path, |text| match faq::write::without_phrase(text, &phrase(line)) {
                Err(faq::write::Unwritable::Absent(_)) => Ok(text.to_owned()),
                other => other,
            })?;
        }
        for line in &edit.more {
            self.change(&path, |text| faq::write::with_phrase(text, &phrase(line)))?;
        }
        edit.reworded.iter().try_for_each(|reworded| self.reword(reworded))
    }

    fn reword(&mut self, reworded: &Reworded) -> Result<(), Unfit> {
        let Reworded { lang, id, from, to } = reworded;
        let folder = format!("locales/{lang}/");
        let holds = |file: &&SourceFile| {
            file.path.starts_with(&folder) && l10n::write::words_of(&file.text, id).is_some()
        };
        let found = self.files.iter().find(holds).map(|file| file.path.clone());
        let path = found.ok_or_else(|| Unfit::Gone(format!("message `{id}`")))?;
        let text = self.text(&path).unwrap_or_default();
        let after = l10n::write::with_message(&text, id, to).map_err(|why| Unfit::Text(path.clone(), why))?;
        if after != text && l10n::write::words_of(&text, id).as_deref() != Some(from) {
            return Err(Unfit::Reworded(id.clone()));
        }
        self.put(path, after);
        Ok(())
    }
}
