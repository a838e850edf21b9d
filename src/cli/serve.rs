//! `tanya serve`: the bot on Telegram, until it is told to stop.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use secrecy::{ExposeSecret, SecretString};
use tokio_util::sync::CancellationToken;

use super::live::keep_live;
use super::{dashboard, data_file, load, local_store};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{self, Config, Flags, Sources};
use crate::knowledge::Origin;
use crate::secret;
use crate::store::Store;
use crate::telegram::{Client, Serving, Webhook, serve};
use crate::web::{self, Dashboard};

/// The configuration that is read where none is named.
const FILE: &str = "tanya.toml";

/// Where the configuration is, and what goes before it.
#[derive(Debug, clap::Args)]
#[group(id = "configuration")]
pub(super) struct Args {
    /// The configuration [default: tanya.toml in the current folder, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Telegram, or a Bot API server of your own
    #[arg(long, value_name = "URL")]
    api_url: Option<String>,
    /// The address at which Telegram brings updates, instead of our fetching them
    #[arg(long, value_name = "URL", requires = "listen")]
    webhook: Option<String>,
    /// Where we listen for them, behind a proxy
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// Where the dashboard listens, on this machine [default: as configured, or there is none]
    #[arg(long, value_name = "ADDR:PORT")]
    dashboard: Option<String>,
}

impl Args {
    /// Those of `tanya dashboard`.
    pub(super) fn dashboard(config: Option<PathBuf>, listen: Option<String>) -> Args {
        Args { config, api_url: None, webhook: None, listen: None, dashboard: listen }
    }

    /// Where the dashboard is and who may do everything, also where there is no token.
    pub(super) fn read_dashboard(
        &self,
        database: Option<&str>,
    ) -> Result<(config::Dashboard, config::Staff, config::Tickets)> {
        self.with_sources(database, |sources| Ok(Config::dashboard(sources)?))
    }

    /// The configuration with all that is said about it.
    pub(super) fn read(&self, database: Option<&str>) -> Result<Config> {
        self.with_sources(database, |sources| Ok(Config::read(sources)?))
    }

    /// The store that `serve` uses, also where there is no token.
    pub(super) async fn store(&self, database: Option<&str>) -> Result<Store> {
        let url = self.with_sources(database, |sources| Ok(Config::database(sources)?))?;
        local_store(url.as_ref().map(ExposeSecret::expose_secret)).await
    }

    fn with_sources<T>(
        &self,
        database: Option<&str>,
        read: impl FnOnce(&Sources<'_>) -> Result<T>,
    ) -> Result<T> {
        let named = self.config.as_deref();
        let path = named.or_else(|| Some(Path::new(FILE)).filter(|path| path.exists()));
        let file = path.map(|path| {
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
        });
        let file = file.transpose()?;
        let vars: BTreeMap<String, String> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let token_file = vars.get("TELOXIDE_TOKEN_FILE").filter(|path| !path.is_empty());
        let token_file =
            token_file.map(|path| std::fs::read_to_string(path).map_err(|error| error.kind().to_string()));
        let flags = Flags {
            api_url: self.api_url.clone(),
            database: database.map(str::to_owned),
            webhook: self.webhook.clone(),
            listen: self.listen.clone(),
            dashboard: self.dashboard.clone(),
        };
        read(&Sources { file: file.as_deref(), vars, token_file, flags })
    }
}

pub(super) fn run(args: &Args, origin: &Origin, database: Option<&str>) -> Result<ExitCode> {
    let config = args.read(database)?;
    hide_panics();
    let knowledge = load(origin)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let stop = stop_on_signals()?;
        let Some(store) = stop.run_until_cancelled(until_open(&config)).await else { return Ok(()) };
        let store = store?;
        let settings = config.dashboard.clone();
        let serving = serving(config, store.clone(), knowledge)?;
        keep_live(&serving.app, origin, serving.clock.clone());
        let beside = beside(settings, &serving, origin.clone(), stop.clone()).await?;
        let (served, ()) = tokio::join!(serve(serving, stop.clone()), beside);
        store.close().await;
        served.map_err(anyhow::Error::from)
    });
    // What is still under way has had its time.
    runtime.shutdown_background();
    served.map(|()| ExitCode::SUCCESS)
}

