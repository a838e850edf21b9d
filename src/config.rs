//! The configuration of `tanya serve`: a file, the environment and the command line into
//! one checked value. A pure function of them: it may not read the environment, and
//! what it holds of secrets never prints.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use secrecy::SecretString;
use toml::{Table, Value};

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
# listen = "127.0.0.1:8080"

[limits]
# What is sent at most; 0 is no limit of ours. When Telegram asks to wait, we wait.
# total_per_second = 30
# chat_per_second = 1
# group_per_minute = 20
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
        let mut problems = Vec::new();
        let mut file = File::read(sources.file.unwrap_or_default(), &mut problems);
        let var = |name: &str| sources.vars.get(name).filter(|value| !value.is_empty()).cloned();
        let flags = &sources.flags;

        let token = token(sources, &mut problems);
        let database = file.text("database", "url", &mut problems);
        let api_url = file.text("telegram", "api_url", &mut problems);
        let url = file.text("telegram", "webhook", &mut problems);
        let listen = file.text("telegram", "listen", &mut problems);
        let limits = Limits {
            total_per_second: file.number("limits", "total_per_second", 30, &mut problems),
            chat_per_second: file.number("limits", "chat_per_second", 1, &mut problems),
            group_per_minute: file.number("limits", "group_per_minute", 20, &mut problems),
        };
        file.rest(&mut problems);

        let api_url = flags.api_url.clone().or(api_url).unwrap_or_else(|| TELEGRAM.to_owned());
        check_api_url(&api_url, &mut problems);
        let own_server = api_url.trim_end_matches('/') != TELEGRAM && is_loopback(&api_url);
        let called = Called {
            url: flags.webhook.clone().or(url),
            listen: flags.listen.clone().or(listen),
            secret: var("TANYA_WEBHOOK_SECRET"),
        };
        let webhook = called.webhook(own_server, &mut problems);
        let database = flags.database.clone().or_else(|| var("TANYA_DATABASE")).or(database);
        if !problems.is_empty() {
            return Err(ConfigError(problems));
        }
        Ok(Config {
            token: SecretString::from(token),
            database: database.map(SecretString::from),
            api_url: api_url.trim_end_matches('/').to_owned(),
            webhook,
            limits,
        })
    }
}

/// The token, from the environment or from the file that it names.
fn token(sources: &Sources<'_>, problems: &mut Vec<String>) -> String {
    let set = sources.vars.get("TELOXIDE_TOKEN").filter(|token| !token.trim().is_empty());
    let token = match (set, &sources.token_file) {
        (Some(token), _) => token.trim().to_owned(),
        (None, Some(Ok(token))) => token.trim().to_owned(),
        (None, Some(Err(why))) => {
            problems.push(format!("TELOXIDE_TOKEN_FILE names a file that cannot be read: {why}"));
            return String::new();
        }
        (None, None) => {
            problems.push("TELOXIDE_TOKEN is not set: ask @BotFather for a token".to_owned());
            return String::new();
        }
    };
    let shaped = token.split_once(':').is_some_and(|(id, secret)| {
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        !id.is_empty()
            && id.bytes().all(|c| c.is_ascii_digit())
            && !secret.is_empty()
            && secret.chars().all(letters)
    });
    if !shaped {
        problems
            .push("the token does not look like 123456:ABC-xyz: copy it again from @BotFather".to_owned());
    }
    token
}

fn check_api_url(url: &str, problems: &mut Vec<String>) {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains([' ', '@', '?', '#'])) {
        problems.push("telegram.api_url: an address such as https://api.telegram.org".to_owned());
    } else if url.starts_with("http://") && !is_loopback(url) {
        problems
            .push("telegram.api_url: http only on this machine, since the token is part of it".to_owned());
    }
}

/// True for an address on this machine.
fn is_loopback(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "[::1]") || name.starts_with("127.")
}

/// What is said about the webhook, unchecked.
struct Called {
    url: Option<String>,
    listen: Option<String>,
    secret: Option<String>,
}

impl Called {
    fn webhook(self, own_server: bool, problems: &mut Vec<String>) -> Option<Webhook> {
        if self.url.is_none() && self.listen.is_some() {
            problems.push("listen needs a webhook: say which address Telegram calls".to_owned());
        }
        let url = self.url?;
        let plain = url.starts_with("http://") && own_server && is_loopback(&url);
        if !url.starts_with("https://") && !plain {
            problems.push(
                "webhook: an https address (http only on this machine, with an api_url on this machine)"
                    .to_owned(),
            );
        }
        let listen = match self.listen.as_deref().map(str::parse) {
            Some(Ok(listen)) => Some(listen),
            Some(Err(_)) => {
                problems.push("listen: an address and a port such as 127.0.0.1:8080".to_owned());
                None
            }
            None => {
                problems.push(
                    "webhook needs listen: where the proxy finds us, such as 127.0.0.1:8080".to_owned(),
                );
                None
            }
        };
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if self.secret.as_ref().is_some_and(|secret| secret.len() > 256 || !secret.chars().all(letters)) {
            problems.push("TANYA_WEBHOOK_SECRET: 1 to 256 of A-Z a-z 0-9 _ -".to_owned());
        }
        Some(Webhook { url, listen: listen?, secret: self.secret.map(SecretString::from) })
    }
}

