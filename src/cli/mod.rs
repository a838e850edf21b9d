//! The command line: one file a command, each a thin shell around the library. Output
//! goes to the writer that is handed in, so that a closed pipe is an end and not a panic.

mod accept;
mod answers;
mod ask;
mod chat;
mod check;
mod config;
mod dashboard;
mod doctor;
mod effect;
mod eval;
mod fit;
mod import;
mod inbox;
mod link;
mod live;
mod predict;
mod proposals;
mod propose;
mod replay;
mod schema;
mod serve;
mod show;
mod staff;
mod stats;
mod tickets;
mod topics;
mod unresolved;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use etcetera::BaseStrategy;

use crate::clock::{Clock, Date, Timestamp};
use crate::knowledge::{Knowledge, Learnt, LoadError, Origin};
use crate::l10n::Html;
use crate::lang::Lang;
use crate::store::Store;

/// The office's answers on Telegram, or a person. Try it here without any token.
#[derive(Debug, Parser)]
#[command(name = "tanya", version, after_help = EXAMPLES)]
pub struct Cli {
    /// Folder with faq/ and locales/ [default: the current folder if it has both, else the copy inside the program]
    #[arg(long, global = true, value_name = "DIR")]
    knowledge: Option<PathBuf>,

    /// Where things are remembered: sqlite:FILE or postgres://... [default: a file in your data folder]
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,

    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  tanya chat                                   talk to the bot in the terminal
  tanya ask 'kapan REX wajib?'                 one question, one answer
  tanya ask --explain 'batas umur brp kak'     why it answers what it answers
  tanya show rex-transition --at 2020-05-01    an answer as it was on that day
  tanya check                                  every mistake in the knowledge, with its place";

#[derive(Debug, Subcommand)]
enum Command {
    /// Talk to the bot in the terminal; buttons are numbers
    Chat(chat::Args),
    /// Answer on Telegram, until told to stop
    Serve(serve::Args),
    /// Look at everything that `serve` needs, and say what to do
    Doctor(serve::Args),
    /// Write or check the configuration
    Config(config::Args),
    /// What waits, what was given up, what did not arrive
    Inbox(inbox::Args),
    /// The dashboard alone, a link into it, or who is signed in
    Dashboard(dashboard::Args),
    /// Who answers for the office: invite, list, remove
    Staff(staff::Args),
    /// What waits for a person of the office: list, show, export, answer
    Tickets(tickets::Args),
    /// What was asked, and what became of it
    Stats(stats::Args),
    /// What people asked in vain, in groups; a group becomes a proposal
    Unresolved(unresolved::Args),
    /// Changes of the knowledge that wait: list, show, accept, reject, export
    Proposals(proposals::Args),
    /// A topic as a link and a QR code, for posters
    Link(link::Args),
    /// Ask one question; nothing is stored
    Ask(ask::Args),
    /// Judge every line of a file; prints JSON lines
    Predict(predict::Args),
    /// Hold the judgement against labelled questions
    Eval(eval::Args),
    /// Run questions that were asked through two versions of the knowledge
    Replay(replay::Args),
    /// Find every mistake in the knowledge
    Check(check::Args),
    /// Print what the files of knowledge look like, for editors
    Schema(schema::Args),
    /// Fit the judgement to the knowledge, after edits
    Fit(fit::Args),
    /// Move a bot from elsewhere: its intents become a folder of knowledge
    Import(import::Args),
    /// List the topics
    Topics(topics::Args),
    /// Show a topic's answer as a person reads it
    Show(show::Args),
    /// Print completions for your shell
    Completions {
        /// The shell to complete for
        shell: Shell,
    },
}

/// Runs a command and says how it went: 0 well, 1 not.
pub fn run(cli: Cli) -> Result<ExitCode> {
    let origin = Origin::choose(cli.knowledge.as_deref());
    let database = cli.database.as_deref();
    match cli.command {
        Command::Chat(args) => return chat::run(&args, &origin, database),
        Command::Serve(args) => return serve::run(&args, &origin, database),
        _ => {}
    }
    let mut out = io::stdout().lock();
    let outcome = match cli.command {
        Command::Chat(_) | Command::Serve(_) => return Ok(ExitCode::SUCCESS),
        Command::Doctor(args) => doctor::run(&args, &origin, database, &mut out),
        Command::Dashboard(args) => dashboard::run(&args, &origin, database, &mut out),
        Command::Config(args) => config::run(&args, database, &mut out),
        Command::Inbox(args) => inbox::run(&args, database, &mut out),
        Command::Staff(args) => staff::run(&args, &origin, database, &mut out),
        Command::Tickets(args) => tickets::run(&args, database, &mut out),
        Command::Stats(args) => stats::run(&args, database, &mut out),
        Command::Unresolved(args) => unresolved::run(&args, &origin, database, &mut out),
        Command::Proposals(args) => proposals::run(&args, &origin, database, &mut out),
        Command::Link(args) => link::run(&args, &origin, database, &mut out),
        Command::Ask(args) => ask::run(&args, &origin, &mut out),
        Command::Predict(args) => predict::run(&args, &origin, &mut out),
        Command::Eval(args) => eval::run(&args, &origin, &mut out),
        Command::Replay(args) => replay::run(&args, &origin, database, &mut out),
        Command::Check(args) => check::run(&args, &origin, &mut out),
        Command::Schema(args) => schema::run(&args, &mut out),
        Command::Fit(args) => fit::run(&args, &origin, &mut out),
        Command::Import(args) => import::run(&args, &mut out),
        Command::Topics(args) => topics::run(&args, &origin, &mut out),
        Command::Show(args) => show::run(&args, &origin, &mut out),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "tanya", &mut out);
            Ok(ExitCode::SUCCESS)
        }
    };
    unless_closed(outcome.and_then(|code| Ok(out.flush().map(|()| code)?)))
}

