//! The bot, running, while its knowledge is edited.

use std::fs;
use std::path::Path;

use crate::fake::{Fake, Person, Seen};
use crate::program::{ANYTHING, Program, SOON};
use crate::small;

const ADMIN: i64 = 900;
const TOPIC: &str = "faq/weaving/weaving-exports.toml";

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} is not in {file}");
    fs::write(&path, text.replace(from, to)).unwrap();
}

fn told(fake: &Fake, chat: i64, words: &str) -> Vec<Seen> {
    fake.messages(chat).into_iter().filter(|seen| seen.from_bot && seen.text.contains(words)).collect()
}

/// Asks about exports, and waits for an answer with these words.
async fn asks(fake: &Fake, person: &Person, words: &str) {
    let before = told(fake, 7, words).len();
    person.types("ekspor tenun");
    fake.wait_until(|fake| told(fake, 7, words).len() > before, SOON).await;
}

async fn until_log(program: &Program, words: &str) {
    let start = std::time::Instant::now();
    while !program.log().contains(words) {
        assert!(start.elapsed() < SOON * 3, "no {words:?} in {}", program.log());
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_is_answered_by_at_once_and_a_broken_one_is_told_to_admins_once() {
    let (fake, folder) = (Fake::start(), small::copy());
    let (budi, admin) = (fake.person(7).language("id"), fake.person(ADMIN).language("id"));
    let config =
        format!("[limits]\ntotal_per_second = 0\nchat_per_second = 0\n[staff]\nadmins = [900]\n{ANYTHING}");
    let program = Program::new(&fake).knowledge(folder.path()).config(&config);
    let running = program.start();
    admin.types("/help");
    asks(&fake, &budi, "Bangladesh, Belanda").await;

    edit(folder.path(), "locales/id/weaving.ftl", "Bangladesh, Belanda", "Norwegia, Islandia");
    until_log(&program, "answers from now on").await;
    asks(&fake, &budi, "Norwegia, Islandia").await;
    edit(folder.path(), "locales/id/messages.ftl", "Data apa yang kami simpan", "Apa yang kami simpan");
    let presented = |fake: &Fake| fake.commands("id").iter().any(|(_, does)| does == "Apa yang kami simpan");
    fake.wait_until(presented, SOON * 3).await;

    let good = fs::read_to_string(folder.path().join(TOPIC)).unwrap();
    edit(folder.path(), TOPIC, "source    = ", "sauce    = ");
    fake.wait_until(|fake| !told(fake, ADMIN, "belum bisa dipakai").is_empty(), SOON * 3).await;
    assert!(told(&fake, ADMIN, "belum bisa dipakai")[0].text.contains(TOPIC));
    asks(&fake, &budi, "Norwegia, Islandia").await;
    fs::write(folder.path().join(TOPIC), good).unwrap();
    fake.wait_until(|fake| !told(fake, ADMIN, "sudah benar lagi").is_empty(), SOON * 3).await;
    asks(&fake, &budi, "Norwegia, Islandia").await;
    for words in ["belum bisa dipakai", "sudah benar lagi"] {
        assert_eq!(told(&fake, ADMIN, words).len(), 1, "{words}");
        assert!(told(&fake, 7, words).is_empty(), "askers are not told");
    }
    drop(running);
}
