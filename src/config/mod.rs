//! The configuration of `tanya serve`: a file, the environment and the command line into
//! one checked value. A pure function of them: it may not read the environment, and
//! what it holds of secrets never prints.

mod dashboard;
mod desk;
mod file;
mod wire;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use secrecy::SecretString;

pub use dashboard::Dashboard;
pub use desk::{Abuse, Retention, Staff, Tickets, Topics};

use file::File;
use wire::{Called, api_url_problem, token};

/// A commented example of the file; every line says what holds without it.
pub const EXAMPLE: &str = r#"# Tanya's configuration. Every line is optional: what is said here is what holds without it.
# The token is not here: put it in the environment as TELOXIDE_TOKEN, or its file's path
# as TELOXIDE_TOKEN_FILE. The password of a database likewise: see [database].

[database]
# Where things are remembered: sqlite:FILE, or postgres://USER@HOST/NAME when several
# instances run. TANYA_DATABASE in the environment and --database go before this.
# url = "sqlite:/var/lib/tanya/tanya.db"

[telegram]
# Telegram, or your own Bot API server.
# api_url = "https://api.telegram.org"

# Updates are fetched, unless Telegram is to bring them here. TLS is a proxy's work.
# TANYA_WEBHOOK_SECRET in the environment: needed when several instances run.
# webhook = "https://tanya.example.go.id/telegram"
# listen = "127.0.0.1:8443"

[limits]
# What is sent at most; 0 is no limit of ours. When Telegram asks to wait, we wait.
# total_per_second = 30
# chat_per_second = 1
# group_per_minute = 20

[staff]
# Who answers what the bot cannot: the number of their group on Telegram (without one each
# is written to directly), and the numbers of those who may do everything.
# group = -1001234567890
# admins = [123456789]

# The group's forum topics: "none", a topic for each "programme", or for each "ticket".
# topics = "none"

# Whether askers are told who of the office answers.
# show_names = false

[tickets]
# When nobody answers, in minutes of office time (faq/contacts.toml says when that is):
# first the ticket's owner is reminded, or the programme's people; then their deputies,
# then the admins.
# remind_after_minutes = 60
# deputy_after_minutes = 120
# admins_after_minutes = 240

# An answered ticket closes itself after so many hours without a word, day and night.
# quiet_hours = 72

# When the staff gets the day's summary, in the office's time.
# digest_at = "07:00"

# More new tickets in a minute than this come as one list; 0 is never.
# burst = 8

[retention]
# Days that things are kept: questions, tickets once they are closed, who did what.
# asked = 180
# The words of questions that were answered: they show what an edit would change. 0: never kept.
# answered = 30
# closed_tickets = 365
# audit = 1095

[abuse]
# What is taken from one person, and from one group; 0 is no bound.
# messages_per_minute = 20
# chat_messages_per_minute = 60
# tickets_per_day = 20

# How long somebody is not listened to whom the staff has muted.
# mute_hours = 24

# The dashboard, where the office's people look at all this in a browser: served where this
# section is there. On this machine alone, unless you say otherwise; TLS is a proxy's work
# (deploy/). The url is the address that browsers know it by.
# [dashboard]
# listen = "127.0.0.1:8080"
# url = "http://localhost:8080"
"#;

/// Where Telegram is.
const TELEGRAM: &str = "https://api.telegram.org";

/// All that `tanya serve` must know.
#[derive(Debug, Clone)]
pub struct Config {
    /// Telegram's key to the bot.
    pub token: SecretString,
    /// Where things are remembered; `None` for a file in the user's data folder. It may
    /// hold a password.
    pub database: Option<SecretString>,
    /// The Bot API server, without a slash at its end.
    pub api_url: String,
    /// How Telegram brings updates; `None` where they are fetched.
    pub webhook: Option<Webhook>,
    /// What is sent at most.
    pub limits: Limits,
    /// Who answers what the bot cannot.
    pub staff: Staff,
    /// How long their answers are waited for.
    pub tickets: Tickets,
    /// How long things are kept.
    pub retention: Retention,
    /// What is taken from one person.
    pub abuse: Abuse,
    /// Where the dashboard is; `None` where there shall be none.
    pub dashboard: Option<Dashboard>,
}

/// How Telegram brings updates.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The address that Telegram calls.
    pub url: String,
    /// Where we listen, behind a proxy.
    pub listen: SocketAddr,
    /// What Telegram proves itself with; `None`: made at start.
    pub secret: Option<SecretString>,
}

/// What is sent at most; 0 is no limit of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Messages a second, to all.
    pub total_per_second: u32,
    /// Messages a second in one chat, over a short burst.
    pub chat_per_second: u32,
    /// Messages a minute in one group.
    pub group_per_minute: u32,
}

/// What the command line says; it goes before the file and the environment.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--api-url`
    pub api_url: Option<String>,
    /// `--database`
    pub database: Option<String>,
    /// `--webhook`
    pub webhook: Option<String>,
    /// `--listen`
    pub listen: Option<String>,
    /// `--listen` of `tanya dashboard`
    pub dashboard: Option<String>,
}