/// The file's keys; each is taken once, and what is left over is a mistake.
struct File(Table);

impl File {
    fn read(text: &str, problems: &mut Vec<String>) -> File {
        match text.parse::<Table>() {
            Ok(table) => File(table),
            Err(error) => {
                let line = error
                    .span()
                    .map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
                // Only the message: the whole error quotes the line, which may hold a password.
                problems.push(format!("line {line} of the file: {}", error.message()));
                File(Table::new())
            }
        }
    }

    fn take(&mut self, section: &str, key: &str) -> Option<Value> {
        self.0.get_mut(section)?.as_table_mut()?.remove(key)
    }

    fn text(&mut self, section: &str, key: &str, problems: &mut Vec<String>) -> Option<String> {
        match self.take(section, key)? {
            Value::String(text) if !text.is_empty() => Some(text),
            _ => {
                problems.push(format!("{section}.{key}: a text in quotes"));
                None
            }
        }
    }

    fn number(&mut self, section: &str, key: &str, default: u32, problems: &mut Vec<String>) -> u32 {
        let Some(value) = self.take(section, key) else { return default };
        let number = value.as_integer().and_then(|number| u32::try_from(number).ok());
        number.filter(|number| *number <= 10_000).unwrap_or_else(|| {
            problems.push(format!("{section}.{key}: a whole number from 0 to 10000"));
            default
        })
    }

    /// What nobody took.
    fn rest(self, problems: &mut Vec<String>) {
        const SECTIONS: [&str; 3] = ["database", "telegram", "limits"];
        for (section, value) in self.0 {
            match value {
                Value::Table(keys) if SECTIONS.contains(&section.as_str()) => {
                    problems.extend(keys.keys().map(|key| format!("{section}.{key}: no such setting")));
                }
                _ => problems.push(format!("{section}: no such section")),
            }
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
        assert!(!format!("{config:?}").contains("ABC"));
    }

    #[test]
    fn the_example_holds_what_holds_without_it() {
        assert!(problems(&sources(EXAMPLE, &[("TELOXIDE_TOKEN", TOKEN)])).is_empty());
        let spoken: String = EXAMPLE
            .lines()
            .map(|line| {
                let setting = line.strip_prefix("# ").filter(|rest| rest.contains(" = "));
                format!("{}\n", setting.unwrap_or(line))
            })
            .collect();
        let config = Config::read(&sources(&spoken, &[("TELOXIDE_TOKEN", TOKEN)])).unwrap();
        assert_eq!(config.limits, Limits { total_per_second: 30, chat_per_second: 1, group_per_minute: 20 });
        assert_eq!(config.webhook.unwrap().url, "https://tanya.example.go.id/telegram");
    }

    #[test]
    fn every_problem_is_told_at_once_and_no_secret_with_it() {
        let file = "[limits]\ntotal_per_second = -1\nper_hour = 3\n[telegram]\napi_url = \"ftp://x\"\nlisten = \"8080\"\n[bot]\n";
        let found = problems(&sources(file, &[("TELOXIDE_TOKEN", "hunter2 is no token")])).join("\n");
        for part in [
            "does not look like",
            "api_url",
            "total_per_second",
            "limits.per_hour",
            "bot: no such",
            "listen needs",
        ] {
            assert!(found.contains(part), "{part} in {found}");
        }
        assert!(!found.contains("hunter2"));
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        let read = |api: &str, webhook: &str| {
            let flags = Flags {
                api_url: Some(api.into()),
                webhook: Some(webhook.into()),
                listen: Some("127.0.0.1:0".into()),
                database: None,
            };
            problems(&Sources { flags, ..sources("", &[("TELOXIDE_TOKEN", TOKEN)]) }).len()
        };
        assert_eq!(read("http://127.0.0.1:81", "http://127.0.0.1:82/x"), 0);
        assert_eq!(read("https://api.telegram.org", "http://127.0.0.1:82/x"), 1);
        assert_eq!(read("http://127.0.0.1:81", "http://example.org/x"), 1);
        assert_eq!(read("http://example.org", "https://example.org/x"), 1);
    }
}
