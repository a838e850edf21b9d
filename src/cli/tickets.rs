//! `tanya tickets`: what waits for a person of the office, for an office without the
//! chat. Questions are shown as they are kept, masked.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};

use super::{answers, on_terminal, parse_date, runtime, serve};
use crate::chat::TicketNumber;
use crate::clock::{Date, Timestamp};
use crate::sheet;
use crate::staff::{Member, Post, Ticket, TicketState};
use crate::store::{Actor, Store, TicketFilter};

/// Tickets that are read at once.
const PAGE: u32 = 500;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The columns of an export; the last is empty, for what `import` reads.
const COLUMNS: [&str; 13] = [
    "number",
    "state",
    "programme",
    "language",
    "asked",
    "question",
    "owner",
    "told",
    "closed",
    "why",
    "content",
    "said",
    "answer",
];

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    config: serve::Args,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Tickets, oldest first
    List {
        /// Only these: open, claimed, answered, closed, dismissed
        #[arg(long, value_delimiter = ',', value_parser = parse_state, default_value = "open,claimed,answered")]
        state: Vec<TicketState>,
        /// Only those near to this programme
        #[arg(long)]
        programme: Option<String>,
        /// As a JSON list
        #[arg(long)]
        json: bool,
    },
    /// A ticket with all that was written, and who did what
    Show {
        /// Its number
        number: i64,
        /// As a JSON object
        #[arg(long)]
        json: bool,
    },
    /// All tickets as CSV, for a spreadsheet
    Export {
        /// Asked on this day or later
        #[arg(long, value_name = "DATE", value_parser = parse_date)]
        from: Option<Date>,
        /// Asked on this day or earlier
        #[arg(long, value_name = "DATE", value_parser = parse_date)]
        to: Option<Date>,
    },
    /// Send answers from a CSV with the columns number and answer
    Import(ImportArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// The table; other columns are left alone, and so are rows without an answer
    pub file: PathBuf,
    /// Say what would be sent, and send nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Hours without a word after which an answered ticket closes itself
    #[arg(long, default_value_t = 72, value_parser = clap::value_parser!(u32).range(1..=8760))]
    pub quiet_hours: u32,
}

pub(super) fn run(args: &Args, database: Option<&str>, out: &mut dyn Write) -> Result<ExitCode> {
    runtime()?.block_on(async {
        let store = args.config.store(database).await?;
        let mut done = ExitCode::SUCCESS;
        match &args.command {
            Command::List { state, programme, json } => {
                let filter = TicketFilter {
                    states: state.clone(),
                    programme: programme.clone(),
                    ..TicketFilter::default()
                };
                list(&store, &filter, *json, out).await?;
            }
            Command::Show { number, json } => show(&store, TicketNumber(*number), *json, out).await?,
            Command::Export { from, to } => export(&store, *from, *to, out).await?,
            Command::Import(args) => done = answers::import(&store, args, out).await?,
        }
        store.close().await;
        Ok(done)
    })
}

/// Everybody's name, by account.
async fn names(store: &Store) -> Result<HashMap<i64, String>> {
    let named = |member: Member| (member.person.0, member.name);
    Ok(store.members().await?.into_iter().map(named).collect())
}

async fn list(store: &Store, filter: &TicketFilter, json: bool, out: &mut dyn Write) -> Result<()> {
    let (names, mut last, mut all) = (names(store).await?, TicketNumber(0), Vec::new());
    loop {
        let page = store.some_tickets(filter, last, PAGE).await?;
        let Some(end) = page.last() else { break };
        last = end.number;
        if json {
            all.extend(page.iter().map(|ticket| as_json(ticket, &names)));
            continue;
        }
        for ticket in &page {
            writeln!(out, "{}", line(ticket, &names))?;
        }
    }
    if json {
        writeln!(out, "{}", serde_json::Value::from(all))?;
        return Ok(());
    }
    let counts = store.count_tickets(filter.programme.as_deref()).await?;
    let counts: Vec<String> =
        counts.iter().map(|(state, count)| format!("{count} {}", state.code())).collect();
    writeln!(out, "{}", counts.join(", "))?;
    Ok(())
}

/// A ticket in one line.
fn line(ticket: &Ticket, names: &HashMap<i64, String>) -> String {
    let (state, asked) = (ticket.state.code(), ticket.asked_at.wall());
    let programme = ticket.programme.as_deref().unwrap_or("-");
    let owner = owner(ticket, names).map(|name| format!("  [{}]", one_line(&name))).unwrap_or_default();
    let question = one_line(&ticket.question);
    format!(
        "{:>6}  {state:<9}  {asked}  {programme:<12}  {}  {question}{owner}",
        ticket.number.0,
        ticket.lang.code()
    )
}

/// Who took it: by name, or by number where they left.
fn owner(ticket: &Ticket, names: &HashMap<i64, String>) -> Option<String> {
    let person = ticket.owner?.0;
    Some(names.get(&person).cloned().unwrap_or_else(|| person.to_string()))
}

fn one_line(words: &str) -> String {
    on_terminal(words).replace('\n', " ")
}

