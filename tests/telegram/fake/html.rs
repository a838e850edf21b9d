//! Telegram's HTML, read as strictly as Telegram reads it (bad `&` entities are refused as the
//! documentation says, though the real server lets some pass).

use super::entities::Formatted;
use serde_json::{Value, json};

struct Open {
    tag: String,
    start: usize,
    entity: Option<Value>,
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    text: String,
    units: usize,
    open: Vec<Open>,
    entities: Vec<Value>,
}

/// Plain text and entities of an HTML text, or the reason why it cannot be parsed.
pub(super) fn parse(source: &str) -> Result<Formatted, String> {
    let mut parser =
        Parser { source, at: 0, text: String::new(), units: 0, open: Vec::new(), entities: Vec::new() };
    while let Some(&byte) = source.as_bytes().get(parser.at) {
        match byte {
            b'<' if source[parser.at..].starts_with("</") => parser.close()?,
            b'<' => parser.start()?,
            b'&' => parser.escape()?,
            _ => parser.run(),
        }
    }
    match parser.open.pop() {
        Some(open) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag)),
        None => Ok(Formatted { text: parser.text, entities: parser.entities }),
    }
}

impl Parser<'_> {
    fn push(&mut self, piece: &str) {
        self.units += piece.encode_utf16().count();
        self.text.push_str(piece);
    }

    fn run(&mut self) {
        let rest = &self.source[self.at..];
        let end = rest.find(['<', '&']).unwrap_or(rest.len());
        let piece = rest[..end].to_string();
        self.push(&piece);
        self.at += end;
    }

    fn escape(&mut self) -> Result<(), String> {
        let rest = &self.source[self.at + 1..];
        let decoded =
            rest.find(';').filter(|end| *end <= 10).and_then(|end| named(&rest[..end]).map(|c| (c, end)));
        let Some((character, end)) = decoded else {
            return Err(format!("Unsupported character entity at byte offset {}", self.at));
        };
        self.push(character.encode_utf8(&mut [0; 4]));
        self.at += end + 2;
        Ok(())
    }

    fn start(&mut self) -> Result<(), String> {
        let begin = self.at;
        let (inside, end) = self.inside(begin + 1, "Unclosed start tag", begin)?;
        let name_end = inside.find(|c: char| c.is_whitespace()).unwrap_or(inside.len());
        let tag = inside[..name_end].to_ascii_lowercase();
        let unsupported = || format!("Unsupported start tag \"{tag}\" at byte offset {begin}");
        if !KNOWN.contains(&tag.as_str()) {
            return Err(unsupported());
        }
        let attributes = attributes(&inside[name_end..], &tag, begin)?;
        let entity = self.meaning(&tag, &attributes, begin)?;
        self.open.push(Open { tag, start: self.units, entity });
        self.at = end;
        Ok(())
    }

    /// What lies between `from` and the next `>` outside quotes, and where it goes on.
    fn inside(&self, from: usize, unclosed: &str, begin: usize) -> Result<(String, usize), String> {
        let mut quote = None;
        for (offset, c) in self.source[from..].char_indices() {
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), _) if open == c => quote = None,
                (None, '>') => return Ok((self.source[from..from + offset].to_string(), from + offset + 1)),
                (None, '<') => break,
                _ => {}
            }
        }
        Err(format!("{unclosed} at byte offset {begin}"))
    }

    fn meaning(&self, tag: &str, given: &Attributes, begin: usize) -> Result<Option<Value>, String> {
        let plain = |kind: &str| Ok(Some(json!({ "type": kind })));
        match tag {
            "b" | "strong" => plain("bold"),
            "i" | "em" => plain("italic"),
            "u" | "ins" => plain("underline"),
            "s" | "strike" | "del" => plain("strikethrough"),
            "tg-spoiler" => plain("spoiler"),
            "pre" => plain("pre"),
            "blockquote" if given.get("expandable").is_some() => plain("expandable_blockquote"),
            "blockquote" => plain("blockquote"),
            "span" if given.get("class") == Some("tg-spoiler") => plain("spoiler"),
            "span" => Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}")),
            "code" => Ok(Some(match given.get("class").and_then(|class| class.strip_prefix("language-")) {
                Some(language) => json!({ "type": "code", "language": language }),
                None => json!({ "type": "code" }),
            })),
            "tg-emoji" => match given.get("emoji-id").map(str::parse::<i64>) {
                Some(Ok(id)) => {
                    Ok(Some(json!({ "type": "custom_emoji", "custom_emoji_id": id.to_string() })))
                }
                _ => Err("Invalid custom emoji identifier specified".into()),
            },
            _ => Ok(given.get("href").and_then(link)),
        }
    }

    fn close(&mut self) -> Result<(), String> {
        let begin = self.at;
        let (inside, end) = self.inside(begin + 2, "Unclosed end tag", begin)?;
        let found = inside.trim().to_ascii_lowercase();
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        if !found.is_empty() && found != open.tag {
            let expected = open.tag;
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{found}>\""
            ));
        }
        self.at = end;
        self.keep(open);
        Ok(())
    }

    fn keep(&mut self, open: Open) {
        let length = self.units - open.start;
        let Some(mut entity) = open.entity.filter(|_| length > 0) else { return };
        entity["offset"] = open.start.into();
        entity["length"] = length.into();
        if entity["type"] == "code" {
            let language = entity.as_object_mut().and_then(|object| object.remove("language"));
            if let (Some(language), Some(outer)) = (language, self.open.last_mut())
                && outer.tag == "pre"
                && outer.start == open.start
            {
                outer.entity = Some(json!({ "type": "pre", "language": language }));
                return;
            }
        }
        self.entities.push(entity);
    }
}

const KNOWN: [&str; 16] = [
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "code",
    "pre",
    "a",
    "blockquote",
    "tg-spoiler",
    "span",
    "tg-emoji",
];

struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn attributes(text: &str, tag: &str, begin: usize) -> Result<Attributes, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        if name.is_empty() {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
        }
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            if name == "expandable" {
                found.push((name, String::new()));
                continue;
            }
            return Err(format!(
                "Expected equal sign in declaration of an attribute of the tag \"{tag}\" at byte offset {begin}"
            ));
        };
        let (value, left) = value(after.trim_start())
            .ok_or_else(|| format!("Unclosed attribute value of the tag \"{tag}\" at byte offset {begin}"))?;
        found.push((name, unescape(value)));
        rest = left.trim_start();
    }
    Ok(Attributes(found))
}

fn value(text: &str) -> Option<(&str, &str)> {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split_once(quote),
        _ => {
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            (end > 0).then(|| text.split_at(end))
        }
    }
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn named(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
}

fn link(url: &str) -> Option<Value> {
    if let Some(id) = url.strip_prefix("tg://user?id=").and_then(|id| id.parse::<i64>().ok()) {
        return Some(
            json!({ "type": "text_mention", "user": { "id": id, "is_bot": false, "first_name": "" } }),
        );
    }
    let plausible = url.contains("://") || url.contains('.');
    plausible.then(|| json!({ "type": "text_link", "url": url }))
}
