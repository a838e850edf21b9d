//! The webhook: Telegram brings updates, and is told 200 only when they are stored.
//! Updates that arrive together share one commit. It may not look into an update, and
//! it never says 410, which would make Telegram stop calling.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use secrecy::{ExposeSecret, SecretString};
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::typing::Expected;
use super::updates;
use crate::app::chain;
use crate::clock::Clock;
use crate::store::{Arrival, Store};
use crate::{fault, secret};

/// Longest update, in bytes. Telegram's are a hundredth of it.
const MAX_BODY: usize = 1 << 20;
/// What is read of a longer one before it is refused: whoever still sends while we answer
/// and hang up sees a broken connection, and not the answer.
const MAX_READ: usize = 8 << 20;
/// How long a body may take to arrive.
const SLOWEST_BODY: Duration = Duration::from_secs(10);
/// How long storing may take before Telegram is asked to come again: under its patience.
const SLOWEST_STORE: Duration = Duration::from_secs(8);
/// When Telegram may come again, in seconds.
const COME_AGAIN: &str = "2";
/// Updates that wait to be stored, and those that share a commit.
const QUEUE: usize = 1000;
const TOGETHER: usize = 100;

/// An update, and whom to tell that it is stored.
type Delivery = (Arrival, oneshot::Sender<bool>);

/// What stores updates that Telegram brings.
pub struct Intake {
    pub store: Store,
    pub clock: Clock,
    /// Rung when there is something new in the inbox.
    pub bell: Arc<Notify>,
    /// The chats that wait for an answer.
    pub expected: Arc<Expected>,
}

struct Door {
    secret: SecretString,
    deliveries: mpsc::Sender<Delivery>,
}

/// Takes updates at `path` until told to stop; then answers those that are being brought.
pub async fn run(
    listener: TcpListener,
    path: &str,
    secret: SecretString,
    intake: Intake,
    stop: CancellationToken,
) -> std::io::Result<()> {
    let (deliveries, queue) = mpsc::channel(QUEUE);
    let storing = tokio::spawn(intake.run(queue));
    let door = Arc::new(Door { secret, deliveries });
    let router = Router::new().route(path, post(take)).with_state(door);
    let served = axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await;
    // The router is gone, and with it the queue's other end.
    let _ = storing.await;
    served
}

async fn take(State(door): State<Arc<Door>>, request: Request) -> Response {
    match door.admit(request).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(StatusCode::SERVICE_UNAVAILABLE) => {
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, COME_AGAIN)]).into_response()
        }
        Err(status) => status.into_response(),
    }
}

impl Door {
    async fn admit(&self, request: Request) -> Result<(), StatusCode> {
        self.examine(request.headers())?;
        self.store(&body(request).await?).await
    }

    /// Whether it is Telegram that calls, before anything else is read.
    fn examine(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        let header = |name: &str| headers.get(name).map(HeaderValue::as_bytes).unwrap_or_default();
        let told = header("x-telegram-bot-api-secret-token");
        if !secret::same(told, self.secret.expose_secret().as_bytes()) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        if !header("content-type").to_ascii_lowercase().starts_with(b"application/json") {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        Ok(())
    }

    async fn store(&self, body: &str) -> Result<(), StatusCode> {
        let (stored, answer) = oneshot::channel();
        let full = |_| StatusCode::SERVICE_UNAVAILABLE;
        self.deliveries.try_send((updates::arrival(body), stored)).map_err(full)?;
        match tokio::time::timeout(SLOWEST_STORE, answer).await {
            Ok(Ok(true)) => Ok(()),
            _ => Err(StatusCode::SERVICE_UNAVAILABLE),
        }
    }
}

async fn body(request: Request) -> Result<String, StatusCode> {
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > MAX_READ) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let read = axum::body::to_bytes(Body::new(request.into_body()), MAX_READ);
    match tokio::time::timeout(SLOWEST_BODY, read).await {
        Ok(Ok(bytes)) if bytes.len() <= MAX_BODY => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Ok(_) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

impl Intake {
    /// Stores what comes, all that waits in one statement, until nobody can bring more.
    async fn run(self, mut queue: mpsc::Receiver<Delivery>) {
        let mut together = Vec::with_capacity(TOGETHER);
        let mut failing = false;
        while queue.recv_many(&mut together, TOGETHER).await > 0 {
            let (arrivals, waiting): (Vec<Arrival>, Vec<_>) = together.drain(..).unzip();
            fault::crash_point("reply parsed");
            let stored = self.store.receive(&arrivals, self.clock.now()).await;
            fault::crash_point("inbox committed");
            if let Err(error) = &stored
                && !failing
            {
                tracing::error!(error = %chain(error), "updates cannot be stored; Telegram is to come again");
            }
            failing = stored.is_err();
            for one in waiting {
                // Whoever brought it may have given up; it will come again.
                let _ = one.send(stored.is_ok());
            }
            self.expected.expect(arrivals.iter().map(|arrival| arrival.chat.0));
            self.bell.notify_one();
        }
    }
}
