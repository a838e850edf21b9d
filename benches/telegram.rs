//! What the whole program does on Telegram: messages a second, from update to send, CPU
//! and memory, against the fake Bot API of the tests on the same machine. The inbox and
//! the outbox are durable (synchronous = FULL). `cargo bench --bench telegram` prints a
//! table; `-- 50000` asks for more messages.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../tests/telegram/fake/mod.rs"]
mod fake;

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fake::{Fake, MessageId, Recording};

const QUESTIONS: [&str; 6] = [
    "kapan REX wajib?",
    "batas usia inkubasi berapa kak",
    "min pameran mebelnya sampai tgl brp ya",
    "what are the requirements for the incubator?",
    "gmn cara daftar inkubasi",
    "cuaca semarang besok gimana",
];
/// Clock ticks of /proc a second (sysconf(_SC_CLK_TCK) on every Linux).
const TICKS: f64 = 100.0;
const PATIENCE: Duration = Duration::from_secs(120);

struct Bot {
    child: Child,
    _folder: tempfile::TempDir,
}

impl Bot {
    fn start(fake: &Fake) -> Bot {
        let folder = tempfile::tempdir().unwrap();
        let config = "[limits]\ntotal_per_second = 0\nchat_per_second = 0\ngroup_per_minute = 0\n\
            [abuse]\nmessages_per_minute = 0\nchat_messages_per_minute = 0\ntickets_per_day = 0\n";
        fs::write(folder.path().join("tanya.toml"), config).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_tanya"))
            .args(["--database", &format!("sqlite:{}", folder.path().join("tanya.db").display())])
            .args(["serve", "--api-url", &fake.url()])
            .current_dir(folder.path())
            .env("TELOXIDE_TOKEN", fake.token())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Bot { child, _folder: folder }
    }

    /// CPU time so far, in seconds.
    fn cpu(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / TICKS
    }

    /// A figure of its memory, in MB.
    fn memory(&self, name: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the program and waits until it answers.
async fn ready(fake: &Fake) -> Bot {
    let bot = Bot::start(fake);
    fake.person(1).types("halo");
    fake.wait_until(|fake| fake.sent() == 1, PATIENCE).await;
    bot
}

/// `messages` from `people` at once: how fast are they answered?
async fn flood(messages: usize, people: usize) {
    let fake = Fake::with(Recording::Counts, 0);
    let bot = ready(&fake).await;
    let (idle, before) = (bot.memory("VmRSS"), bot.cpu());
    for number in 0..messages {
        let person = i64::try_from(100 + number % people).unwrap();
        fake.person(person).types(QUESTIONS[number % QUESTIONS.len()]);
    }
    let start = Instant::now();
    fake.wait_until(|fake| fake.sent() > messages, PATIENCE).await;
    let took = start.elapsed().as_secs_f64();
    let cpu = (bot.cpu() - before) * 1e6 / messages as f64;
    println!(
        "{messages} messages of {people} people at once: {:.0} answers/s, {cpu:.0} us CPU each, {idle:.0} MB before, {:.0} MB at most",
        messages as f64 / took,
        bot.memory("VmHWM"),
    );
}

/// `rate` messages a second: how long does each take from update to send?
async fn pace(rate: u64, seconds: u64) {
    let fake = Fake::with(Recording::Counts, 0);
    let bot = ready(&fake).await;
    let before = bot.cpu();
    let mut asked: Vec<(i64, MessageId, Instant)> = Vec::new();
    let mut ticks = tokio::time::interval(Duration::from_micros(1_000_000 / rate));
    for number in 0..rate * seconds {
        ticks.tick().await;
        let person = i64::try_from(100 + number).unwrap();
        let text = QUESTIONS[usize::try_from(number).unwrap() % QUESTIONS.len()];
        asked.push((person, fake.person(person).types(text), Instant::now()));
    }
    fake.wait_until(|fake| fake.sent() > asked.len(), PATIENCE).await;
    let mut waits: Vec<f64> = asked
        .iter()
        .map(|(person, question, at)| {
            let answer = fake.answers_to(*person, *question)[0].at;
            answer.saturating_duration_since(*at).as_secs_f64() * 1e3
        })
        .collect();
    waits.sort_by(f64::total_cmp);
    let quantile = |part: f64| waits[((waits.len() - 1) as f64 * part) as usize];
    let cpu = (bot.cpu() - before) * 1e6 / waits.len() as f64;
    println!(
        "{rate} messages/s for {seconds} s: p50 {:.1} ms, p99 {:.1} ms from update to send, {cpu:.0} us CPU each",
        quantile(0.5),
        quantile(0.99),
    );
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let messages = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(20_000);
    flood(messages, 2_000).await;
    flood(10_000, 10_000).await;
    pace(30, 10).await;
    pace(500, 6).await;
}
