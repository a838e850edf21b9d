//! `tanya topics`: the list of topics, or of all that is asked of them.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use anyhow::Result;
use serde::Serialize;

use super::load;
use crate::evaluation::NOTHING;
use crate::faq::Faq;
use crate::knowledge::Origin;
use crate::lang::Lang;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print a JSON list instead of text
    #[arg(long)]
    json: bool,
    /// Print every phrase as `tanya eval` reads it: topic (or -, for lines that none answers), tab, language, tab, phrase
    #[arg(long, conflicts_with = "json")]
    phrases: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    programme: &'a str,
    title: Titles,
    phrases: usize,
}

#[derive(Serialize)]
struct Titles {
    id: String,
    en: String,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let knowledge = load(origin)?;
    if args.phrases {
        phrases(&knowledge.faq, out)?;
        return Ok(ExitCode::SUCCESS);
    }
    let title = |topic: &str, lang| knowledge.catalog.title(lang, topic);
    let rows: Vec<Row<'_>> = knowledge
        .faq
        .topics
        .iter()
        .map(|topic| Row {
            id: topic.id.as_str(),
            programme: &topic.programme,
            title: Titles { id: title(topic.id.as_str(), Lang::Id), en: title(topic.id.as_str(), Lang::En) },
            phrases: topic.phrases.len(),
        })
        .collect();
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
    } else {
        for row in rows {
            writeln!(out, "{:<36} {:<12} {:<30} {}", row.id, row.programme, row.title.id, row.title.en)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn phrases(faq: &Faq, out: &mut dyn Write) -> Result<()> {
    let mut out = BufWriter::new(out);
    let asked =
        faq.topics.iter().flat_map(|topic| topic.phrases.iter().map(|phrase| (topic.id.as_str(), phrase)));
    let never = faq.nevers.iter().flat_map(|never| never.phrases.iter().map(|phrase| (NOTHING, phrase)));
    for (label, phrase) in asked.chain(never) {
        let text = phrase.text.replace(['\t', '\n', '\r'], " ");
        writeln!(out, "{label}\t{}\t{text}", phrase.lang)?;
    }
    Ok(out.flush()?)
}
