//! From the bytes of a delivery to updates that can be stored: each on its own, so that
//! one that is broken, or of a kind nobody knows, takes no other with it. It may not
//! read more of an update than its number and its chat.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::chat::ChatId;
use crate::store::Arrival;

/// A batch of getUpdates, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The updates, in order.
    pub arrivals: Vec<Arrival>,
    /// What acknowledges them all; `None` where no update has a number.
    pub next_offset: Option<i64>,
}

/// Why an update that has no number is not handled.
const NO_NUMBER: &str = "it has no update_id";
/// Why an update is not handled.
const NO_JSON: &str = "it is no JSON object";

/// Takes the answer to getUpdates apart; `None` where it is no list of updates at all.
pub fn batch(answer: &str) -> Option<Batch> {
    #[derive(Deserialize)]
    struct Answer<'a> {
        #[serde(borrow)]
        result: Vec<&'a RawValue>,
    }
    let texts: Vec<&str> = match serde_json::from_str::<Answer<'_>>(answer) {
        Ok(answer) => answer.result.into_iter().map(RawValue::get).collect(),
        Err(_) => elements(answer.split_once("\"result\"")?.1)?,
    };
    let arrivals: Vec<Arrival> = texts.into_iter().map(arrival).collect();
    let newest = arrivals.iter().map(|arrival| arrival.update).filter(|update| *update >= 0).max();
    Some(Batch { arrivals, next_offset: newest.map(|update| update.saturating_add(1)) })
}

/// One update, as it came.
pub fn arrival(raw: &str) -> Arrival {
    let value = value(raw);
    let number = value.as_ref().and_then(|value| number(value.get("update_id")?));
    let number = number.or_else(|| scan_number(raw)).filter(|number| *number >= 0);
    let fault = match (&value, number) {
        (Some(Value::Object(_)), Some(_)) => None,
        (Some(Value::Object(_)), None) => Some(NO_NUMBER),
        _ => Some(NO_JSON),
    };
    Arrival {
        update: number.unwrap_or_else(|| nameless(raw)),
        chat: ChatId(value.as_ref().and_then(chat).unwrap_or(0)),
        raw: raw.to_owned(),
        fault,
    }
}

/// The update as JSON. Half a surrogate pair, which JSON can write and no text can hold,
/// becomes U+FFFD.
pub fn value(raw: &str) -> Option<Value> {
    serde_json::from_str(raw).or_else(|_| serde_json::from_str(&without_halves(raw))).ok()
}

/// A number, also one that was written as a text.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// The chat of any kind of update; the person's own where it has none.
fn chat(update: &Value) -> Option<i64> {
    let parts = || update.as_object().into_iter().flat_map(|update| update.values());
    let at = |path: &str| parts().find_map(|part| part.pointer(path)?.as_i64());
    at("/chat/id").or_else(|| at("/message/chat/id")).or_else(|| at("/from/id"))
}

/// The number in an update that is no JSON.
fn scan_number(raw: &str) -> Option<i64> {
    let after = raw.split_once("\"update_id\"")?.1.trim_start().strip_prefix(':')?.trim_start();
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    after.get(..digits)?.parse().ok()
}

/// A key for an update without a number: the same update, the same key, never one of
/// Telegram's.
fn nameless(raw: &str) -> i64 {
    let mut hasher = DefaultHasher::new();
    raw.hash(&mut hasher);
    -i64::try_from(hasher.finish() >> 2).unwrap_or(0) - 1
}

/// The elements of the first list in `text`, whatever they hold: split at the commas
/// outside of brackets and strings.
fn elements(text: &str) -> Option<Vec<&str>> {
    let list = text.split_once('[')?.1;
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in list.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '{' => depth += 1,
            ',' | ']' if depth == 0 => {
                found.extend(list.get(start..at).map(str::trim).filter(|element| !element.is_empty()));
                start = at + 1;
                if c == ']' {
                    return Some(found);
                }
            }
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The JSON text with every escape that is half a surrogate pair replaced by `\ufffd`.
fn without_halves(raw: &str) -> String {
    let mut mended = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let high = unit(escape).is_some_and(|unit| (0xD800..0xDC00).contains(&unit));
        let low = |text: &str| unit(text).is_some_and(|unit| (0xDC00..0xE000).contains(&unit));
        let paired = high && escape.get(6..).is_some_and(low);
        let length = match unit(escape) {
            Some(_) if paired => 12,
            Some(_) => 6,
            None => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (escape, after) = escape.split_at(length);
        mended.push_str(if (high && !paired) || low(escape) { "\\ufffd" } else { escape });
        rest = after;
    }
    mended + rest
}

/// The code unit of a `\uXXXX` at the start of `text`.
fn unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(batch: &Batch) -> Vec<&str> {
        batch.arrivals.iter().map(|arrival| arrival.raw.as_str()).collect()
    }

    #[test]
    fn updates_are_kept_as_they_came_with_number_and_chat() {
        let first = r#"{"update_id":7, "message":{"chat":{"id":-42},"text":"a\u00e9"}}"#;
        let second = r#"{"inline_query":{"from":{"id":5}},"update_id":9}"#;
        let batch = batch(&format!(r#"{{"ok":true,"result":[{first},{second}]}}"#)).unwrap();
        assert_eq!(texts(&batch), [first, second]);
        let keys: Vec<_> = batch.arrivals.iter().map(|one| (one.update, one.chat.0)).collect();
        assert_eq!(keys, [(7, -42), (9, 5)]);
        assert_eq!(batch.next_offset, Some(10));
    }

    #[test]
    fn a_broken_update_takes_no_other_with_it() {
        let answer = r#"{"ok":true,"result":[{"update_id":1,"message":{"text":"a ] } , b"}},
            {"update_id":2, oops}, {"update_id":"3"}, null, {"poll":[1,{}]}, {"update_id":4}]}"#;
        let batch = batch(answer).unwrap();
        let told: Vec<_> = batch.arrivals.iter().map(|one| (one.update.max(-1), one.fault)).collect();
        let expected =
            [(1, None), (2, Some(NO_JSON)), (3, None), (-1, Some(NO_JSON)), (-1, Some(NO_NUMBER)), (4, None)];
        assert_eq!(told, expected);
        assert_eq!(batch.next_offset, Some(5));
    }

    #[test]
    fn half_a_surrogate_pair_costs_one_character() {
        let raw = r#"{"update_id":1,"message":{"text":"a\ud800b\udc00 \ud83d\ude00 \\ud800"}}"#;
        let value = value(raw).unwrap();
        assert_eq!(value.pointer("/message/text").unwrap(), "a\u{fffd}b\u{fffd} \u{1f600} \\ud800");
    }

    #[test]
    fn what_is_no_list_of_updates_is_no_batch() {
        for answer in ["", "<html>", r#"{"ok":true}"#, r#"{"ok":true,"result":{}}"#, r#"{"result":[{"#] {
            assert_eq!(batch(answer), None, "{answer}");
        }
        assert_eq!(batch(r#"{"ok":true,"result":[]}"#).unwrap().next_offset, None);
    }

    proptest! {
        #[test]
        fn no_bytes_stop_the_reading(answer in "\\PC{0,200}", escape in "(\\\\u[dD][89a-fA-F][0-9]{2}|\\\\.|x){0,8}") {
            let _ = batch(&answer);
            let one = arrival(&answer);
            prop_assert_eq!(arrival(&answer), one);
            let _ = value(&format!("{{\"a\":\"{escape}\"}}"));
        }
    }
}
