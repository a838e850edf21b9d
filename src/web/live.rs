//! Pages that keep themselves up to date: one stream of "something has changed" for all
//! that is shown. It says no more than that; whoever hears it asks for the page anew, with
//! all its rules.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, timeout_at};
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;

use super::{Refusal, Signed, Web};

/// How often it is looked whether something changed, while anybody listens.
const RHYTHM: Duration = Duration::from_secs(1);
/// How long a stream lasts before its browser must show anew that it is signed in.
const TERM: Duration = Duration::from_secs(5 * 60);
/// Open pages at most.
const LISTENERS: usize = 200;

/// Where changes are heard of.
pub(super) struct Beat {
    changes: watch::Sender<u64>,
    stop: CancellationToken,
}

impl Beat {
    pub fn new(stop: CancellationToken) -> Beat {
        Beat { changes: watch::Sender::new(0), stop }
    }

    /// Something changed that no number in the database shows.
    pub fn ring(&self) {
        self.changes.send_modify(|count| *count += 1);
    }
}

/// Looks at the pulse for as long as anybody listens. That the database fails is told by
/// the pages.
pub(super) async fn watch(web: Web) {
    let (mut last, mut version) = (None, String::new());
    loop {
        sleep(RHYTHM).await;
        if web.beat.changes.receiver_count() == 0 {
            continue;
        }
        let now = web.store.pulse().await.ok();
        let knowledge = &web.app.knowledge().version;
        if now != last || version != *knowledge {
            (last, version) = (now, knowledge.clone());
            web.beat.ring();
        }
    }
}

/// The stream, for a browser that is signed in.
pub(super) async fn stream(State(web): State<Web>, _: Signed) -> Result<impl IntoResponse, Refusal> {
    if web.beat.changes.receiver_count() >= LISTENERS {
        return Err(Refusal::Unavailable);
    }
    let (events, stream) = mpsc::channel::<Result<Event, Infallible>>(1);
    let (mut changes, stop) = (web.beat.changes.subscribe(), web.beat.stop.clone());
    let until = Instant::now() + TERM;
    tokio::spawn(stop.run_until_cancelled_owned(async move {
        while let Ok(Ok(())) = timeout_at(until, changes.changed()).await {
            if events.send(Ok(Event::default().event("change").data("now"))).await.is_err() {
                return;
            }
        }
    }));
    Ok(Sse::new(ReceiverStream::new(stream)).keep_alive(KeepAlive::default()))
}