/// What the configuration is read from.
#[derive(Debug, Clone, Default)]
pub struct Sources<'a> {
    /// The file's text.
    pub file: Option<&'a str>,
    /// The environment.
    pub vars: BTreeMap<String, String>,
    /// What the file named by `TELOXIDE_TOKEN_FILE` holds, or why it cannot be read.
    pub token_file: Option<Result<String, String>>,
    /// The command line.
    pub flags: Flags,
}

/// Everything that is wrong, each in a line of its own.
#[derive(Debug, thiserror::Error)]
#[error("the configuration has {} problem(s):\n  {}", .0.len(), .0.join("\n  "))]
pub struct ConfigError(pub Vec<String>);

impl Config {
    /// Reads and checks everything; all problems at once.
    pub fn read(sources: &Sources<'_>) -> Result<Config, ConfigError> {
        let mut file = File::read(sources.file.unwrap_or_default());
        let var = |name: &str| sources.vars.get(name).filter(|value| !value.is_empty()).cloned();
        let flags = &sources.flags;

        let database = file.text("database", "url");
        let api_url = file.text("telegram", "api_url");
        let called = Called {
            url: flags.webhook.clone().or(file.text("telegram", "webhook")),
            listen: flags.listen.clone().or(file.text("telegram", "listen")),
            secret: var("TANYA_WEBHOOK_SECRET"),
        };
        let limits = Limits::read(&mut file);
        let staff = Staff::read(&mut file);
        let tickets = Tickets::read(&mut file);
        let retention = Retention::read(&mut file);
        let abuse = Abuse::read(&mut file);
        let dashboard = Dashboard::read(&mut file, flags.dashboard.as_deref());
        let mut problems = file.rest();

        let token = token(sources, &mut problems);
        let api_url = flags.api_url.clone().or(api_url).unwrap_or_else(|| TELEGRAM.to_owned());
        problems.extend(api_url_problem(&api_url));
        let webhook = called.webhook(&api_url, &mut problems);
        let database = flags.database.clone().or_else(|| var("TANYA_DATABASE")).or(database);
        let listening =
            |dashboard: &Dashboard| Some(dashboard.listen) == webhook.as_ref().map(|one| one.listen);
        if dashboard.as_ref().is_some_and(listening) {
            problems.push("dashboard.listen: another address than the one for the webhook".to_owned());
        }
        if !problems.is_empty() {
            return Err(ConfigError(problems));
        }
        Ok(Config {
            token: SecretString::from(token),
            database: database.map(SecretString::from),
            api_url: api_url.trim_end_matches('/').to_owned(),
            webhook,
            limits,
            staff,
            tickets,
            retention,
            abuse,
            dashboard,
        })
    }

    /// Where the dashboard is and who may look at it, for where it is served alone: what is
    /// wrong elsewhere does not stand in its way.
    pub fn dashboard(sources: &Sources<'_>) -> Result<(Dashboard, Staff, Tickets), ConfigError> {
        let mut file = File::read(sources.file.unwrap_or_default());
        let dashboard = Dashboard::read(&mut file, sources.flags.dashboard.as_deref()).unwrap_or_default();
        let (staff, tickets) = (Staff::read(&mut file), Tickets::read(&mut file));
        match file.problems() {
            [] => Ok((dashboard, staff, tickets)),
            problems => Err(ConfigError(problems.to_vec())),
        }
    }

    /// Where things are remembered, for commands that need nothing else: what is wrong
    /// elsewhere does not stand in their way.
    pub fn database(sources: &Sources<'_>) -> Result<Option<SecretString>, ConfigError> {
        let mut file = File::read(sources.file.unwrap_or_default());
        let configured = file.text("database", "url");
        if !file.problems().is_empty() {
            return Err(ConfigError(file.problems().to_vec()));
        }
        let var = sources.vars.get("TANYA_DATABASE").filter(|url| !url.is_empty()).cloned();
        Ok(sources.flags.database.clone().or(var).or(configured).map(SecretString::from))
    }
}

impl Limits {
    fn read(file: &mut File) -> Limits {
        let mut limit = |key, default| file.number("limits", key, default, 0..=10_000);
        Limits {
            total_per_second: limit("total_per_second", 30),
            chat_per_second: limit("chat_per_second", 1),
            group_per_minute: limit("group_per_minute", 20),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TOKEN: &str = "123456:ABC-def_ghi";

    fn sources<'a>(file: &'a str, vars: &[(&str, &str)]) -> Sources<'a> {
        let vars = vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Sources { file: Some(file), vars, ..Sources::default() }
    }

    fn problems(sources: &Sources<'_>) -> Vec<String> {
        Config::read(sources).err().map(|error| error.0).unwrap_or_default()
    }

