//! `tanya staff`: the people who answer for the office. A link makes one of whoever opens
//! it first; of its code only a hash is kept.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};

use super::{link, load, on_terminal, runtime, serve};
use crate::chat::PersonId;
use crate::clock::Clock;
use crate::faq::Faq;
use crate::knowledge::Origin;
use crate::secret::{digest, word};
use crate::staff::{Invite, Member, Role};
use crate::store::Store;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    config: serve::Args,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print a link that makes whoever opens it first a person of the office
    Invite(InviteArgs),
    /// Everybody who answers for the office
    List {
        /// As a JSON list
        #[arg(long)]
        json: bool,
    },
    /// Somebody is of the office no more; their tickets are free for others
    Remove {
        /// The number of their account; see `tanya staff list`
        person: i64,
    },
}

#[derive(Debug, clap::Args)]
struct InviteArgs {
    /// The programme that they answer for [default: all]
    #[arg(long)]
    programme: Option<String>,
    /// What they may do: contact, admin
    #[arg(long, default_value = "contact", value_parser = parse_role)]
    role: Role,
    /// Their key in faq/contacts.toml
    #[arg(long, value_name = "KEY")]
    contact: Option<String>,
    /// How many days the link is good for
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=365))]
    days: u32,
    /// The bot's username [default: Telegram is asked, with the token]
    #[arg(long, value_name = "BOT")]
    name: Option<String>,
}

pub(super) fn run(
    args: &Args,
    origin: &Origin,
    database: Option<&str>,
    out: &mut dyn Write,
) -> Result<ExitCode> {
    let prepared = match &args.command {
        Command::Invite(invite) => {
            check(invite, &load(origin)?.faq)?;
            let bot = match &invite.name {
                Some(name) => name.trim_start_matches('@').to_owned(),
                None => link::ask_telegram(&args.config, database)?,
            };
            Some((invite, bot))
        }
        _ => None,
    };
    runtime()?.block_on(async {
        let store = args.config.store(database).await?;
        match (&args.command, prepared) {
            (Command::Invite(_), Some((args, bot))) => invite(&store, args, &bot, out).await?,
            (Command::List { json }, _) => list(&store.members().await?, *json, out)?,
            (Command::Remove { person }, _) => remove(&store, PersonId(*person), out).await?,
            (Command::Invite(_), None) => {}
        }
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

/// An invitation to what is not there would be found out only by whoever follows it.
fn check(args: &InviteArgs, faq: &Faq) -> Result<()> {
    let served = || faq.programmes.iter().filter(|programme| !programme.small_talk);
    let missing = |id: &&str| served().all(|programme| programme.id != *id);
    if let Some(programme) = args.programme.as_deref().filter(missing) {
        let known: Vec<&str> = served().map(|programme| programme.id.as_str()).collect();
        bail!("there is no programme `{programme}`; there are: {}", known.join(", "));
    }
    let unknown = |key: &&str| faq.contacts.iter().all(|contact| contact.key != *key);
    if let Some(contact) = args.contact.as_deref().filter(unknown) {
        let known: Vec<&str> = faq.contacts.iter().map(|contact| contact.key.as_str()).collect();
        bail!("faq/contacts.toml has no `{contact}`; it has: {}", known.join(", "));
    }
    Ok(())
}

async fn invite(store: &Store, args: &InviteArgs, bot: &str, out: &mut dyn Write) -> Result<()> {
    let (code, now) = (word()?, Clock::system().now());
    let until = now.plus(DAY * args.days);
    let (programme, contact) = (args.programme.clone(), args.contact.clone());
    store.add_invite(&digest(&code), &Invite { role: args.role, programme, contact }, now, until).await?;
    writeln!(out, "https://t.me/{bot}?start=staff_{code}")?;
    writeln!(out, "Whoever opens it first, until {} WIB, answers for the office.", until.wall())?;
    Ok(())
}

async fn remove(store: &Store, person: PersonId, out: &mut dyn Write) -> Result<()> {
    if !store.remove_member(person, Clock::system().now()).await? {
        bail!("{} is nobody of the office; see `tanya staff list`", person.0);
    }
    writeln!(out, "{} is of the office no more; their tickets are free for others.", person.0)?;
    Ok(())
}

fn list(members: &[Member], json: bool, out: &mut dyn Write) -> Result<()> {
    if json {
        let members: Vec<_> = members.iter().map(as_json).collect();
        writeln!(out, "{}", serde_json::Value::from(members))?;
        return Ok(());
    }
    if members.is_empty() {
        writeln!(out, "Nobody has joined yet; see `tanya staff invite --help`.")?;
    }
    for member in members {
        let programme = member.programme.as_deref().unwrap_or("all programmes");
        let contact = member.contact.as_deref().unwrap_or("-");
        let (person, role, lang) = (member.person.0, member.role.code(), member.lang.code());
        let name = on_terminal(&member.name).replace('\n', " ");
        writeln!(out, "{person:>12}  {role:<7}  {programme:<16}  {contact:<12}  {lang}  {name}")?;
    }
    Ok(())
}

fn as_json(member: &Member) -> serde_json::Value {
    serde_json::json!({
        "person": member.person.0, "name": member.name, "role": member.role.code(),
        "programme": member.programme, "contact": member.contact, "language": member.lang.code(),
    })
}

fn parse_role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| "one of: contact, admin".to_owned())
}
