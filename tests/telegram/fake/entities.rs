//! Entities of plain text, found as Telegram finds them; offsets and lengths count UTF-16 units.

use super::refusal::Refusal;
use serde_json::{Value, json};

/// A text with its entities.
#[derive(Debug, Clone, Default)]
pub(super) struct Formatted {
    /// The text without markup.
    pub text: String,
    /// Telegram's MessageEntity objects.
    pub entities: Vec<Value>,
}

impl Formatted {
    /// Plain text with what Telegram finds in it by itself.
    pub fn plain(text: &str) -> Self {
        Formatted { text: text.to_string(), entities: Vec::new() }.with_found()
    }

    /// Length as Telegram limits it.
    pub fn units(&self) -> usize {
        self.text.encode_utf16().count()
    }

    /// Blank ends removed, entities moved along.
    pub fn trimmed(mut self) -> Self {
        let blank = |c: char| c.is_whitespace();
        let lead = self.text.len() - self.text.trim_start_matches(blank).len();
        if lead == 0 && self.text.trim_end_matches(blank).len() == self.text.len() {
            return self;
        }
        let cut = self.text[..lead].encode_utf16().count() as i64;
        self.text = self.text.trim_matches(blank).to_string();
        let end = self.units() as i64;
        for entity in &mut self.entities {
            let (from, to) = span(entity);
            let (from, to) = ((from - cut).clamp(0, end), (to - cut).clamp(0, end));
            entity["offset"] = from.into();
            entity["length"] = (to - from).into();
        }
        self.entities.retain(|entity| entity["length"] != 0);
        self
    }

    /// Adds commands, mentions, links and the like where no other entity lies; sorted by place.
    pub fn with_found(mut self) -> Self {
        for found in find(&self.text) {
            let (from, to) = span(&found);
            let free = self.entities.iter().map(span).all(|(start, end)| to <= start || end <= from);
            if free {
                self.entities.push(found);
            }
        }
        self.entities.sort_by_key(|entity| {
            let (from, to) = span(entity);
            (from, from - to)
        });
        self
    }
}

/// `entities` as given: each must be what Telegram knows; what it finds by itself is not taken from
/// the bot, and what covers nothing is dropped.
pub(super) fn read(given: Vec<Value>) -> Result<Vec<Value>, Refusal> {
    let wrong = |why: String| Refusal::bad(format!("can't parse MessageEntity: {why}"));
    let mut entities = Vec::new();
    for entity in given {
        let lacks = |name: &str| wrong(format!("Can't find field \"{name}\""));
        if !entity.is_object() {
            return Err(wrong("expected an Object".into()));
        }
        let kind = entity["type"].as_str().ok_or_else(|| lacks("type"))?;
        entity["offset"].as_i64().ok_or_else(|| lacks("offset"))?;
        let length = entity["length"].as_i64().ok_or_else(|| lacks("length"))?;
        let needs = NEEDS.iter().find(|(name, _)| *name == kind).map(|(_, needs)| *needs);
        if let Some(field) = needs.filter(|field| entity[*field].is_null()) {
            return Err(lacks(field));
        }
        if length > 0 && (needs.is_some() || PLAIN.contains(&kind)) {
            entities.push(entity);
        } else if !FOUND.contains(&kind) && length > 0 {
            return Err(wrong("Unsupported type specified".into()));
        }
    }
    Ok(entities)
}

/// Entities that need nothing but a place.
const PLAIN: [&str; 9] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "blockquote",
    "expandable_blockquote",
];
/// Entities with the field that they need.
const NEEDS: [(&str, &str); 4] = [
    ("text_link", "url"),
    ("text_mention", "user"),
    ("custom_emoji", "custom_emoji_id"),
    ("date_time", "unix_time"),
];
/// Entities that Telegram finds by itself.
const FOUND: [&str; 8] =
    ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"];

fn span(entity: &Value) -> (i64, i64) {
    let from = entity["offset"].as_i64().unwrap_or(0);
    (from, from + entity["length"].as_i64().unwrap_or(0))
}

/// Commands, mentions, hashtags, links and addresses of mail in a text.
pub(super) fn find(text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_whitespace()) {
        let word = text[at + start..].split(char::is_whitespace).next().unwrap_or_default();
        let telling = word.bytes().any(|byte| matches!(byte, b'/' | b'@' | b'#' | b'.'));
        if let Some((kind, lead, body)) = telling.then(|| meaning(word)).flatten() {
            let from = at + start + lead;
            let offset = text[..from].encode_utf16().count();
            let length = text[from..from + body].encode_utf16().count();
            found.push(json!({ "type": kind, "offset": offset, "length": length }));
        }
        at += start + word.len();
    }
    found
}

/// What a word is, with the bytes before it and its own bytes.
fn meaning(word: &str) -> Option<(&'static str, usize, usize)> {
    let body = word.trim_start_matches(['(', '[', '"', '\'', ',', '<', '«']);
    let lead = word.len() - body.len();
    let length = |kind, length: usize| (length > 1).then_some((kind, lead, length));
    match body.as_bytes().first()? {
        b'/' => length("bot_command", command(body)),
        b'@' => Some(1 + name(&body[1..])).filter(|n| *n >= 5).and_then(|n| length("mention", n)),
        b'#' => {
            let tag = body[1..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(body.len() - 1);
            body[1..1 + tag].chars().any(|c| !c.is_numeric()).then_some(()).and(length("hashtag", 1 + tag))
        }
        _ => address(body).map(|(kind, length)| (kind, lead, length)),
    }
}

fn name(text: &str) -> usize {
    text.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

/// Bytes of the command at the start, with the bot named after it; 0 if there is none.
fn command(body: &str) -> usize {
    let own = name(&body[1..]);
    let after = &body[1 + own..];
    if own == 0 || after.starts_with('/') {
        return 0;
    }
    let bot = after.strip_prefix('@').map_or(0, name);
    1 + own + if bot >= 3 { bot + 1 } else { 0 }
}

fn address(body: &str) -> Option<(&'static str, usize)> {
    let trimmed = body.trim_end_matches(['.', ',', '!', '?', ')', ']', '"', '\'', ';', ':', '>', '»']);
    let lower = trimmed.to_ascii_lowercase();
    let schemed =
        ["http://", "https://", "ftp://", "tg://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    if schemed.is_some_and(|rest| !rest.is_empty()) {
        return Some(("url", trimmed.len()));
    }
    if let Some((user, host)) = lower.split_once('@') {
        return (!user.is_empty() && domain(host)).then_some(("email", trimmed.len()));
    }
    domain(lower.split(['/', '?', '#']).next()?).then_some(("url", trimmed.len()))
}

fn domain(host: &str) -> bool {
    let top = host.rsplit('.').next().unwrap_or("");
    let known = ["com", "org", "net", "id", "gov", "edu", "io", "me", "info", "dev", "uk", "de", "app"];
    host.contains('.')
        && known.contains(&top)
        && host.split('.').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}
