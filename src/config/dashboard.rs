//! Where the office's people look at the bot in a browser.

use std::net::{Ipv4Addr, SocketAddr};

use super::file::File;
use super::wire::is_loopback;

/// The port where none is said.
const PORT: u16 = 8080;

/// Where the dashboard is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// Where we listen: on this machine alone, unless somebody says otherwise.
    pub listen: SocketAddr,
    /// The address that browsers know it by, without a slash at its end.
    pub url: String,
}

impl Default for Dashboard {
    fn default() -> Dashboard {
        Dashboard::at(SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)))
    }
}

impl Dashboard {
    /// Without an address of its own, for the browsers of this machine.
    pub fn at(listen: SocketAddr) -> Dashboard {
        Dashboard { listen, url: format!("http://localhost:{}", listen.port()) }
    }

    /// True where others can reach it without TLS in between, as far as we know.
    pub fn is_bare(&self) -> bool {
        !self.listen.ip().is_loopback() && !self.url.starts_with("https://")
    }

    /// `None` where the file does not speak of it, and neither does the command line.
    pub(super) fn read(file: &mut File, flag: Option<&str>) -> Option<Dashboard> {
        let named = file.names("dashboard") || flag.is_some();
        let wanted = "an address and a port such as 127.0.0.1:8080";
        let listen = file.take("dashboard", "listen", wanted, |value| value.as_str()?.parse().ok());
        let flagged = flag.map(str::parse::<SocketAddr>);
        if let Some(Err(_)) = flagged {
            file.refuse("dashboard", "listen", wanted);
        }
        let wanted = "https://NAME without a path (http only for localhost)";
        let url = file.take("dashboard", "url", wanted, |value| origin(value.as_str()?));
        let listen = flagged.and_then(Result::ok).or(listen).unwrap_or(Dashboard::default().listen);
        let here = Dashboard::at(listen);
        named.then(|| Dashboard { url: url.unwrap_or(here.url), listen })
    }
}

/// An address that is a browser's origin: a scheme, a name and perhaps a port.
fn origin(url: &str) -> Option<String> {
    let url = url.strip_suffix('/').unwrap_or(url);
    let (scheme, host) = url.split_once("://")?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:[]".contains(c);
    let sound = !host.is_empty() && host.chars().all(plain);
    let safe = scheme == "https" || (scheme == "http" && is_loopback(url));
    (sound && safe).then(|| url.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<Dashboard>, Vec<String>> {
        let mut file = File::read(text);
        let dashboard = Dashboard::read(&mut file, None);
        let problems = file.rest();
        if problems.is_empty() { Ok(dashboard) } else { Err(problems) }
    }

    #[test]
    fn it_is_there_where_the_file_speaks_of_it_and_on_this_machine_alone() {
        assert_eq!(read(""), Ok(None));
        let usual =
            Dashboard { listen: "127.0.0.1:8080".parse().unwrap(), url: "http://localhost:8080".into() };
        assert_eq!(read("[dashboard]"), Ok(Some(usual.clone())));
        assert_eq!(usual, Dashboard::default());
        let elsewhere = read("[dashboard]\nlisten = \"127.0.0.1:9000\"").unwrap().unwrap();
        assert_eq!(elsewhere.url, "http://localhost:9000");
        let named = read("[dashboard]\nurl = \"https://tanya.example.go.id/\"").unwrap().unwrap();
        assert_eq!(named.url, "https://tanya.example.go.id");
    }

    #[test]
    fn an_address_that_no_browser_would_trust_is_refused() {
        for url in
            ["http://tanya.example.go.id", "https://x/dashboard", "ftp://x", "https://", "https://a b", "x"]
        {
            let told = read(&format!("[dashboard]\nurl = \"{url}\"")).unwrap_err();
            assert!(told[0].starts_with("dashboard.url: https://NAME"), "{url}: {told:?}");
        }
        assert!(read("[dashboard]\nlisten = \"8080\"").unwrap_err()[0].starts_with("dashboard.listen"));
        assert!(read("[dashboard]\nport = 1").unwrap_err()[0].starts_with("dashboard.port: no such"));
    }

    #[test]
    fn whoever_listens_for_others_without_tls_is_bare() {
        let read = |text: &str| read(text).unwrap().unwrap().is_bare();
        assert!(read("[dashboard]\nlisten = \"0.0.0.0:8080\""));
        assert!(!read("[dashboard]\nlisten = \"0.0.0.0:8080\"\nurl = \"https://tanya.example.go.id\""));
        assert!(!read("[dashboard]"));
    }
}
