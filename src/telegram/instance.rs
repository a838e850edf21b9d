//! One instance at work: it leads or stands by, receives, handles and sends. Of several
//! on one database one leads at a time; all of them receive what Telegram brings.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::client::{Bot, CallError};
use super::desk::{Clerk, Desks, Gists};
use super::gate::Gate;
use super::handle::Handler;
use super::poll::{Poller, WANTED};
use super::send::{Sender, pause};
use super::serve::Serving;
use super::typing::{self, Expected};
use super::webhook::Intake;
use super::{profile, webhook};
use crate::app::chain;
use crate::store::{Lease, Removed, StoreError};

/// How long the lead lasts, and how often it is renewed.
const TERM: Duration = Duration::from_secs(15);
const RENEWAL: Duration = Duration::from_secs(5);
/// How often a standby looks whether the lead is free.
const STANDBY: Duration = Duration::from_millis(500);
/// How long a stop may take: for handling what waits, and for sending.
const HANDLING: Duration = Duration::from_secs(4);
const SENDING: Duration = Duration::from_secs(15);
/// How long what is over is remembered: twice what Telegram keeps, and what it may repeat.
const MEMORY: Duration = Duration::from_secs(48 * 60 * 60);
const SWEEP: Duration = Duration::from_secs(60 * 60);

/// What the parts of an instance share.
pub(super) struct Instance {
    pub serving: Serving,
    pub bot: Bot,
    /// Rung when there is something new in the inbox.
    pub inbox: Arc<Notify>,
    /// Rung when there is something new in the outbox.
    pub outbox: Arc<Notify>,
    /// The chats that wait for an answer.
    pub expected: Arc<Expected>,
    /// Rung when a ticket may have changed.
    pub desk_bell: Arc<Notify>,
}

impl Instance {
    /// The webhook, on every instance: whoever is called stores.
    pub async fn receive_calls(self: Arc<Self>, door: Option<TcpListener>, stop: CancellationToken) {
        let (Some(listener), Some(call)) = (door, &self.serving.webhook) else { return };
        let intake = Intake {
            store: self.serving.store.clone(),
            clock: self.serving.clock.clone(),
            bell: self.inbox.clone(),
            expected: self.expected.clone(),
        };
        let path = path_of(&call.url);
        if let Err(error) = webhook::run(listener, &path, call.secret.clone(), intake, stop).await {
            tracing::error!(error = %chain(&error), "the webhook has ended");
        }
    }

    /// Leads when nobody else does, again and again, until told to stop.
    pub async fn lead(self: &Arc<Self>, stop: &CancellationToken) {
        while let Some(lease) = self.until_leading(stop).await {
            match self.work(lease.clone(), stop).await {
                Err(StoreError::Fenced) => tracing::warn!("another instance has taken over; standing by"),
                Err(error) => tracing::error!(error = %chain(&error), "the work was interrupted"),
                Ok(()) => {}
            }
            if let Err(error) = self.serving.store.let_go(lease).await {
                tracing::debug!(error = %chain(&error), "the lead runs out by itself");
            }
            if stop.is_cancelled() {
                return;
            }
            sleep(STANDBY).await;
        }
    }

    async fn until_leading(&self, stop: &CancellationToken) -> Option<Lease> {
        let mut told = false;
        loop {
            match self.serving.store.lead(None, &self.serving.name, TERM).await {
                Ok(Some(lease)) => return Some(lease),
                Ok(None) if !told => tracing::info!("another instance leads; standing by to take over"),
                Err(error) if !told => tracing::error!(error = %chain(&error), "the database is not ready"),
                _ => {}
            }
            told = true;
            stop.run_until_cancelled(sleep(STANDBY)).await?;
        }
    }

    /// Receives, handles and sends for as long as it leads and is not told to stop.
    async fn work(self: &Arc<Self>, lease: Lease, stop: &CancellationToken) -> Result<(), StoreError> {
        let (handling, sending) = (CancellationToken::new(), CancellationToken::new());
        let beside = CancellationToken::new();
        let _end_with_this = beside.clone().drop_guard();
        tokio::spawn(beside.clone().run_until_cancelled_owned(self.clone().background()));

        let receive = async {
            self.receive(stop).await;
            handling.cancel();
            Ok(())
        };
        let handler = Arc::new(self.handler());
        let handle = async {
            let handled = bounded(handler.run(&lease, &handling), &handling, HANDLING).await;
            sending.cancel();
            handled
        };
        let clerk = self.clerk();
        let clerking = bounded(clerk.run(&lease, &handling), &handling, HANDLING);
        let sender = self.sender();
        let send = bounded(sender.run(&lease, &sending), &sending, SENDING);
        let renewing = self.renew(&lease);
        tokio::select! {
            done = async { tokio::try_join!(receive, handle, clerking, send).map(drop) } => done,
            lost = renewing => Err(lost),
        }
    }

