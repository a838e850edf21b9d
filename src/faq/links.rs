//! Addresses on the web, as sources and facts name them: what can be said of one without
//! asking the network. Whether it still answers is not for a check that must never wait.

use super::checks::Checks;
use super::fields::Problems;
use crate::source::At;

/// Parameters that only follow people around: the name, or how it begins with `*`.
const TRACKING: [&str; 8] = ["utm_*", "fbclid", "gclid", "dclid", "igshid", "mc_*", "yclid", "msclkid"];

/// Checks the address that stands here.
pub(super) fn check_link(url: &At<String>, checks: &Checks, problems: &Problems) {
    let text = url.value.as_str();
    let Some(host) = host(text) else {
        let invalid = url.error("url-invalid", format!("`{text}` is no address"));
        problems.add(invalid.hint("`https://`, a host with a dot in it, no spaces, no quotes"));
        return;
    };
    if !text.starts_with("https://") {
        let plain = url.warning("url-not-https", format!("`{text}` is not https"));
        problems.add(plain.hint("most hosts answer on https by now: try it"));
    }
    if let Some(follows) = tracking(text) {
        let tracks = url.warning("url-tracks", format!("`{follows}` only follows people around"));
        problems.add(tracks.hint("take it out: the address works without it"));
    }
    let below = |known: &String| {
        host.strip_suffix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    if !checks.hosts.is_empty() && !checks.hosts.iter().any(below) {
        let strange = url.error("url-of-a-strange-host", format!("`{host}` is no host of the office"));
        problems.add(strange.hint(format!("faq/checks.toml has: {}", checks.hosts.join(", "))));
    }
}

/// The host of an address, if it is one: `http` or `https`, a host with a dot, nothing that
/// would need escaping.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"'".contains(c);
    let labels = host.split('.').count() > 1 && host.split('.').all(|label| !label.is_empty());
    (labels && !host.contains('@') && !rest.contains(odd)).then_some(host)
}

fn tracking(url: &str) -> Option<&str> {
    let query = url.split('#').next().and_then(|url| url.split_once('?'))?.1;
    let follows = |name: &str| {
        TRACKING.iter().any(|known| match known.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *known,
        })
    };
    query.split('&').map(|pair| pair.split('=').next().unwrap_or_default()).find(|name| follows(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_what_follows_people_are_found() {
        assert_eq!(host("https://Disperindag.go.id:8443/a?b#c").as_deref(), Some("disperindag.go.id"));
        assert_eq!(
            host("http://bikdk.disperindag.jatengprov.go.id").as_deref(),
            Some("bikdk.disperindag.jatengprov.go.id")
        );
        for wrong in [
            "bikdk.go.id",
            "http://bik dk.go.id",
            "http://localhost",
            "ftp://a.b",
            "https://a..b",
            "https://x@a.b",
            "",
        ] {
            assert_eq!(host(wrong), None, "{wrong}");
        }
        assert_eq!(tracking("https://a.id/?x=1&utm_source=wa"), Some("utm_source"));
        assert_eq!(tracking("https://a.id/?utmost=1#?fbclid=2"), None);
    }
}
