//! Knowledge that changes under a running program: its folder is watched, and operators
//! read in a line what became of each change.

use crate::app::App;
use crate::clock::Clock;
use crate::knowledge::{Live, Origin, State, watch};

/// Watches the folder for an app, and logs what becomes of changes, as long as the runtime
/// lives.
pub(super) fn keep_live(app: &App, origin: &Origin, clock: Clock) {
    tokio::spawn(watch(app.live().clone(), origin.clone(), clock));
    tokio::spawn(each_change(app.live().clone(), |before, state| {
        let (version, told) = (&state.version, in_a_line(before, state));
        match &state.broken {
            None => tracing::info!(version, "{told}"),
            Some(_) => tracing::warn!(version, "{told}"),
        }
    }));
}

/// Says each state that the knowledge comes to, with the one before, while it is polled.
pub(super) async fn each_change(live: Live, mut say: impl FnMut(&State, &State)) {
    let mut seen = live.state();
    loop {
        let state = live.after(&seen).await;
        let is_news = seen.version != state.version || seen.broken.is_some() || state.broken.is_some();
        if is_news {
            say(&seen, &state);
        }
        seen = state;
    }
}

/// What became of a change, for operators.
pub(super) fn in_a_line(before: &State, state: &State) -> String {
    let Some(broken) = &state.broken else {
        return match before.version == state.version {
            true => "the knowledge in the folder is again what answers".to_owned(),
            false => format!("the knowledge has changed: version {} answers from now on", state.version),
        };
    };
    let first = broken.mistakes.first().map(|mistake| match mistake.place.as_str() {
        "" => mistake.message.clone(),
        place => format!("{place}: {}", mistake.message),
    });
    format!(
        "the knowledge in the folder cannot be used, the old goes on; {} mistake(s), see `tanya check`: {}",
        broken.count,
        first.unwrap_or_default()
    )
}