/// A reader that went away (`tanya topics | head -3`) is no failure.
fn unless_closed(outcome: Result<ExitCode>) -> Result<ExitCode> {
    match outcome {
        Err(error)
            if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) =>
        {
            Ok(ExitCode::SUCCESS)
        }
        other => other,
    }
}

/// Loads the knowledge; what is wrong with it goes to the error output, with its places.
fn load(origin: &Origin) -> Result<Arc<Knowledge>> {
    let files = origin.files()?;
    match Knowledge::load_with(&files, Learnt::of(origin)?) {
        Ok(knowledge) => Ok(Arc::new(knowledge)),
        Err(LoadError::Broken(problems)) => {
            let mut err = io::stderr().lock();
            check::print(&files, &problems, &mut err)?;
            Err(LoadError::Broken(problems).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// The store that is named, or else the one in the data folder.
async fn local_store(database: Option<&str>) -> Result<Store> {
    let url = match database {
        Some(url) => url.to_owned(),
        None => format!("sqlite:{}", data_file()?.display()),
    };
    Ok(Store::open(&url).await?)
}

fn data_file() -> Result<PathBuf> {
    let folders = etcetera::choose_base_strategy().context("cannot find your data folder; use --database")?;
    Ok(folders.data_dir().join("tanya").join("tanya.db"))
}

/// The clock: the system's, or noon in the office on a given date.
fn clock(at: Option<Date>) -> Clock {
    at.map_or_else(Clock::system, |date| Clock::fixed(Timestamp::noon(date)))
}

/// A runtime for a command that asks the store or Telegram a few things.
fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// "1 topic", "2 topics".
fn counted(count: usize, one: &str) -> String {
    format!("{count} {}", plural(count, one))
}

fn plural(count: usize, one: &str) -> String {
    if count == 1 { one.to_owned() } else { format!("{one}s") }
}

/// A person's words as a terminal may show them: without what moves its cursor or turns
/// its direction.
fn on_terminal(words: &str) -> String {
    Html::of_text(words).plain()
}

fn parse_lang(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| "one of: id, en".to_owned())
}

fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date such as 2020-02-07".to_owned())
}

/// The lines of a file of questions. Only `\n` ends a line: questions hold anything else.
fn read_lines(path: &Path) -> Result<Vec<String>> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.split('\n').filter(|line| !line.is_empty()).map(str::to_owned).collect())
}
