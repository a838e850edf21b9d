//! `tanya chat`: the conversation in a terminal, or line by line from a pipe. Buttons
//! are numbered; their number taps them.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::process::ExitCode;

use anyhow::Result;
use rustyline::error::ReadlineError;
use rustyline::{DefaultEditor, ExternalPrinter};

use super::live::{each_change, in_a_line};
use super::{clock, load, local_store, parse_date, parse_lang, unless_closed};
use crate::app::{App, Outgoing};
use crate::chat::{ChatId, Incoming, Said};
use crate::clock::{Clock, Date};
use crate::knowledge::{Origin, watch};
use crate::lang::Lang;
use crate::store::Store;

/// Longest line that is read whole, in bytes; the rest of a longer one is skipped.
const MAX_LINE: u64 = 1 << 16;
/// The terminal is one chat.
const TERMINAL: ChatId = ChatId(0);

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The language your client would hint at: id or en
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// Talk as if it were that day
    #[arg(long, value_parser = parse_date, value_name = "DATE")]
    at: Option<Date>,
}

pub(super) fn run(args: &Args, origin: &Origin, database: Option<&str>) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let knowledge = load(origin)?;
    let store = runtime.block_on(open(database));
    let app = App::new(knowledge, store, clock(args.at));
    runtime.spawn(watch(app.live().clone(), origin.clone(), Clock::system()));
    let session = Session { app, runtime, hint: args.lang, buttons: Vec::new() };
    let outcome = if io::stdin().is_terminal() { session.interactive() } else { session.piped() };
    unless_closed(outcome.map(|()| ExitCode::SUCCESS))
}

/// The store; without one the conversation goes on, and says so once.
async fn open(database: Option<&str>) -> Option<Store> {
    let opened = local_store(database).await;
    opened.inspect_err(|error| tracing::error!("no database; nothing will be remembered: {error:#}")).ok()
}

struct Session {
    app: App,
    runtime: tokio::runtime::Runtime,
    hint: Option<Lang>,
    /// Payloads of the last reply's buttons.
    buttons: Vec<String>,
}

impl Session {
    fn interactive(mut self) -> Result<()> {
        let mut editor = DefaultEditor::new()?;
        let mut printer = editor.create_external_printer()?;
        self.runtime.spawn(each_change(self.app.live().clone(), move |before, state| {
            // Only a word beside the conversation: a terminal that is gone ends that anyway.
            let _ = printer.print(format!("({})\n", in_a_line(before, state)));
        }));
        let bold = io::stdout().is_terminal();
        self.say("/start", bold)?;
        loop {
            match editor.readline("> ") {
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => {
                    // History is a comfort; a line it refuses is still a message.
                    let _ = editor.add_history_entry(&line);
                    self.say(&line, bold)?;
                }
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn piped(mut self) -> Result<()> {
        let mut input = io::stdin().lock();
        self.runtime.spawn(each_change(self.app.live().clone(), |before, state| {
            let _ = writeln!(io::stderr(), "{}", in_a_line(before, state));
        }));
        while let Some(line) = next_line(&mut input)? {
            self.say(&line, false)?;
        }
        Ok(())
    }

    fn say(&mut self, line: &str, bold: bool) -> Result<()> {
        let pressed =
            line.trim().parse::<usize>().ok().and_then(|number| self.buttons.get(number.wrapping_sub(1)));
        let said = pressed.map_or_else(|| Said::Text(line.to_owned()), |payload| Said::Tap(payload.clone()));
        let incoming =
            Incoming { chat: TERMINAL, person: None, message: None, album: None, hint: self.hint, said };
        let replies = self.runtime.block_on(self.app.handle(&incoming));
        self.buttons =
            replies.iter().flat_map(|reply| &reply.buttons).map(|(_, payload)| payload.clone()).collect();
        print(&replies, bold, &mut io::stdout().lock())
    }
}

fn print(replies: &[Outgoing], bold: bool, out: &mut dyn Write) -> Result<()> {
    let mut number = 0;
    for reply in replies {
        writeln!(out, "{}", if bold { reply.html.terminal() } else { reply.html.plain() })?;
        for (label, _) in &reply.buttons {
            number += 1;
            writeln!(out, "  [{number}] {label}")?;
        }
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

/// One line, at most [`MAX_LINE`] bytes of it, with anything that is no UTF-8 replaced.
fn next_line(input: &mut impl BufRead) -> Result<Option<String>> {
    let mut bytes = Vec::new();
    if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_megabyte_is_cut_and_the_next_one_is_whole() {
        let long = format!("{}\nkapan?\n", "x".repeat(1 << 20));
        let mut input = io::BufReader::new(long.as_bytes());
        assert_eq!(next_line(&mut input).unwrap().unwrap().len() as u64, MAX_LINE);
        assert_eq!(next_line(&mut input).unwrap().as_deref(), Some("kapan?"));
        assert_eq!(next_line(&mut input).unwrap(), None);
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        let mut input = io::BufReader::new(&b"ka\xffpan\n"[..]);
        assert_eq!(next_line(&mut input).unwrap().as_deref(), Some("ka\u{fffd}pan"));
    }
}