    /// Fetches updates, or asks Telegram to bring them, until told to stop.
    async fn receive(&self, stop: &CancellationToken) {
        let Serving { client, store, clock, webhook, .. } = &self.serving;
        let (method, body) = match webhook {
            None => ("deleteWebhook", json!({ "drop_pending_updates": false })),
            Some(call) => (
                "setWebhook",
                json!({
                    "url": call.url, "secret_token": call.secret.expose_secret(), "allowed_updates": WANTED,
                    "max_connections": 40, "drop_pending_updates": false,
                }),
            ),
        };
        let prepared = persistently("Telegram cannot be asked for updates; trying again", || {
            client.call(method, body.to_string())
        });
        if !matches!(stop.run_until_cancelled(prepared).await, Some(Ok(_))) || webhook.is_some() {
            return stop.cancelled().await;
        }
        let poller = Poller {
            client: client.clone(),
            store: store.clone(),
            clock: clock.clone(),
            bell: self.inbox.clone(),
            expected: self.expected.clone(),
        };
        poller.run(stop).await;
    }

    fn desks(&self) -> Desks {
        Desks {
            app: self.serving.app.clone(),
            store: self.serving.store.clone(),
            staff: self.serving.staff.clone(),
            tickets: self.serving.tickets,
            kept: self.serving.retention,
            dashboard_url: self.serving.dashboard_url.clone(),
            gists: Gists::default(),
        }
    }

    fn clerk(&self) -> Clerk {
        Clerk { desks: self.desks(), bell: self.desk_bell.clone(), outbox: self.outbox.clone() }
    }

    fn handler(&self) -> Handler {
        Handler {
            desks: self.desks(),
            desk_bell: self.desk_bell.clone(),
            app: self.serving.app.clone(),
            store: self.serving.store.clone(),
            bot: self.bot.clone(),
            inbox: self.inbox.clone(),
            outbox: self.outbox.clone(),
            expected: self.expected.clone(),
            gate: Gate::new(self.serving.abuse, self.serving.staff.admins.clone()),
        }
    }

    fn sender(&self) -> Sender {
        Sender {
            client: self.serving.client.clone(),
            store: self.serving.store.clone(),
            clock: self.serving.clock.clone(),
            limits: self.serving.limits,
            bell: self.outbox.clone(),
            expected: self.expected.clone(),
        }
    }

    /// Keeps the lead; ends when it is lost.
    async fn renew(&self, lease: &Lease) -> StoreError {
        let mut renewed = tokio::time::Instant::now();
        loop {
            sleep(RENEWAL).await;
            match self.serving.store.lead(Some(lease), &self.serving.name, TERM).await {
                Ok(Some(_)) => renewed = tokio::time::Instant::now(),
                Ok(None) => return StoreError::Fenced,
                Err(_) if renewed.elapsed() > TERM => return StoreError::Fenced,
                Err(_) => {}
            }
        }
    }

    /// Keeps nothing longer than the configuration says.
    async fn let_go_of_the_old(&self) {
        let Serving { store, clock, retention, .. } = &self.serving;
        match store.retain(retention, clock.now()).await {
            Ok(removed) if removed.total() == 0 => {}
            Ok(Removed {
                asked,
                answered,
                proposals,
                ratings,
                chats,
                tickets,
                events,
                restraints,
                invites,
            }) => {
                tracing::info!(
                    asked,
                    answered,
                    proposals,
                    ratings,
                    chats,
                    tickets,
                    events,
                    restraints,
                    invites,
                    "what was kept long enough is let go"
                )
            }
            Err(error) => tracing::warn!(error = %chain(&error), "what is old cannot be let go yet"),
        }
    }

    /// What nobody waits for.
    async fn background(self: Arc<Self>) {
        let Serving { client, app, store, clock, .. } = &self.serving;
        let sweeping = async {
            loop {
                self.let_go_of_the_old().await;
                match store.purge(clock.now().minus(MEMORY)).await {
                    Ok(rows) => tracing::debug!(rows, "what was over is forgotten"),
                    Err(error) => {
                        tracing::warn!(error = %chain(&error), "what is over cannot be forgotten yet")
                    }
                }
                sleep(SWEEP).await;
            }
        };
        let presenting = profile::run(client.clone(), app.live().clone());
        tokio::join!(presenting, typing::run(client.clone(), self.expected.clone()), sweeping);
    }
}

/// Calls until it works, with a line in the log when it first does not. Only a wrong
/// token is final.
pub(super) async fn persistently<T, F>(trouble: &str, call: impl Fn() -> F) -> Result<T, CallError>
where
    F: Future<Output = Result<T, CallError>>,
{
    for failures in 1.. {
        let wait = match call().await {
            Ok(result) => return Ok(result),
            Err(CallError::Unauthorised) => break,
            Err(CallError::Wait(pause)) => pause,
            Err(error) => {
                if failures == 1 {
                    tracing::warn!(%error, "{trouble}");
                }
                pause(failures.min(5))
            }
        };
        sleep(wait).await;
    }
    Err(CallError::Unauthorised)
}

/// Work that may go on for so long after it was told to stop.
async fn bounded(
    work: impl Future<Output = Result<(), StoreError>>,
    stop: &CancellationToken,
    patience: Duration,
) -> Result<(), StoreError> {
    let late = async {
        stop.cancelled().await;
        sleep(patience).await;
    };
    tokio::select! {
        done = work => done,
        () = late => Ok(()),
    }
}

/// The path of the address that Telegram calls.
fn path_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    path.split(['?', '#']).next().unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_what_follows_the_host() {
        assert_eq!(path_of("https://x.go.id/telegram/a?b"), "/telegram/a");
        assert_eq!(path_of("https://x.go.id"), "/");
    }
}
