//! What lies between us and Telegram: the token, the Bot API server, the webhook. Each is
//! checked for its shape only; nobody is called.

use std::net::SocketAddr;

use secrecy::SecretString;

use super::{Sources, TELEGRAM, Webhook};

/// The token, from the environment or from the file that it names.
pub(super) fn token(sources: &Sources<'_>, problems: &mut Vec<String>) -> String {
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

/// What is wrong with the address of the Bot API server.
pub(super) fn api_url_problem(url: &str) -> Option<String> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let problem = if host.is_none_or(|host| host.is_empty() || host.contains([' ', '@', '?', '#'])) {
        "an address such as https://api.telegram.org"
    } else if url.starts_with("http://") && !is_loopback(url) {
        "http only on this machine, since the token is part of it"
    } else {
        return None;
    };
    Some(format!("telegram.api_url: {problem}"))
}

/// True for an address on this machine.
pub(super) fn is_loopback(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "[::1]") || name.starts_with("127.")
}

/// What is said about the webhook, unchecked.
pub(super) struct Called {
    pub url: Option<String>,
    pub listen: Option<String>,
    pub secret: Option<String>,
}

impl Called {
    /// The webhook, if there is to be one; `api_url` is where Telegram is.
    pub fn webhook(self, api_url: &str, problems: &mut Vec<String>) -> Option<Webhook> {
        if self.url.is_none() && self.listen.is_some() {
            problems.push("listen needs a webhook: say which address Telegram calls".to_owned());
        }
        let url = self.url?;
        let own_server = api_url.trim_end_matches('/') != TELEGRAM && is_loopback(api_url);
        let plain = url.starts_with("http://") && own_server && is_loopback(&url);
        if !url.starts_with("https://") && !plain {
            problems.push(
                "webhook: an https address (http only on this machine, with an api_url on this machine)"
                    .to_owned(),
            );
        }
        let listen = match self.listen.as_deref().map(str::parse::<SocketAddr>) {
            Some(Ok(listen)) => Some(listen),
            Some(Err(_)) => {
                problems.push("listen: an address and a port such as 127.0.0.1:8080".to_owned());
                None
            }
            None => {
                let wanted = "webhook needs listen: where the proxy finds us, such as 127.0.0.1:8080";
                problems.push(wanted.to_owned());
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
