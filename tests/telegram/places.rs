//! What an operator sees: the doctor, the configuration, links, and no secret anywhere.

use crate::fake::{Fake, TOKEN};
use crate::program::{Program, SOON};

fn told(program: &Program, words: &[&str]) -> (bool, String) {
    let output = program.command(words).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

#[tokio::test]
async fn the_doctor_finds_nothing_wrong_where_nothing_is() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let (sound, found) = told(&program, &["doctor", "--api-url", &fake.url()]);
    assert!(sound, "{found}");
    for what in
        ["knowledge", "configuration", "database", "token: it is @TanyaTestBot", "clock", "groups", "webhook"]
    {
        assert!(found.contains(what), "{what} in {found}");
    }
}

#[tokio::test]
async fn the_doctor_says_what_to_do_about_each_fault() {
    let fake = Fake::start();
    let program = Program::new(&fake).database("sqlite:/proc/no/tanya.db").var("TELOXIDE_TOKEN", "1:wrong");
    let (sound, found) = told(&program, &["doctor", "--api-url", &fake.url()]);
    assert!(!sound && found.contains("@BotFather") && found.contains("WRONG  database"), "{found}");
    fake.go_offline();
    let (_, found) = told(&Program::new(&fake), &["doctor", "--api-url", &fake.url()]);
    assert!(found.contains("WRONG  Telegram") && found.contains("api_url"), "{found}");
}

#[tokio::test]
async fn a_wrong_token_ends_the_program_with_a_word_on_it() {
    let fake = Fake::start();
    let program = Program::new(&fake).var("TELOXIDE_TOKEN", "1:wrong");
    let running = program.start();
    assert!(!running.end(SOON).success());
    assert!(program.log().contains("does not know this token"), "{}", program.log());
}

#[tokio::test]
async fn the_token_is_in_no_log_and_no_error() {
    let fake = Fake::start();
    let program = Program::new(&fake).var("RUST_LOG", "trace");
    let running = program.start();
    let question = fake.person(7).types("rahasia saya: 3374061203950001");
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
    fake.go_offline();
    fake.person(7).types("halo");
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    running.kill();
    let (_, doctor) = told(&program, &["doctor", "--api-url", &fake.url()]);
    let (secret, log) = (TOKEN.split_once(':').unwrap().1, program.log());
    assert!(log.len() > 100);
    for text in [&log, &doctor] {
        assert!(!text.contains(secret), "the token is told");
        assert!(
            !text.contains("rahasia saya") && !text.contains("3374061203950001"),
            "a person's words are told"
        );
    }
}

#[tokio::test]
async fn a_topics_link_and_code_are_made_without_telegram_or_with_it() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let (_, link) = told(&program, &["link", "goyor-about", "--bot", "@TanyaBot"]);
    assert!(link.starts_with("https://t.me/TanyaBot?start=goyor-about\n") && link.contains('█'), "{link}");
    let (_, link) = told(
        &program,
        &["link", "goyor-about", "--api-url", &fake.url(), "--png", "a.png", "--svg", "a.svg"],
    );
    assert!(link.contains("https://t.me/TanyaTestBot?start=goyor-about"), "{link}");
    let (made, why) = told(&program, &["link", "no-such-topic", "--bot", "x"]);
    assert!(!made && why.contains("no topic"), "{why}");
}

#[tokio::test]
async fn the_example_of_the_configuration_is_accepted_and_mistakes_are_all_told() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    assert!(told(&program, &["config", "init", "fresh.toml"]).0);
    assert!(!told(&program, &["config", "init", "fresh.toml"]).0, "an existing file is left alone");
    let (right, said) = told(&program, &["config", "check", "--config", "fresh.toml"]);
    assert!(right, "{said}");
    let program = program.config("[limits]\nper_day = 1\nchat_per_second = \"x\"\n");
    let (right, said) = told(&program, &["config", "check"]);
    assert!(!right && said.contains("per_day") && said.contains("chat_per_second"), "{said}");
}
