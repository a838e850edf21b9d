//! Knowledge that changes while it answers: edits, mistakes, half files, folders that come
//! and go. What a person asks is asked through [`App::handle`] or a process.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tanya::app::App;
use tanya::chat::{ChatId, Incoming, Said};
use tanya::clock::Clock;
use tanya::knowledge::{Knowledge, Learnt, Origin, State, watch};
use tempfile::TempDir;

use crate::small;

/// How long anything may take before a test says it never came.
const SOON: Duration = Duration::from_secs(60);
/// What nobody knows before a test teaches it.
const NEW: &str = "zyxwolo kwarfu blim?";

struct Watched {
    folder: TempDir,
    app: App,
    watching: tokio::task::JoinHandle<()>,
}

impl Watched {
    async fn begin() -> Watched {
        let folder = small::copy();
        let origin = Origin::Folder(folder.path().to_owned());
        let files = origin.files().unwrap();
        let knowledge = Knowledge::load_with(&files, Learnt::of(&origin).unwrap()).unwrap();
        let app = App::new(Arc::new(knowledge), None, Clock::system());
        let watching = tokio::spawn(watch(app.live().clone(), origin, Clock::system()));
        Watched { folder, app, watching }
    }

    fn file(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    /// Waits until the state is as wanted.
    async fn until(&self, wanted: impl Fn(&State) -> bool) -> State {
        let waiting = async {
            let mut state = self.app.live().state();
            while !wanted(&state) {
                state = self.app.live().after(&state).await;
            }
            state
        };
        let told = || format!("it never came; it is {:?}", self.app.live().state());
        tokio::time::timeout(SOON, waiting).await.unwrap_or_else(|_| panic!("{}", told()))
    }

    async fn answer(&self, question: &str) -> String {
        let said = Said::Text(question.to_owned());
        let incoming =
            Incoming { chat: ChatId(1), person: None, message: None, album: None, hint: None, said };
        self.app.handle(&incoming).await.remove(0).html.plain()
    }

    fn version(&self) -> String {
        self.app.live().state().version
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.watching.abort();
    }
}

/// What it answers, in part.
const ANSWER: &str = "Bangladesh, Belanda";
const TOPIC: &str = "faq/weaving/weaving-exports.toml";

/// The topic with one phrase more.
fn taught(folder: &Path, phrase: &str) -> String {
    let text = fs::read_to_string(folder.join(TOPIC)).unwrap();
    text.replacen("id = [\n", &format!("id = [\n  {phrase:?},\n"), 1)
}

fn is_answered(answer: &str) -> bool {
    answer.contains("tenun") && !answer.contains("Maaf")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_answers_without_a_restart() {
    let watched = Watched::begin().await;
    let before = watched.version();
    assert!(!is_answered(&watched.answer(NEW).await));
    fs::write(watched.file(TOPIC), taught(watched.folder.path(), NEW)).unwrap();
    let state = watched.until(|state| state.version != before).await;
    assert_eq!(state.broken, None);
    let answer = watched.answer(NEW).await;
    assert!(is_answered(&answer), "{answer}");
    assert_eq!(watched.app.knowledge().version, state.version, "replies are logged with it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_edit_never_answers_and_its_place_is_told_until_it_is_mended() {
    let watched = Watched::begin().await;
    let (before, good) = (watched.version(), fs::read_to_string(watched.file(TOPIC)).unwrap());
    fs::write(watched.file(TOPIC), good.replace("source    = \"tegal\"", "source    = \"nowhere\"")).unwrap();
    let state = watched.until(|state| state.broken.is_some()).await;
    let broken = state.broken.unwrap();
    assert_eq!((state.version, watched.version()), (before.clone(), before.clone()));
    assert_eq!(broken.count, 1);
    assert!(broken.mistakes[0].place.starts_with("faq/weaving/weaving-exports.toml:4:"), "{broken:?}");
    assert!(is_answered(&watched.answer("ekspor tenun").await), "the old one goes on");

    fs::write(watched.file(TOPIC), "nothing = that is toml").unwrap();
    let other = watched.until(|state| state.broken.as_ref().is_some_and(|other| *other != broken)).await;
    assert_eq!(other.version, before);
    fs::write(watched.file(TOPIC), &good).unwrap();
    let mended = watched.until(|state| state.broken.is_none()).await;
    assert_eq!(mended.version, before, "it is what answered all the time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_written_bit_by_bit_answers_when_it_is_whole() {
    let watched = Watched::begin().await;
    let whole = taught(watched.folder.path(), NEW);
    let mut file = File::create(watched.file(TOPIC)).unwrap();
    for bit in whole.as_bytes().chunks(whole.len() / 8) {
        file.write_all(bit).unwrap();
        file.flush().unwrap();
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    drop(file);
    let last = version_of(&watched);
    let state = watched.until(|state| state.version == last).await;
    assert_eq!(state.broken, None);
    assert!(is_answered(&watched.answer(NEW).await));
}

/// The version that lies in the folder.
fn version_of(watched: &Watched) -> String {
    let origin = Origin::Folder(watched.folder.path().to_owned());
    let Ok(files) = origin.files() else { return String::new() };
    Knowledge::load_with(&files, Learnt::of(&origin).unwrap()).map_or(String::new(), |known| known.version)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_left_half_is_told_and_what_takes_its_place_answers() {
    let watched = Watched::begin().await;
    let (before, whole) = (watched.version(), taught(watched.folder.path(), NEW));
    fs::write(watched.file(TOPIC), &whole[..whole.len() / 2]).unwrap();
    watched.until(|state| state.broken.is_some()).await;
    // As editors do: a new file beside it, renamed over it.
    fs::write(watched.file("faq/weaving/.weaving-exports.toml.swp"), "no toml").unwrap();
    fs::write(watched.file("faq/weaving/weaving-exports.toml~"), "no toml").unwrap();
    fs::write(watched.file("faq/weaving/#weaving-exports.toml#"), "no toml").unwrap();
    fs::write(watched.file("new"), &whole).unwrap();
    fs::rename(watched.file("new"), watched.file(TOPIC)).unwrap();
    let state = watched.until(|state| state.version != before).await;
    assert_eq!(state.broken, None);
    assert!(is_answered(&watched.answer(NEW).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_may_go_come_back_and_be_put_in_the_place_of_others() {
    let watched = Watched::begin().await;
    let before = watched.version();
    fs::rename(watched.file("faq"), watched.file("away")).unwrap();
    let state = watched.until(|state| state.broken.is_some()).await;
    assert!(state.broken.unwrap().mistakes[0].message.contains("cannot read"));
    assert!(is_answered(&watched.answer("ekspor tenun").await));
    fs::rename(watched.file("away"), watched.file("faq")).unwrap();
    watched.until(|state| state.broken.is_none()).await;
    assert_eq!(watched.version(), before);

    // Another folder takes its place at once, as a deployment does; then that one is edited.
    small::copy_below(&watched.file("faq"), &watched.file("next"));
    let text = taught(watched.folder.path(), NEW);
    fs::write(watched.file("next/weaving/weaving-exports.toml"), text).unwrap();
    fs::rename(watched.file("faq"), watched.file("away")).unwrap();
    fs::rename(watched.file("next"), watched.file("faq")).unwrap();
    let replaced = watched.until(|state| state.version != before).await;
    assert!(is_answered(&watched.answer(NEW).await));
    fs::write(watched.file(TOPIC), taught(watched.folder.path(), "grumbel fanzi?")).unwrap();
    watched.until(|state| state.version != replaced.version).await;
    assert!(is_answered(&watched.answer("grumbel fanzi?").await));

    // The whole of it, root and all.
    let (root, away) = (watched.folder.path().to_owned(), watched.folder.path().with_extension("away"));
    fs::rename(&root, &away).unwrap();
    watched.until(|state| state.broken.is_some()).await;
    fs::rename(&away, &root).unwrap();
    watched.until(|state| state.broken.is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_edits_at_once_are_loaded_a_few_times_and_the_last_one_answers() {
    let watched = Watched::begin().await;
    let (live, text) = (watched.app.live().clone(), taught(watched.folder.path(), NEW));
    let loaded = Arc::new(AtomicUsize::new(0));
    let counting = tokio::spawn({
        let loaded = Arc::clone(&loaded);
        async move {
            let mut seen = live.state();
            loop {
                seen = live.after(&seen).await;
                loaded.fetch_add(1, Ordering::Relaxed);
            }
        }
    });
    for edit in 0..100 {
        let text = if edit < 99 { text.replacen(NEW, &format!("zyxwolo {edit}?"), 1) } else { text.clone() };
        fs::write(watched.file(TOPIC), text).unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let last = version_of(&watched);
    watched.until(|state| state.version == last).await;
    counting.abort();
    let loads = loaded.load(Ordering::Relaxed);
    assert!(loads <= 5, "{loads} loads");
    assert!(is_answered(&watched.answer(NEW).await));
    assert!(!is_answered(&watched.answer("zyxwolo 98?").await), "only the last is there");
}

#[test]
fn a_conversation_goes_on_over_a_change_and_is_told_of_it() {
    let folder = small::copy();
    let database = format!("sqlite:{}", folder.path().join("tanya.db").display());
    let mut chat = Command::new(env!("CARGO_BIN_EXE_tanya"))
        .args(["--database", &database, "--knowledge"])
        .arg(folder.path())
        .arg("chat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut says = chat.stdin.take().unwrap();
    let mut replies = BufReader::new(chat.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut told = BufReader::new(chat.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut ask = |question: &str, expected: &str| {
        writeln!(says, "{question}").unwrap();
        assert!(replies.any(|line| line.contains(expected)), "no {expected:?} after {question:?}");
    };
    ask("ekspor tenun", ANSWER);
    fs::write(folder.path().join(TOPIC), "half = [").unwrap();
    let broken = told.next().unwrap();
    assert!(broken.contains("the old goes on") && broken.contains("weaving-exports.toml:1:"), "{broken}");
    ask("ekspor tenun", ANSWER);
    small::copy_below(&small::SMALL.path().join("faq"), &folder.path().join("faq"));
    assert!(told.next().unwrap().contains("again what answers"));
    let words = folder.path().join("locales/id/weaving.ftl");
    fs::write(&words, fs::read_to_string(&words).unwrap().replace(ANSWER, "Norwegia, Islandia")).unwrap();
    assert!(told.next().unwrap().contains("answers from now on"));
    ask("ekspor tenun", "Norwegia, Islandia");
    drop(says);
    assert!(chat.wait().unwrap().success());
}