fn serving(config: Config, store: Store, knowledge: Arc<crate::knowledge::Knowledge>) -> Result<Serving> {
    let clock = Clock::system();
    let client = Client::new(&config.api_url, &config.token)?;
    let webhook = match config.webhook {
        Some(config::Webhook { url, listen, secret }) => {
            let secret = match secret {
                Some(secret) => secret,
                None => SecretString::from(secret::word()?),
            };
            Some(Webhook { url, listen, secret })
        }
        None => None,
    };
    let app = App::new(knowledge, Some(store.clone()), clock.clone());
    let app = Arc::new(app.keeping_answered(config.retention.answered_days > 0));
    let Config { limits, abuse, retention, staff, tickets, dashboard, .. } = config;
    let dashboard_url = dashboard.map(|dashboard| dashboard.url);
    let name = secret::word()?;
    Ok(Serving {
        app,
        store,
        clock,
        client,
        limits,
        abuse,
        retention,
        staff,
        tickets,
        dashboard_url,
        webhook,
        name,
    })
}

/// The dashboard beside the bot, where there is one. It ends with the bot; the bot goes on
/// without it.
async fn beside(
    settings: Option<config::Dashboard>,
    serving: &Serving,
    origin: Origin,
    stop: CancellationToken,
) -> Result<impl Future<Output = ()> + use<>> {
    let listening = match settings {
        Some(settings) => Some((dashboard::bind(settings.listen).await?, settings)),
        None => None,
    };
    let Serving { app, store, staff, tickets, .. } = serving;
    let (app, store, staff, tickets) = (app.clone(), store.clone(), staff.clone(), *tickets);
    Ok(async move {
        let Some((listener, settings)) = listening else { return };
        tracing::info!(url = %settings.url, "the dashboard is served");
        let dashboard = Dashboard { app, store, staff, tickets, settings, origin };
        if let Err(error) = web::run(listener, dashboard, stop).await {
            tracing::error!(error = %crate::app::chain(&error), "the dashboard has ended");
        }
    })
}

/// The store. A database that is not up yet is waited for; one that cannot serve is not.
async fn until_open(config: &Config) -> Result<Store> {
    let url = database_url(config)?;
    let mut told = false;
    loop {
        match Store::open(url.expose_secret()).await {
            Err(error @ crate::store::StoreError::Unavailable(_))
                if url.expose_secret().starts_with("postgres") =>
            {
                if !std::mem::replace(&mut told, true) {
                    tracing::error!(error = %crate::app::chain(&error), "the database is not up; waiting for it");
                }
                tokio::time::sleep(std::time::Duration::from_secs(2)).await;
            }
            opened => return Ok(opened?),
        }
    }
}

/// Where things are remembered: as configured, else a file in the data folder.
pub(super) fn database_url(config: &Config) -> Result<SecretString> {
    match &config.database {
        Some(url) => Ok(url.clone()),
        None => Ok(SecretString::from(format!("sqlite:{}", data_file()?.display()))),
    }
}

/// A token that SIGTERM and SIGINT cancel; a second signal ends the process at once.
pub(super) fn stop_on_signals() -> Result<CancellationToken> {
    use tokio::signal::unix::{SignalKind, signal};
    let stop = CancellationToken::new();
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stopped = stop.clone();
    tokio::spawn(async move {
        loop {
            tokio::select! { _ = term.recv() => {} _ = int.recv() => {} }
            if stopped.is_cancelled() {
                tracing::warn!("told twice to stop: ending at once");
                std::process::exit(130);
            }
            tracing::info!("stopping; what is in hand is finished");
            stopped.cancel();
        }
    });
    Ok(stop)
}

/// A panic's message may quote a person's words: the log gets the place alone.
pub(super) fn hide_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "the program panicked");
    }));
}
