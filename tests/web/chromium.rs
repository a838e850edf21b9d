//! A real browser: Debian's Chromium, driven over WebDriver, in which a page is opened as
//! on a phone or on a desk, light or dark.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What the browser is told at its start: to speak to nobody but our pages.
const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// The rules that pages are held to; `.ci/run` fetches them into the target folder.
pub fn axe() -> Option<String> {
    let named = std::env::var_os("TANYA_AXE").map(PathBuf::from);
    let fetched =
        Path::new(env!("CARGO_BIN_EXE_tanya")).ancestors().nth(2).unwrap().join("axe/package/axe.min.js");
    let rules = std::fs::read_to_string(named.unwrap_or(fetched)).ok();
    absent(
        rules.is_none(),
        "axe-core",
        "npm pack axe-core@4.14.1, unpack it into target/axe, or name TANYA_AXE",
    );
    rules
}

/// Says what is missing and how to get it; with `CI` set that is a failure.
fn absent(missing: bool, what: &str, how: &str) {
    if missing {
        assert!(std::env::var_os("CI").is_none(), "no {what}: {how}");
        // Also where the test runner swallows what passing tests print.
        let _ = writeln!(std::io::stderr(), "left out, for want of {what}: {how}");
    }
}

/// A browser, and the driver that drives it. Dropped, both are gone.
pub struct Chromium {
    pub client: Client,
    driver: Child,
    _profile: TempDir,
}

impl Chromium {
    /// `None` where there is no browser, which was then said.
    pub async fn start() -> Option<Chromium> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn();
        absent(driver.is_err(), "Chromium", "apt-get install chromium chromium-driver");
        let mut driver = driver.ok()?;
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let port = line.split_once("started successfully on port ")?.1;
            Some(port.trim_end_matches('.').to_owned())
        });
        let profile = tempfile::tempdir().unwrap();
        let flags = FLAGS.map(str::to_owned).into_iter();
        let flags: Vec<String> =
            flags.chain([format!("--user-data-dir={}", profile.path().display())]).collect();
        let wanted =
            json!({ "goog:chromeOptions": { "args": flags }, "goog:loggingPrefs": { "browser": "ALL" } });
        let Value::Object(wanted) = wanted else { unreachable!() };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted.into_iter().collect::<Capabilities>())
            .connect(&format!("http://localhost:{}", port.expect("chromedriver names its port")))
            .await
            .unwrap();
        Some(Chromium { client, driver, _profile: profile })
    }

    /// The window is so wide, and the reader likes it light or dark.
    pub async fn as_if(&self, width: u32, scheme: &str) {
        let phone = width < 700;
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": 800, "deviceScaleFactor": if phone { 2 } else { 1 }, "mobile": phone }),
        )
        .await;
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What the page complained of since one asked last.
    pub async fn complaints(&self) -> Vec<String> {
        let told = self.client.issue_cmd(Driver("se/log", json!({ "type": "browser" }))).await.unwrap();
        told.as_array().unwrap().iter().map(|line| line["message"].to_string()).collect()
    }

    /// A picture of the whole page.
    pub async fn picture(&self) -> Vec<u8> {
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let told = self.cdp("Page.captureScreenshot", whole).await;
        from_base64(told["data"].as_str().unwrap())
    }

    /// What a script returns.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    async fn cdp(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.client.issue_cmd(Driver("goog/cdp/execute", body)).await.unwrap()
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // The browser is of the driver's group.
        let _ = Command::new("kill").args(["-9", "--", &format!("-{}", self.driver.id())]).status();
        let _ = self.driver.wait();
    }
}

/// A command of this driver that no standard has.
#[derive(Debug)]
struct Driver(&'static str, Value);

impl WebDriverCompatibleCommand for Driver {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.1.to_string()))
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits =
            four.iter().fold(0_u32, |bits, c| bits << 6 | u32::from(value(*c))) << (6 * (4 - four.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}
