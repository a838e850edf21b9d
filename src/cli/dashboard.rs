//! `tanya dashboard`: the dashboard alone, links into it, and the browsers that are signed
//! in. Whoever sits at the server may do everything.

use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use tokio::net::TcpListener;

use super::live::keep_live;
use super::{load, runtime, serve};
use crate::app::App;
use crate::chat::PersonId;
use crate::clock::{Clock, Timestamp};
use crate::knowledge::{Origin, watch};
use crate::staff::Member;
use crate::store::{Session, Store};
use crate::telegram::{LOGIN_LASTS, dashboard_link};
use crate::web::{self, Dashboard, THE_SERVER};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Where we listen [default: 127.0.0.1:8080, or as configured]
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// The configuration [default: tanya.toml in the current folder, if there is one]
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<std::path::PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print a link that signs somebody in, once, within five minutes
    Link {
        /// The number of their account, see `tanya staff list` [default: whoever sits here, as admin]
        #[arg(long, value_name = "ID")]
        person: Option<i64>,
    },
    /// The browsers that are signed in
    Sessions {
        /// As a JSON list
        #[arg(long)]
        json: bool,
    },
    /// Sign browsers out
    Revoke {
        /// Its name, see `tanya dashboard sessions`
        #[arg(required_unless_present_any = ["person", "all"])]
        name: Option<String>,
        /// All of one person
        #[arg(long, value_name = "ID", conflicts_with = "name")]
        person: Option<i64>,
        /// All of everybody
        #[arg(long, conflicts_with_all = ["name", "person"])]
        all: bool,
    },
}

/// Serves the dashboard until told to stop.
pub(super) fn serve_alone(args: &Args, origin: &Origin, database: Option<&str>) -> Result<ExitCode> {
    let config = serve::Args::dashboard(args.config.clone(), args.listen.clone());
    let (settings, staff, tickets) = config.read_dashboard(database)?;
    serve::hide_panics();
    let knowledge = load(origin)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let stop = serve::stop_on_signals()?;
        let listener = bind(settings.listen).await?;
        let store = config.store(database).await?;
        let app = Arc::new(App::new(knowledge, Some(store.clone()), Clock::system()));
        keep_live(&app, origin, Clock::system());
        tracing::info!(url = %settings.url, "the dashboard is served");
        let watching = tokio::spawn(watch(app.live().clone(), origin.clone(), Clock::system()));
        let origin = origin.clone();
        let dashboard = Dashboard { app, store: store.clone(), staff, tickets, settings, origin };
        let served = web::run(listener, dashboard, stop).await;
        watching.abort();
        store.close().await;
        served.map_err(anyhow::Error::from)
    });
    runtime.shutdown_background();
    served.map(|()| ExitCode::SUCCESS)
}

pub(super) async fn bind(listen: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(listen).await.with_context(|| format!("the dashboard cannot listen at {listen}"))
}

pub(super) fn run(
    args: &Args,
    origin: &Origin,
    database: Option<&str>,
    out: &mut dyn Write,
) -> Result<ExitCode> {
    let Some(command) = &args.command else { return serve_alone(args, origin, database) };
    let config = serve::Args::dashboard(args.config.clone(), args.listen.clone());
    let (settings, staff, _) = config.read_dashboard(database)?;
    runtime()?.block_on(async {
        let store = config.store(database).await?;
        let now = Clock::system().now();
        match command {
            Command::Link { person } => {
                let person = person.map_or(THE_SERVER, PersonId);
                if person != THE_SERVER {
                    let joined = store.member(person).await?;
                    if Member::standing(person, joined, &staff.admins).is_none() {
                        bail!("{} is nobody of the office; see `tanya staff list`", person.0);
                    }
                }
                link(&store, &settings.url, person, now, out).await?;
            }
            Command::Sessions { json } => list(&store.sessions(None, now).await?, *json, out)?,
            Command::Revoke { name, person, all: _ } => {
                let beginning = name.as_deref().unwrap_or_default();
                let ended = store.end_sessions(person.map(PersonId), beginning, now).await?;
                if ended == 0 {
                    bail!("no such browser is signed in; see `tanya dashboard sessions`");
                }
                writeln!(out, "{ended} browser(s) signed out.")?;
            }
        }
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

async fn link(store: &Store, url: &str, person: PersonId, now: Timestamp, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", dashboard_link(store, url, person, now).await?)?;
    let until = now.plus(LOGIN_LASTS);
    writeln!(out, "It signs in once, until {} WIB. The dashboard must be running.", until.wall())?;
    Ok(())
}

fn list(sessions: &[Session], json: bool, out: &mut dyn Write) -> Result<()> {
    if json {
        let sessions: Vec<_> = sessions.iter().map(as_json).collect();
        writeln!(out, "{}", serde_json::Value::from(sessions))?;
        return Ok(());
    }
    if sessions.is_empty() {
        writeln!(out, "Nobody is signed in; see `tanya dashboard link --help`.")?;
    }
    for Session { name, person, made_at, seen_at, .. } in sessions {
        writeln!(
            out,
            "{name}  {:>12}  since {}  last seen {} WIB",
            person.0,
            made_at.wall(),
            seen_at.wall()
        )?;
    }
    Ok(())
}

fn as_json(session: &Session) -> serde_json::Value {
    let Session { name, person, made_at, seen_at, until } = session;
    serde_json::json!({
        "name": name, "person": person.0, "since": made_at.rfc3339(), "seen": seen_at.rfc3339(),
        "until": until.rfc3339(),
    })
}