    #[test]
    fn a_token_is_all_it_needs() {
        let config = Config::read(&sources("", &[("TELOXIDE_TOKEN", TOKEN)])).unwrap();
        assert_eq!(config.api_url, TELEGRAM);
        assert_eq!(config.limits, Limits { total_per_second: 30, chat_per_second: 1, group_per_minute: 20 });
        assert!(config.webhook.is_none() && config.database.is_none());
        assert_eq!(config.staff, Staff::default());
        assert!(!format!("{config:?}").contains("ABC"));
    }

    #[test]
    fn the_example_holds_what_holds_without_it() {
        assert!(problems(&sources(EXAMPLE, &[("TELOXIDE_TOKEN", TOKEN)])).is_empty());
        let spoken: String = EXAMPLE
            .lines()
            .map(|line| {
                let says = |rest: &&str| rest.contains(" = ") || rest.starts_with('[');
                let setting = line.strip_prefix("# ").filter(says);
                format!("{}\n", setting.unwrap_or(line))
            })
            .collect();
        let config = Config::read(&sources(&spoken, &[("TELOXIDE_TOKEN", TOKEN)])).unwrap();
        assert_eq!(config.limits, Limits { total_per_second: 30, chat_per_second: 1, group_per_minute: 20 });
        assert_eq!(config.tickets, Tickets::default());
        assert_eq!(config.retention, Retention::default());
        assert_eq!(config.abuse, Abuse::default());
        assert_eq!(config.dashboard, Some(Dashboard::default()));
        assert_eq!(config.webhook.unwrap().url, "https://tanya.example.go.id/telegram");
        // The group and the admins are examples: nobody has them without being told.
        let staff = Staff { group: Some(-1_001_234_567_890), admins: vec![123_456_789], ..Staff::default() };
        assert_eq!(config.staff, staff);
    }

    #[test]
    fn every_problem_is_told_at_once_and_no_secret_with_it() {
        let file = "[limits]\ntotal_per_second = -1\nper_hour = 3\n[telegram]\napi_url = \"ftp://x\"\nlisten = \"8080\"\n[bot]\n[abuse]\nmute_hours = 0\n";
        let found = problems(&sources(file, &[("TELOXIDE_TOKEN", "hunter2 is no token")])).join("\n");
        for part in [
            "does not look like",
            "api_url",
            "total_per_second",
            "limits.per_hour",
            "bot: no such",
            "listen needs",
            "mute_hours",
        ] {
            assert!(found.contains(part), "{part} in {found}");
        }
        assert!(!found.contains("hunter2"));
    }

    #[test]
    fn the_webhook_and_the_dashboard_listen_at_addresses_of_their_own() {
        let webhook =
            "[telegram]\nwebhook = \"https://x.example/t\"\nlisten = \"127.0.0.1:8080\"\n[dashboard]\n";
        let told = problems(&sources(webhook, &[("TELOXIDE_TOKEN", TOKEN)]));
        assert!(matches!(&told[..], [one] if one.starts_with("dashboard.listen")), "{told:?}");
        let apart = format!("{webhook}listen = \"127.0.0.1:8081\"");
        assert!(problems(&sources(&apart, &[("TELOXIDE_TOKEN", TOKEN)])).is_empty());
        // Where the dashboard is served alone, no token is needed.
        let (dashboard, _, _) = Config::dashboard(&sources(&apart, &[])).unwrap();
        assert_eq!(dashboard.url, "http://localhost:8081");
    }

    #[test]
    fn the_database_is_found_without_a_token() {
        let file = "[database]\nurl = \"sqlite:a.db\"\n[limits]\nper_hour = 3\n";
        let found = |sources: &Sources<'_>| {
            Config::database(sources)
                .unwrap()
                .map(|url| secrecy::ExposeSecret::expose_secret(&url).to_owned())
        };
        assert_eq!(found(&sources("", &[])), None);
        assert_eq!(found(&sources(file, &[])).as_deref(), Some("sqlite:a.db"));
        let var = sources(file, &[("TANYA_DATABASE", "sqlite:b.db")]);
        assert_eq!(found(&var).as_deref(), Some("sqlite:b.db"));
        let flags = Flags { database: Some("sqlite:c.db".into()), ..Flags::default() };
        assert_eq!(found(&Sources { flags, ..var }).as_deref(), Some("sqlite:c.db"));
        assert!(Config::database(&sources("[database", &[])).is_err());
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        let read = |api: &str, webhook: &str| {
            let flags = Flags {
                api_url: Some(api.into()),
                webhook: Some(webhook.into()),
                listen: Some("127.0.0.1:0".into()),
                ..Flags::default()
            };
            problems(&Sources { flags, ..sources("", &[("TELOXIDE_TOKEN", TOKEN)]) }).len()
        };
        assert_eq!(read("http://127.0.0.1:81", "http://127.0.0.1:82/x"), 0);
        assert_eq!(read("https://api.telegram.org", "http://127.0.0.1:82/x"), 1);
        assert_eq!(read("http://127.0.0.1:81", "http://example.org/x"), 1);
        assert_eq!(read("http://example.org", "https://example.org/x"), 1);
    }
}
