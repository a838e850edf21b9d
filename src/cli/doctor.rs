//! `tanya doctor`: everything that `tanya serve` needs, each with what to do where it is
//! not right. Prints no secret.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use secrecy::ExposeSecret;
use serde_json::Value;

use super::serve;
use crate::app::chain;
use crate::clock::{Clock, Timestamp};
use crate::config::{self, Config};
use crate::knowledge::{Knowledge, Learnt, Origin};
use crate::store::{Queues, Store};
use crate::telegram::{Bot, CallError, Client};

/// Two clocks may differ by this much, in milliseconds.
const CLOCKS_APART: i64 = 30_000;
/// Updates that Telegram keeps while nobody fetches them: more is a sign.
const PENDING: i64 = 100;

/// What was found about one thing.
enum Finding {
    Fine(String),
    /// It works, but.
    Odd(String, &'static str),
    /// It does not work; what to do.
    Wrong(String, &'static str),
}
use Finding::{Fine, Odd, Wrong};

pub(super) fn run(
    args: &serve::Args,
    origin: &Origin,
    database: Option<&str>,
    out: &mut dyn Write,
) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut findings = vec![("knowledge", knowledge(origin))];
    match args.read(database) {
        Ok(config) => {
            findings.push(("configuration", Fine("it is right".to_owned())));
            findings.extend(config.dashboard.as_ref().map(|settings| ("dashboard", dashboard(settings))));
            findings.extend(runtime.block_on(examine(&config)));
        }
        Err(error) => {
            findings.push(("configuration", Wrong(format!("{error:#}"), "mend these, and ask again")))
        }
    }
    let mut sound = true;
    for (what, finding) in findings {
        match finding {
            Fine(found) => writeln!(out, "ok     {what}: {found}")?,
            Odd(found, advice) => writeln!(out, "note   {what}: {found}\n       {advice}")?,
            Wrong(found, advice) => {
                sound = false;
                writeln!(out, "WRONG  {what}: {found}\n       {advice}")?;
            }
        }
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn knowledge(origin: &Origin) -> Finding {
    let today = Clock::system().now().date();
    match origin.files().and_then(|files| Knowledge::check(&files, Learnt::of(origin)?, today)) {
        Err(error) => Wrong(chain(&error), "see `tanya check`"),
        Ok(checked) if checked.is_broken() => Wrong(
            format!("{} problem(s)", checked.problems.len()),
            "see `tanya check`; nothing is served with errors",
        ),
        Ok(checked) if !checked.problems.is_empty() => {
            Odd(format!("{} warning(s)", checked.problems.len()), "see `tanya check`")
        }
        Ok(_) => Fine("it has no problem".to_owned()),
    }
}

async fn examine(config: &Config) -> Vec<(&'static str, Finding)> {
    let mut findings = vec![("database", memory(config).await), ("files", permissions(config))];
    let client = match Client::new(&config.api_url, &config.token) {
        Ok(client) => client,
        Err(error) => {
            findings.push(("Telegram", Wrong(error.to_string(), "the connection cannot be set up")));
            return findings;
        }
    };
    match client.me().await {
        Err(CallError::Unauthorised) => {
            findings.push((
                "token",
                Wrong("Telegram does not know it".to_owned(), "copy it again from @BotFather"),
            ));
        }
        Err(error) => {
            let advice =
                "is there a way to the internet, and is api_url right? `tanya serve` would keep trying";
            findings.push(("Telegram", Wrong(error.to_string(), advice)));
        }
        Ok((bot, date)) => {
            findings.push(("token", Fine(format!("it is @{}'s", bot.username))));
            findings.push(("clock", clock(date, Clock::system().now())));
            findings.push(("groups", groups(&bot)));
            findings.push(("inline mode", inline(&bot)));
            findings.push(("webhook", webhook(&client, config).await));
        }
    }
    findings
}

async fn memory(config: &Config) -> Finding {
    let advice = "is it up, is the address right, is there space on the disk?";
    let url = match serve::database_url(config) {
        Ok(url) => url,
        Err(error) => return Wrong(format!("{error:#}"), "give --database"),
    };
    let store = match Store::open(url.expose_secret()).await {
        Ok(store) => store,
        Err(error) => return Wrong(chain(&error), advice),
    };
    let found = match (store.ping().await, store.queues().await) {
        (Err(error), _) | (_, Err(error)) => return Wrong(chain(&error), advice),
        (Ok(()), Ok(queues)) => queues,
    };
    store.close().await;
    queues(&found)
}

fn queues(queues: &Queues) -> Finding {
    let told = format!("{} update(s) wait, {} request(s) unsent", queues.waiting, queues.unsent);
    match queues.parked {
        0 => Fine(told),
        parked => Odd(format!("{told}, {parked} update(s) given up"), "see `tanya inbox`"),
    }
}

fn dashboard(settings: &config::Dashboard) -> Finding {
    let found = format!("{} at {}", settings.url, settings.listen);
    if settings.is_bare() {
        let advice =
            "others can reach it without TLS: listen on 127.0.0.1 behind a proxy, and say its https url";
        return Odd(found, advice);
    }
    Fine(found)
}

/// The files that hold secrets or people's words are for their owner alone.
#[cfg(unix)]
fn permissions(config: &Config) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    let url = serve::database_url(config).ok();
    let database =
        url.as_ref().and_then(|url| url.expose_secret().strip_prefix("sqlite:").map(str::to_owned));
    let open = [database, std::env::var("TELOXIDE_TOKEN_FILE").ok()]
        .into_iter()
        .flatten()
        .find(|path| std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0));
    match open {
        Some(path) => Wrong(format!("others can read {path}"), "chmod 600 it"),
        None => Fine("only their owner can read them".to_owned()),
    }
}

#[cfg(not(unix))]
fn permissions(_: &Config) -> Finding {
    Fine("not looked at on this system".to_owned())
}

fn clock(telegram: Option<Timestamp>, ours: Timestamp) -> Finding {
    match telegram.map(|theirs| ours.since(theirs).abs()) {
        Some(apart) if apart > CLOCKS_APART => Wrong(
            format!("it is {} s away from Telegram's", apart / 1000),
            "answers depend on the date: set it by NTP",
        ),
        Some(_) => Fine("it agrees with Telegram's".to_owned()),
        None => Odd("Telegram told no time".to_owned(), "is a proxy in between?"),
    }
}

fn groups(bot: &Bot) -> Finding {
    match (bot.can_join_groups, bot.can_read_all_group_messages) {
        (false, _) => {
            Odd("the bot cannot be added to groups".to_owned(), "if it shall be: @BotFather, /setjoingroups")
        }
        (true, true) => Odd(
            "privacy mode is off: Telegram sends us every message of its groups".to_owned(),
            "it answers only when called; turn it on again with @BotFather, /setprivacy",
        ),
        (true, false) => Fine("it is called by name, by reply or by command".to_owned()),
    }
}

fn inline(bot: &Bot) -> Finding {
    if bot.supports_inline_queries {
        return Fine("it is on".to_owned());
    }
    Odd("it is off".to_owned(), "if people shall use the bot in any chat: @BotFather, /setinline")
}

async fn webhook(client: &Client, config: &Config) -> Finding {
    let told = match client.call("getWebhookInfo", "{}".to_owned()).await {
        Ok(told) => serde_json::from_str::<Value>(&told).unwrap_or_default(),
        Err(error) => return Wrong(error.to_string(), "ask again"),
    };
    let url = told.get("url").and_then(Value::as_str).unwrap_or_default();
    let pending = told.get("pending_update_count").and_then(Value::as_i64).unwrap_or_default();
    let fault = told.get("last_error_message").and_then(Value::as_str);
    match (&config.webhook, url) {
        (None, "") if pending > PENDING => {
            Odd(format!("{pending} updates wait at Telegram"), "is `tanya serve` running? It fetches them")
        }
        (None, "") => Fine(format!("none; updates are fetched (waiting: {pending})")),
        (None, _) => {
            Odd("one is set".to_owned(), "`tanya serve` without --webhook removes it and keeps what waits")
        }
        (Some(wanted), url) if wanted.url != url => {
            Odd("Telegram calls another address, or none".to_owned(), "`tanya serve` sets it at its start")
        }
        (Some(_), _) => match fault {
            Some(fault) => Odd(
                format!("Telegram's last call failed: {fault}"),
                "is the proxy up, its certificate valid?",
            ),
            None => Fine(format!("it is set (updates waiting: {pending})")),
        },
    }
}
