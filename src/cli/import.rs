//! `tanya import`: a bot from elsewhere as a folder of knowledge.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};

use super::{check, clock, counted, fit, parse_lang};
use crate::import::{Format, Frame, Imported, OUT_OF_SCOPE, Summary, is_programme, write};
use crate::knowledge::Origin;
use crate::lang::Lang;
use crate::matching::{Costs, Judge};
use crate::source::SourceFile;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the sources are: tsv, csv, rasa, nlpjs or qna
    #[arg(value_parser = parse_format)]
    format: Format,
    /// The files; for Rasa the training data and the domain
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// The folder to write; it must be empty or new
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// What to call the programme that holds the topics
    #[arg(long, value_name = "NAME", default_value = "imported", value_parser = parse_programme)]
    programme: String,
    /// The language of lines whose source names none: id or en [default: guessed line by line]
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// Leave the fitting to `tanya fit`
    #[arg(long)]
    unfitted: bool,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> Result<ExitCode> {
    let mut imported = Imported::default();
    for path in &args.sources {
        let file = read(path)?;
        if let Err(problem) = args.format.read(&file, &mut imported) {
            let (line, message) = (file.position(problem.span.start).0, problem.message.clone());
            check::print(&[file], &[problem], &mut std::io::stderr().lock())?;
            bail!("cannot import {}: line {line}: {message}", path.display());
        }
    }
    if imported.topics.iter().all(|topic| topic.phrases.is_empty()) {
        bail!("there is no phrase of any topic in it");
    }
    let office = Origin::BuiltIn.files()?;
    let sources: Vec<String> = args.sources.iter().map(|path| name(path)).collect();
    let frame = Frame {
        programme: &args.programme,
        sources: &sources.join(", "),
        today: clock(None).now().date(),
        lang: args.lang,
        office: &office,
        foreign: &[],
    };
    let written = write(&imported, &frame);
    save(&args.to, &written.files)?;
    tell(&written.summary, args, out)?;
    if !args.unfitted {
        leave_out_foreign(&args.to, &imported, &frame, out)?;
        fit::fit(&args.to, Costs::default(), out)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Leaves out what the office's bot never answers but the imported one lives on.
fn leave_out_foreign(
    folder: &Path,
    imported: &Imported,
    frame: &Frame<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    let lines = fit::read(folder)?;
    let foreign = Judge::foreign(&lines.faq, &lines.shelf);
    if foreign.is_empty() {
        return Ok(());
    }
    let written = write(imported, &Frame { foreign: &foreign, ..*frame });
    for file in written.files.iter().filter(|file| file.path == OUT_OF_SCOPE) {
        save_file(folder, file)?;
    }
    writeln!(
        out,
        "Not taken over as never answered, since your topics are about it: {}",
        foreign.join(", ")
    )?;
    Ok(())
}

fn parse_format(name: &str) -> Result<Format, String> {
    let known = Format::ALL.into_iter().find(|(known, _)| *known == name);
    known.map(|(_, format)| format).ok_or_else(|| "one of: tsv, csv, rasa, nlpjs, qna".to_owned())
}

fn parse_programme(name: &str) -> Result<String, String> {
    let sound = is_programme(name).then(|| name.to_owned());
    sound.ok_or_else(|| "lower-case words joined by `-`, at most 40 bytes, and not `chat`".to_owned())
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn read(path: &Path) -> Result<SourceFile> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = sound.iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow!("cannot import {}: line {line}: this is not UTF-8; save it as UTF-8", path.display())
    })?;
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    Ok(SourceFile { path: path.display().to_string(), text })
}

/// Writes the files below a folder that holds nothing yet.
fn save(folder: &Path, files: &[SourceFile]) -> Result<()> {
    let context = |path: &Path| format!("cannot write {}", path.display());
    fs::create_dir_all(folder).with_context(|| context(folder))?;
    if fs::read_dir(folder).with_context(|| context(folder))?.next().is_some() {
        bail!("{} is not empty; name a new folder", folder.display());
    }
    files.iter().try_for_each(|file| save_file(folder, file))
}

fn save_file(folder: &Path, file: &SourceFile) -> Result<()> {
    let context = |path: &Path| format!("cannot write {}", path.display());
    let path = folder.join(&file.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| context(parent))?;
    }
    fs::write(&path, &file.text).with_context(|| context(&path))
}

fn tell(summary: &Summary, args: &Args, out: &mut dyn Write) -> Result<()> {
    let Summary { topics, phrases, names, nevers, dropped, unasked, stubs, too_long, untranslated } = summary;
    let (folder, programme) = (args.to.display(), &args.programme);
    let (topics, phrases) = (counted(*topics, "topic"), counted(*phrases, "phrase"));
    writeln!(out, "{topics} with {phrases}, {} not to be answered", counted(*nevers, "line"))?;
    for (count, (one, what)) in [
        (*names, ("name", "of topics taken for phrases")),
        (dropped.doubles, ("phrase", "left out: there already")),
        (dropped.wordless, ("phrase", "left out: no letters or digits")),
        (dropped.too_long, ("phrase", "left out: too long for a phrase")),
        (*unasked, ("topic", "left out: nobody asks for it")),
        (*too_long, ("answer", "left out: too long for a message")),
        (*stubs, ("answer", "to write: `TODO answer`")),
        (*untranslated, ("answer", "to translate: `TODO translate`")),
    ] {
        if count > 0 {
            writeln!(out, "{} {what}", counted(count, one))?;
        }
    }
    writeln!(
        out,
        "\nTo fill in:    grep -rn TODO {folder}/\nThe answers:   {folder}/locales/{{id,en}}/{programme}.ftl\n\
         Then:          tanya --knowledge {folder} check"
    )?;
    Ok(())
}
