//! `tanya unresolved propose`: a group becomes a proposal. What a new topic needs is asked
//! for at a terminal, or comes from flags, or from a file.

use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use rustyline::DefaultEditor;

use super::unresolved::known_programme;
use crate::clock::Timestamp;
use crate::faq::{Phrase, TopicId};
use crate::knowledge::{Knowledge, Origin, edits};
use crate::matching::Judgement;
use crate::review::{Change, Group, Line, NewProposal, ProposalNumber, Says, SourceOf, Subject, asked_as};
use crate::store::{Store, StoreError};

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["topic", "new", "never", "dismiss"]))]
pub(super) struct Args {
    /// The group's number
    pub group: i64,
    /// The topic that answers it: its wording becomes a phrase there
    #[arg(long, value_name = "ID")]
    topic: Option<String>,
    /// The id of a new topic that answers it
    #[arg(long, value_name = "ID")]
    new: Option<String>,
    /// The knowledge does not answer it, nor anything about this subject
    #[arg(long, value_name = "SUBJECT", num_args = 0..=1, default_missing_value = "")]
    never: Option<String>,
    /// Let it go, and why
    #[arg(long, value_name = "REASON")]
    dismiss: Option<String>,
    /// The wording to add [default: the one in the group's middle]; may be given again
    #[arg(long, value_name = "WORDS")]
    text: Vec<String>,
    /// The programme, where the group does not say
    #[arg(long)]
    programme: Option<String>,
    #[command(flatten)]
    subject: SubjectArgs,
    /// As a JSON object
    #[arg(long)]
    pub json: bool,
}

/// What a new topic says.
#[derive(Debug, clap::Args)]
struct SubjectArgs {
    /// A new topic as JSON, from a file or from - (see docs/proposals.md)
    #[arg(long, value_name = "FILE", requires = "new")]
    from: Option<PathBuf>,
    /// What its button says, in Indonesian
    #[arg(long, value_name = "WORDS", requires = "new")]
    title_id: Option<String>,
    /// The same in English
    #[arg(long, value_name = "WORDS", requires = "new")]
    title_en: Option<String>,
    /// Its answer in Indonesian; { $fact } stands for a fact
    #[arg(long, value_name = "WORDS", requires = "new")]
    answer_id: Option<String>,
    /// The same in English
    #[arg(long, value_name = "WORDS", requires = "new")]
    answer_en: Option<String>,
    /// A fact such as 'open = 2026-12-01'; may be given again
    #[arg(long, value_name = "FACT", requires = "new")]
    fact: Vec<String>,
    /// Where the answer comes from: a source of the programme, or a new one with --source-title
    #[arg(long, value_name = "NAME", requires = "new")]
    source: Option<String>,
    /// The title and publisher of a new source
    #[arg(long, value_name = "WORDS", requires = "source")]
    source_title: Option<String>,
    /// The address of a new source
    #[arg(long, value_name = "URL", requires = "source_title")]
    source_url: Option<String>,
    /// The day on which a new source was read
    #[arg(long, value_name = "DATE", requires = "source_title")]
    source_checked: Option<String>,
    /// A key of faq/contacts.toml, where the programme's people do not answer for it
    #[arg(long, value_name = "KEY", requires = "new")]
    contact: Vec<String>,
    /// How it is asked in the other language; may be given again
    #[arg(long, value_name = "WORDS", requires = "new")]
    translation: Vec<String>,
}

/// Makes the proposal; its number.
pub(super) async fn propose(
    store: &Store,
    origin: &Origin,
    knowledge: &Knowledge,
    group: &Group,
    args: &Args,
    now: Timestamp,
) -> Result<ProposalNumber> {
    let judgement = knowledge.judge.judge(group.central());
    let change = change(args, knowledge, group, &judgement, now)?;
    too_long(&change)?;
    edits(&change, &origin.files()?)?;
    let new = NewProposal {
        questions: group.questions.clone(),
        change,
        knowledge: knowledge.version.clone(),
        made_by: None,
        reason: args.dismiss.clone(),
    };
    match store.propose(&new, now).await {
        Err(StoreError::Stale) => {
            bail!("somebody cared for questions of this group meanwhile; see `tanya unresolved`")
        }
        made => Ok(made?),
    }
}

