//! The knowledge of the moment: shared by everybody who answers, exchanged as a whole
//! while they do. Whoever has taken a version keeps it for as long as they hold it. It may
//! not read files: what goes live has been read, checked and trained elsewhere.

use std::sync::Arc;

use tokio::sync::watch;

use super::Knowledge;
use crate::clock::Timestamp;
use crate::source::{Problem, SourceFile};

/// Mistakes that are told of one version; the rest is only counted.
const TOLD: usize = 20;

/// The knowledge of the moment. Clones share it.
#[derive(Clone)]
pub struct Live(Arc<watch::Sender<Moment>>);

struct Moment {
    knowledge: Arc<Knowledge>,
    state: State,
}

/// How it stands with the knowledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The version that answers.
    pub version: String,
    /// Since when it does.
    pub loaded_at: Timestamp,
    /// What lies in the folder, where that is another version and cannot go live.
    pub broken: Option<Arc<Broken>>,
}

/// A version that cannot go live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its content hash, or where it cannot be read that of the reason.
    pub version: String,
    /// Since when it lies there.
    pub since: Timestamp,
    /// How many mistakes it has.
    pub count: usize,
    /// The first of them.
    pub mistakes: Vec<Mistake>,
}

/// One mistake, as a person finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file and where it is in it, as in `faq/rex/rex-about.toml:3:7`; empty where it is
    /// in none.
    pub place: String,
    /// What is wrong, and what to do about it.
    pub message: String,
}

impl Live {
    /// Begins with this version, loaded at that moment.
    pub fn new(knowledge: Arc<Knowledge>, loaded_at: Timestamp) -> Live {
        let state = State { version: knowledge.version.clone(), loaded_at, broken: None };
        Live(Arc::new(watch::Sender::new(Moment { knowledge, state })))
    }

    /// The knowledge of the moment. Take it once for whatever is answered as one.
    pub fn knowledge(&self) -> Arc<Knowledge> {
        Arc::clone(&self.0.borrow().knowledge)
    }

    /// How it stands.
    pub fn state(&self) -> State {
        self.0.borrow().state.clone()
    }

    /// How it stands as soon as that is no longer as `seen`.
    pub async fn after(&self, seen: &State) -> State {
        let mut changes = self.0.subscribe();
        let other = changes.wait_for(|moment| moment.state != *seen).await.map(|moment| moment.state.clone());
        match other {
            Ok(state) => state,
            // Nobody is left who could change it; but we are.
            Err(_) => std::future::pending().await,
        }
    }

    /// From now on this version answers. Nothing is broken any more.
    pub fn exchange(&self, knowledge: Arc<Knowledge>, now: Timestamp) {
        self.0.send_modify(|moment| {
            moment.state = State { version: knowledge.version.clone(), loaded_at: now, broken: None };
            moment.knowledge = knowledge;
        });
    }

    /// What lies in the folder cannot go live; what answers goes on.
    pub fn refuse(&self, broken: Broken) {
        self.0.send_modify(|moment| moment.state.broken = Some(Arc::new(broken)));
    }

    /// What lies in the folder is what answers.
    pub fn confirm(&self) {
        self.0.send_if_modified(|moment| moment.state.broken.take().is_some());
    }
}

impl Broken {
    /// A version with these errors in these files.
    pub fn new(version: &str, since: Timestamp, files: &[SourceFile], problems: &[Problem]) -> Broken {
        let mistakes = problems.iter().take(TOLD).map(|problem| Mistake::of(files, problem)).collect();
        Broken { version: version.to_owned(), since, count: problems.len(), mistakes }
    }

    /// A version that fails for a reason which stands in no file.
    pub fn as_a_whole(version: &str, since: Timestamp, why: String) -> Broken {
        let mistakes = vec![Mistake { place: String::new(), message: why }];
        Broken { version: version.to_owned(), since, count: 1, mistakes }
    }
}

impl Mistake {
    fn of(files: &[SourceFile], problem: &Problem) -> Mistake {
        let file = files.iter().find(|file| file.path == problem.path);
        let place = match file.map(|file| file.position(problem.span.start)) {
            Some((line, column)) => format!("{}:{line}:{column}", problem.path),
            None => problem.path.clone(),
        };
        let message = match &problem.hint {
            Some(hint) => format!("{} ({hint})", problem.message),
            None => problem.message.clone(),
        };
        Mistake { place, message }
    }
}
