//! `tanya show`: an answer as a person reads it on a day.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::{clock, load, parse_date, parse_lang};
use crate::chat::Message;
use crate::clock::Date;
use crate::faq::TopicId;
use crate::knowledge::Origin;
use crate::lang::Lang;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The topic's id, see `tanya topics`
    topic: String,
    /// The language of the answer: id or en
    #[arg(long, value_parser = parse_lang, default_value = "id")]
    lang: Lang,
    /// The day of asking [default: today]
    #[arg(long, value_parser = parse_date, value_name = "DATE")]
    at: Option<Date>,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let knowledge = load(origin)?;
    let topic = TopicId::new(&args.topic);
    if knowledge.faq.topic(&topic).is_none() {
        bail!("there is no topic `{topic}`; `tanya topics` lists them");
    }
    let message = Message::Answer { topic, today: clock(args.at).now().date() };
    writeln!(out, "{}", knowledge.catalog.html(&knowledge.faq, args.lang, &message).plain())?;
    Ok(ExitCode::SUCCESS)
}
