//! Everything that runs between the start and the stop of `tanya serve`. A stop is a
//! crash made polite: receiving ends, what waits is handled, what can be sent is sent,
//! each within a bounded time; whatever is left over waits in the database.

use std::net::SocketAddr;
use std::sync::Arc;

use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::client::{Bot, Client};
use super::instance::{Instance, persistently};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Abuse, Limits, Retention, Staff, Tickets};
use crate::store::Store;

/// What `tanya serve` is made of.
pub struct Serving {
    /// The conversation.
    pub app: Arc<App>,
    /// The memory; the app's.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Telegram.
    pub client: Client,
    /// What is sent at most.
    pub limits: Limits,
    /// What is taken from one person.
    pub abuse: Abuse,
    /// How long things are kept.
    pub retention: Retention,
    /// Who answers tickets.
    pub staff: Staff,
    /// How long tickets wait.
    pub tickets: Tickets,
    /// Where browsers find the dashboard; `None` where there is none.
    pub dashboard_url: Option<String>,
    /// Where Telegram brings updates; `None` where they are fetched.
    pub webhook: Option<Webhook>,
    /// A name that no other instance has.
    pub name: String,
}

/// Where Telegram brings updates.
pub struct Webhook {
    /// The address that it calls.
    pub url: String,
    /// Where we listen.
    pub listen: SocketAddr,
    /// What it proves itself with.
    pub secret: SecretString,
}

/// Why serving ended early, named after what the operator mends.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The token.
    #[error("Telegram does not know this token: copy it again from @BotFather")]
    Token,
    /// The address to listen at.
    #[error("cannot listen at {0}")]
    Listen(SocketAddr, #[source] std::io::Error),
}

/// Serves until `stop`.
pub async fn serve(serving: Serving, stop: CancellationToken) -> Result<(), ServeError> {
    let door = match &serving.webhook {
        Some(door) => {
            let listening = TcpListener::bind(door.listen).await;
            Some(listening.map_err(|error| ServeError::Listen(door.listen, error))?)
        }
        None => None,
    };
    let Some(bot) = until_known(&serving.client, &stop).await? else { return Ok(()) };
    tracing::info!(bot = %bot.username, "Telegram knows the bot");
    let instance = Arc::new(Instance {
        serving,
        bot,
        inbox: Arc::default(),
        outbox: Arc::default(),
        desk_bell: Arc::default(),
        expected: Arc::default(),
    });
    let receiving = instance.clone().receive_calls(door, stop.clone());
    let leading = instance.lead(&stop);
    tokio::join!(receiving, leading);
    Ok(())
}

/// Asks who the bot is until Telegram answers; `None` where it was told to stop first.
async fn until_known(client: &Client, stop: &CancellationToken) -> Result<Option<Bot>, ServeError> {
    let known = persistently("Telegram cannot be asked who the bot is; trying again", || client.me());
    match stop.run_until_cancelled(known).await {
        None => Ok(None),
        Some(Ok((bot, _))) => Ok(Some(bot)),
        Some(Err(_)) => Err(ServeError::Token),
    }
}
