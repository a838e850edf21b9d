//! The program as a process: started against the fake, killed, stopped, looked into.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::fake::Fake;
pub use crate::small::SMALL;

/// How long anything may take before a test says it never came.
pub const SOON: Duration = Duration::from_secs(20);

/// The part of the configuration that lets anybody write as much as they like.
pub const ANYTHING: &str =
    "[abuse]\nmessages_per_minute = 0\nchat_messages_per_minute = 0\ntickets_per_day = 0\n";

/// How to start the program.
pub struct Program {
    fake: Fake,
    knowledge: PathBuf,
    folder: Arc<TempDir>,
    database: String,
    flags: Vec<String>,
    vars: Vec<(String, String)>,
}

/// The program, running. It is killed when this is dropped.
pub struct Running {
    child: Child,
    /// Where it reads its configuration: there as long as it runs.
    _folder: Arc<TempDir>,
}

impl Program {
    /// On a fresh database of its own, without limits of ours.
    pub fn new(fake: &Fake) -> Program {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let database = format!("sqlite:{}", folder.path().join("tanya.db").display());
        std::fs::write(
            folder.path().join("tanya.toml"),
            format!("[limits]\ntotal_per_second = 0\nchat_per_second = 0\ngroup_per_minute = 0\n{ANYTHING}"),
        )
        .unwrap();
        let knowledge = SMALL.path().to_owned();
        Program { fake: fake.clone(), knowledge, folder, database, flags: Vec::new(), vars: Vec::new() }
    }

    /// With more flags of `tanya serve`.
    pub fn flags(mut self, flags: &[&str]) -> Program {
        self.flags.extend(flags.iter().map(|flag| (*flag).to_owned()));
        self
    }

    /// With a variable in its environment.
    pub fn var(mut self, name: &str, value: &str) -> Program {
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Without the variables given so far.
    pub fn plain(mut self) -> Program {
        self.vars.clear();
        self
    }

    /// On another database.
    pub fn database(mut self, url: &str) -> Program {
        url.clone_into(&mut self.database);
        self
    }

    /// With the knowledge of this folder.
    pub fn knowledge(mut self, folder: &Path) -> Program {
        folder.clone_into(&mut self.knowledge);
        self
    }

    /// With this configuration file.
    pub fn config(self, text: &str) -> Program {
        std::fs::write(self.folder.path().join("tanya.toml"), text).unwrap();
        self
    }

    pub fn url(&self) -> &str {
        &self.database
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// A command of the program on this database and this fake.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanya"));
        command
            .arg("--knowledge")
            .arg(&self.knowledge)
            .args(["--database", &self.database])
            .args(words)
            .current_dir(self.folder.path())
            .env_clear()
            .env("RUST_LOG", "info,tanya=debug")
            .env("TELOXIDE_TOKEN", self.fake.token())
            .envs(self.vars.iter().cloned());
        command
    }

    /// Starts `tanya serve`.
    pub fn start(&self) -> Running {
        let log = File::options().create(true).append(true).open(self.folder.path().join("log")).unwrap();
        let child = self
            .command(&["serve", "--api-url", &self.fake.url()])
            .args(&self.flags)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        Running { child, _folder: self.folder.clone() }
    }
}

impl Running {
    /// Ends it as the kernel would when memory runs out.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn signal(&self, name: &str) {
        let done = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(done.unwrap().success());
    }

    /// How it ended; panics if it does not within `patience`.
    pub fn end(mut self, patience: Duration) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < patience, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
