//! Watches a folder of knowledge: what changes there is read, checked and trained aside,
//! and goes live as a whole, or not at all. What is broken, half written or not there
//! changes nothing but the state that says so.
//!
//! The file system's notices only wake it up. What it goes by is how the folder looks, and
//! it looks every few seconds anyway: network file systems send no notices, and a folder
//! that was renamed away sends none of the one that took its place.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::Notify;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::{Instant, sleep, timeout};

use super::live::{Broken, Live, State};
use super::origin::{PARTS, is_apart};
use super::{Knowledge, Learnt, LoadError, Origin, version_of};
use crate::clock::{Clock, Timestamp};
use crate::source::SourceFile;

/// How long nothing changes before the files are read: an editor or `git` is done by then.
const SETTLED: Duration = Duration::from_millis(250);
/// How long that is waited for; a folder that never rests is read nevertheless.
const RESTLESS: Duration = Duration::from_secs(3);
/// How often the folder is looked at without a notice.
const LOOK: Duration = Duration::from_secs(2);

/// Keeps what is live at what lies in the folder, until it is dropped. The copy in the
/// program never changes.
pub async fn watch(live: Live, origin: Origin, clock: Clock) {
    let Origin::Folder(folder) = origin else { return };
    let bell = Arc::new(Notify::new());
    loop {
        // Anew each time: a folder may have been put in the place of the one that was watched.
        let _ear = listen(&folder, &bell);
        let looks = settled(&folder).await;
        let (state, now, known) = (live.state(), clock.now(), (folder.clone(), looks.clone()));
        let finding = spawn_blocking(move || find(known.0, &known.1, &state, now));
        match finding.await.unwrap_or_else(|crash| Found::Broken(crashed(&crash, now))) {
            Found::Changing => continue,
            Found::Known => {}
            Found::Live => live.confirm(),
            Found::Ready(knowledge) => live.exchange(Arc::from(knowledge), clock.now()),
            Found::Broken(broken) => live.refuse(broken),
        }
        while look(&folder).await == looks && timeout(LOOK, bell.notified()).await.is_err() {}
    }
}

/// What lies in the folder.
enum Found {
    /// It changed while it was read.
    Changing,
    /// What answers.
    Live,
    /// What is known to be broken.
    Known,
    /// Another version, ready to answer.
    Ready(Box<Knowledge>),
    /// Nothing that could answer.
    Broken(Broken),
}

/// Reads what lies in the folder, which looks like that, and makes it ready.
fn find(folder: PathBuf, looks: &Looks, state: &State, now: Timestamp) -> Found {
    let origin = Origin::Folder(folder.clone());
    let files = origin.files();
    if looks_of(&folder) != *looks {
        return Found::Changing;
    }
    let files = match files {
        Ok(files) => files,
        Err(error) => return Found::of(unreadable(&error, now), state),
    };
    let version = version_of(&files);
    if version == state.version {
        return Found::Live;
    }
    if state.broken.as_ref().is_some_and(|broken| broken.version == version) {
        return Found::Known;
    }
    match Learnt::of(&origin).and_then(|learnt| Knowledge::load_with(&files, learnt)) {
        Ok(knowledge) => Found::Ready(Box::new(knowledge)),
        Err(LoadError::Broken(problems)) => Found::Broken(Broken::new(&version, now, &files, &problems)),
        Err(error) => Found::of(unreadable(&error, now), state),
    }
}

impl Found {
    fn of(broken: Broken, state: &State) -> Found {
        match &state.broken {
            Some(known) if known.version == broken.version => Found::Known,
            _ => Found::Broken(broken),
        }
    }
}

/// Files that cannot be read are another version for each reason.
fn unreadable(error: &LoadError, since: Timestamp) -> Broken {
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    let why = format!("{error}{cause}");
    let version = version_of(&[SourceFile { path: String::new(), text: why.clone() }]);
    Broken::as_a_whole(&version, since, why)
}

/// The program fails on these files. That is its fault; what answers goes on.
fn crashed(crash: &JoinError, since: Timestamp) -> Broken {
    Broken::as_a_whole("", since, format!("the program fails on it: {crash}"))
}

/// How the files of a folder look: when each was changed, and how long it is.
type Looks = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

async fn look(folder: &Path) -> Looks {
    let folder = folder.to_owned();
    // Looking does not fail; what is not there is not seen.
    spawn_blocking(move || looks_of(&folder)).await.unwrap_or_default()
}

fn looks_of(folder: &Path) -> Looks {
    let mut looks = Looks::new();
    for part in PARTS {
        look_below(&folder.join(part), &mut looks);
    }
    looks
}

fn look_below(folder: &Path, looks: &mut Looks) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_apart(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        match fs::metadata(&path) {
            Ok(about) if about.is_dir() => look_below(&path, looks),
            Ok(about) => drop(looks.insert(path, (about.modified().ok(), about.len()))),
            Err(_) => {}
        }
    }
}

/// How the folder looks once it has rested.
async fn settled(folder: &Path) -> Looks {
    let begun = Instant::now();
    let mut looks = look(folder).await;
    loop {
        sleep(SETTLED).await;
        let now = look(folder).await;
        if now == looks || begun.elapsed() > RESTLESS {
            return now;
        }
        looks = now;
    }
}

/// Rings when something changes, for as long as what it gives is held. What cannot be
/// listened to is looked at.
fn listen(folder: &Path, bell: &Arc<Notify>) -> Option<RecommendedWatcher> {
    let bell = Arc::clone(bell);
    let heard = move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| changes(event.kind)) {
            bell.notify_one();
        }
    };
    let mut ear = notify::recommended_watcher(heard)
        .inspect_err(|error| tracing::debug!(%error, "the folder is looked at now and then"))
        .ok()?;
    for part in PARTS {
        if let Err(error) = ear.watch(&folder.join(part), RecursiveMode::Recursive) {
            tracing::debug!(%error, part, "cannot be listened to");
        }
    }
    Some(ear)
}

/// True for what is no mere reading, such as our own.
fn changes(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