async fn show(store: &Store, number: TicketNumber, json: bool, out: &mut dyn Write) -> Result<()> {
    let ticket = store.ticket(number).await?.with_context(|| format!("there is no ticket {}", number.0))?;
    let (posts, events, names) =
        (store.posts(number).await?, store.events(number).await?, names(store).await?);
    if json {
        let mut whole = as_json(&ticket, &names);
        whole["posts"] = posts.iter().map(post_json).collect();
        whole["events"] = events.iter().map(|(at, actor, act, detail)| {
            serde_json::json!({ "at": at.0, "actor": who(*actor, &HashMap::new()), "act": act, "detail": detail })
        }).collect();
        writeln!(out, "{whole}")?;
        return Ok(());
    }
    writeln!(out, "{}", line(&ticket, &names))?;
    if let Some((at, why)) = ticket.closed {
        writeln!(out, "        over since {}: {}", at.wall(), why.code())?;
    }
    writeln!(out, "What was written:")?;
    for post in &posts {
        let author = post.author.map_or_else(|| "-".to_owned(), |person| who(Actor::Staff(person), &names));
        let words = one_line(post.text.as_deref().unwrap_or_default());
        let (kind, state) = (post.kind.code(), post.state.code());
        writeln!(out, "  {}  {kind:<6}  {state:<11}  {}  {words}", post.at.wall(), one_line(&author))?;
    }
    writeln!(out, "Who did what:")?;
    for (at, actor, act, detail) in &events {
        writeln!(out, "  {}  {}  {act}  {}", at.wall(), one_line(&who(*actor, &names)), one_line(detail))?;
    }
    Ok(())
}

fn who(actor: Actor, names: &HashMap<i64, String>) -> String {
    match actor {
        Actor::Asker => "asker".to_owned(),
        Actor::Program => "program".to_owned(),
        Actor::Staff(person) => names.get(&person.0).cloned().unwrap_or_else(|| person.0.to_string()),
    }
}

fn as_json(ticket: &Ticket, names: &HashMap<i64, String>) -> serde_json::Value {
    let (closed_at, closing) = ticket.closed.map(|(at, why)| (at.0, why.code())).unzip();
    serde_json::json!({
        "number": ticket.number.0, "state": ticket.state.code(), "programme": ticket.programme,
        "language": ticket.lang.code(), "question": ticket.question,
        "offered": ticket.offered.iter().map(|topic| topic.as_str()).collect::<Vec<_>>(),
        "asked_at": ticket.asked_at.0, "owner": ticket.owner.map(|person| person.0),
        "owner_name": owner(ticket, names), "leader": ticket.leader.map(|leader| leader.0),
        "told_at": ticket.told_at.map(|at| at.0), "heard_at": ticket.heard_at.map(|at| at.0),
        "due_at": ticket.due_at.map(|at| at.0), "closed_at": closed_at, "closing": closing,
        "content": ticket.content,
    })
}

fn post_json(post: &Post) -> serde_json::Value {
    serde_json::json!({
        "nth": post.nth, "kind": post.kind.code(), "state": post.state.code(),
        "author": post.author.map(|person| person.0), "text": post.text, "at": post.at.0,
    })
}

async fn export(store: &Store, from: Option<Date>, to: Option<Date>, out: &mut dyn Write) -> Result<()> {
    let midnight = |date: Date| Timestamp::noon(date).minus(DAY / 2);
    let filter = TicketFilter {
        from: from.map(midnight),
        before: to.map(|to| midnight(to).plus(DAY)),
        ..TicketFilter::default()
    };
    out.write_all(&sheet::row(&COLUMNS.map(str::to_owned))?)?;
    let (names, mut last) = (names(store).await?, TicketNumber(0));
    loop {
        let page = store.some_tickets(&filter, last, PAGE).await?;
        let (Some(start), Some(end)) = (page.first(), page.last()) else { return Ok(()) };
        let mut said: HashMap<TicketNumber, Vec<String>> = HashMap::new();
        for (number, words) in store.said(start.number, end.number).await? {
            said.entry(number).or_default().push(words);
        }
        for ticket in &page {
            let said = said.remove(&ticket.number).unwrap_or_default().join("\n");
            out.write_all(&sheet::row(&cells(ticket, said, &names))?)?;
        }
        last = end.number;
    }
}

/// A ticket as a row of the export.
fn cells(ticket: &Ticket, said: String, names: &HashMap<i64, String>) -> [String; COLUMNS.len()] {
    let wall = |at: Option<Timestamp>| at.map(Timestamp::wall).unwrap_or_default();
    [
        ticket.number.0.to_string(),
        ticket.state.code().to_owned(),
        ticket.programme.clone().unwrap_or_default(),
        ticket.lang.code().to_owned(),
        ticket.asked_at.wall(),
        ticket.question.clone(),
        owner(ticket, names).unwrap_or_default(),
        wall(ticket.told_at),
        wall(ticket.closed.map(|(at, _)| at)),
        ticket.closed.map(|(_, why)| why.code().to_owned()).unwrap_or_default(),
        ticket.content.map(|content| content.to_string()).unwrap_or_default(),
        said,
        String::new(),
    ]
}

fn parse_state(code: &str) -> Result<TicketState, String> {
    TicketState::from_code(code)
        .ok_or_else(|| "one of: open, claimed, answered, closed, dismissed".to_owned())
}
