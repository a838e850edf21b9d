//! What the office tells the checks of its knowledge: `faq/checks.toml`, what is meant
//! although a rule speaks against it, whose addresses may be named, and when a source is
//! stale; and `faq/texts.toml`, the texts as they were when somebody last accepted both
//! languages. It may not apply any of it.

use std::collections::BTreeMap;

use super::fields::{Entry, Fields, Problems, with_root};
use crate::source::{At, SourceFile, about};

/// What the checks are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks {
    /// Rules whose warnings are meant, each with the reason.
    pub allow: Vec<(At<String>, String)>,
    /// Hosts that addresses may be of, or below; empty where any may.
    pub hosts: Vec<String>,
    /// After so many days a source that nobody has checked is stale.
    pub stale_after: i64,
    /// For each text the fingerprints of both languages when it was accepted; `None` where
    /// no text was ever accepted.
    pub accepted: Option<BTreeMap<String, [String; 2]>>,
}

impl Default for Checks {
    fn default() -> Checks {
        Checks { allow: Vec::new(), hosts: Vec::new(), stale_after: 365, accepted: None }
    }
}

impl Checks {
    /// What `faq/checks.toml` says, also where other files have errors; what is wrong with
    /// it itself is for [`super::read()`] to tell.
    pub fn of(files: &[SourceFile]) -> Checks {
        let (mut checks, unheard) = (Checks::default(), Problems::default());
        if let Some(file) = files.iter().find(|file| file.path == "faq/checks.toml") {
            with_root(file, &unheard, |root| {
                read(root, &unheard, &mut checks);
                Some(())
            });
        }
        checks
    }
}

/// Reads `faq/checks.toml`.
pub(super) fn read(mut root: Fields<'_>, problems: &Problems, checks: &mut Checks) {
    checks.hosts = root.strings("hosts").into_iter().map(|host| host.value.to_ascii_lowercase()).collect();
    if let Some(days) = root.number("stale-after") {
        match days.value.digits().parse() {
            Ok(days) => checks.stale_after = days,
            Err(_) => problems.add(days.error("wrong-type", "a number of whole days belongs here")),
        }
    }
    if let Some(allow) = root.table("allow") {
        checks.allow = allow.entries().filter_map(|(rule, entry)| allowed(rule, &entry)).collect();
    }
    root.finish();
}

fn allowed(rule: At<String>, entry: &Entry<'_>) -> Option<(At<String>, String)> {
    if about(&rule.value).is_none() {
        let unknown = rule.error("unknown-rule", format!("no rule is called `{}`", rule.value));
        entry.report(unknown.hint("docs/checks.md lists them"));
        return None;
    }
    match entry.as_text().filter(|reason| !reason.trim().is_empty()) {
        Some(reason) => Some((rule, reason.to_owned())),
        None => {
            entry.refuse("the reason why it is meant");
            None
        }
    }
}

/// Reads `faq/texts.toml`.
pub(super) fn texts(mut root: Fields<'_>) -> BTreeMap<String, [String; 2]> {
    let texts = root.table("texts");
    root.finish();
    let fingerprints = |(id, entry): (At<String>, Entry<'_>)| {
        let pair: Option<Vec<String>> =
            entry.as_groups().map(|groups| groups.into_iter().flatten().map(|text| text.value).collect());
        let pair = pair.and_then(|pair| <[String; 2]>::try_from(pair).ok());
        if pair.is_none() {
            entry.refuse("a fingerprint for each language");
        }
        Some((id.value, pair?))
    };
    texts.map(|texts| texts.entries().filter_map(fingerprints).collect()).unwrap_or_default()
}