fn change(
    args: &Args,
    knowledge: &Knowledge,
    group: &Group,
    judgement: &Judgement,
    now: Timestamp,
) -> Result<Change> {
    if let Some(topic) = &args.topic {
        if knowledge.faq.topic(&TopicId::new(topic)).is_none() {
            bail!("there is no topic `{topic}`; see `tanya topics`, or use --new");
        }
        return Ok(Change::phrase(group, topic, &args.text));
    }
    if args.dismiss.is_some() {
        return Ok(Change::Dismiss);
    }
    let near = args.programme.as_deref().or(group.programme.as_deref()).or(judgement.programme.as_deref());
    let from_file = args.subject.from.is_some();
    let programme = match near {
        Some(programme) => known_programme(knowledge, programme)?,
        None if from_file => "",
        None => bail!("the group is near to no programme; name one with --programme"),
    };
    if let Some(about) = &args.never {
        let about = Some(about.as_str()).filter(|about| !about.is_empty());
        return Ok(Change::never(group, programme, about, &args.text));
    }
    let id = args.new.as_deref().unwrap_or_default();
    let mut subject = match &args.subject.from {
        Some(file) => described(file)?,
        None => args.subject.ask(id, programme, now)?,
    };
    subject.id = id.to_owned();
    let own = args.text.iter().map(|text| Line { lang: group.lang, text: asked_as(text) });
    subject.lines.extend(own);
    if subject.lines.iter().all(|line| line.lang != group.lang) {
        subject.lines.push(Line { lang: group.lang, text: asked_as(group.central()) });
    }
    let translated = args.subject.translation.iter();
    subject.lines.extend(translated.map(|text| Line { lang: group.lang.other(), text: asked_as(text) }));
    Ok(Change::topic_for(group, subject))
}

/// A question may be a story; a phrase is none.
fn too_long(change: &Change) -> Result<()> {
    let lines = match change {
        Change::Phrase { lines, .. } | Change::Never { lines, .. } => lines,
        Change::Topic(subject) => &subject.lines,
        Change::Edit(_) | Change::Dismiss => return Ok(()),
    };
    if lines.iter().any(|line| line.text.chars().count() > Phrase::MAX_CHARS) {
        bail!("the wording is longer than {} characters; give a shorter one with --text", Phrase::MAX_CHARS);
    }
    Ok(())
}

fn described(file: &PathBuf) -> Result<Subject> {
    let text = if file.as_os_str() == "-" {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text)?;
        text
    } else {
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?
    };
    serde_json::from_str(&text).with_context(|| format!("{} describes no topic", file.display()))
}

impl SubjectArgs {
    /// The topic of the flags; what they leave open is asked for at a terminal.
    fn ask(&self, id: &str, programme: &str, now: Timestamp) -> Result<Subject> {
        let mut form = Form { editor: None, missing: Vec::new() };
        let title = Says {
            id: form.line(&self.title_id, "--title-id", "Button, in Indonesian")?,
            en: form.line(&self.title_en, "--title-en", "Button, in English")?,
        };
        let answer = Says {
            id: form.lines(&self.answer_id, "--answer-id", "Answer, in Indonesian")?,
            en: form.lines(&self.answer_en, "--answer-en", "Answer, in English")?,
        };
        let facts = match self.fact[..] {
            [] if form.asks() => form.lines(&None, "--fact", "Facts, such as: open = 2026-12-01")?,
            _ => self.fact.join("\n"),
        };
        let name = form.line(&self.source, "--source", "Source, by its name in programme.toml")?;
        let source = match &self.source_title {
            None => SourceOf::Known(name),
            Some(title) => SourceOf::New {
                name,
                title: title.clone(),
                url: self.source_url.clone(),
                checked: self.source_checked.clone().unwrap_or_else(|| now.date().to_string()),
            },
        };
        if !form.missing.is_empty() {
            bail!("a new topic needs {}, or all of it with --from FILE", form.missing.join(", "));
        }
        Ok(Subject {
            id: id.to_owned(),
            programme: programme.to_owned(),
            title,
            answer,
            facts,
            source,
            contacts: self.contact.clone(),
            lines: Vec::new(),
            test: String::new(),
        })
    }
}

/// Asks at a terminal for what no flag says.
struct Form {
    editor: Option<DefaultEditor>,
    missing: Vec<&'static str>,
}

impl Form {
    /// Whether somebody is there to answer.
    fn asks(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    fn line(&mut self, given: &Option<String>, flag: &'static str, prompt: &str) -> Result<String> {
        match given {
            Some(given) => Ok(given.clone()),
            None if self.asks() => self.read(&format!("{prompt}: ")),
            None => {
                self.missing.push(flag);
                Ok(String::new())
            }
        }
    }

    /// Several lines, up to an empty one.
    fn lines(&mut self, given: &Option<String>, flag: &'static str, prompt: &str) -> Result<String> {
        if given.is_some() || !self.asks() {
            return self.line(given, flag, prompt);
        }
        writeln!(io::stderr(), "{prompt}; an empty line ends it")?;
        let mut lines = Vec::new();
        loop {
            match self.read("  ")? {
                line if line.is_empty() => return Ok(lines.join("\n")),
                line => lines.push(line),
            }
        }
    }

    fn read(&mut self, prompt: &str) -> Result<String> {
        let editor = match &mut self.editor {
            Some(editor) => editor,
            empty => empty.insert(DefaultEditor::new()?),
        };
        Ok(editor.readline(prompt)?.trim().to_owned())
    }
}
