//! One request of the outbox, delivered: it gets its chat, and what Telegram cannot read
//! is sent in the way that it can. It may not try again: whether to is `send`'s.

use serde_json::Value;

use super::client::{CallError, Client};
use crate::fault;
use crate::l10n::Html;
use crate::store::Outbound;

/// What a request became.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivered {
    /// Its messages: none for what makes none, several for an album.
    pub messages: Vec<i64>,
    /// The topic of a forum that it made.
    pub thread: Option<i64>,
}

/// Sends a request; the messages that it became. What Telegram cannot read as markup is
/// sent as plain text, and a topic that is gone costs the thread, not the answer.
pub async fn deliver(client: &Client, request: &Outbound) -> Result<Delivered, CallError> {
    let body = request.body.as_deref().unwrap_or("{}");
    fault::crash_point("before the first byte");
    let result = match client.call(&request.method, addressed(request.chat_id, body)).await {
        Err(CallError::Refused(why)) => match mended(body, &why, request.place.is_some()) {
            Some(body) => {
                tracing::error!(%why, "Telegram cannot read a reply as it is; it is sent plainly");
                client.call(&request.method, addressed(request.chat_id, &body)).await
            }
            None => Err(CallError::Refused(why)),
        },
        other => other,
    }?;
    Ok(delivered(&request.method, &serde_json::from_str(&result).unwrap_or_default()))
}

/// What Telegram says that a request became: a message, a list of them, a topic, or `true`.
fn delivered(method: &str, result: &Value) -> Delivered {
    let number = |value: &Value, key: &str| value.get(key).and_then(Value::as_i64);
    if method.eq_ignore_ascii_case("createForumTopic") {
        return Delivered { messages: Vec::new(), thread: number(result, "message_thread_id") };
    }
    let messages = match result {
        Value::Array(all) => all.iter().filter_map(|one| number(one, "message_id")).collect(),
        one => number(one, "message_id").into_iter().collect(),
    };
    Delivered { messages, thread: None }
}

/// The parameters with their chat.
fn addressed(chat: Option<i64>, body: &str) -> String {
    match (chat, body.strip_prefix('{')) {
        (Some(chat), Some("}")) => format!("{{\"chat_id\":{chat}}}"),
        (Some(chat), Some(rest)) => format!("{{\"chat_id\":{chat},{rest}"),
        _ => body.to_owned(),
    }
}

/// The parameters without what Telegram refused, where they make sense without it. What
/// belongs into a topic of the office's forum (`placed`) does not make sense elsewhere:
/// the topic is made again.
fn mended(body: &str, why: &str, placed: bool) -> Option<String> {
    let why = why.to_lowercase();
    let mut body: Value = serde_json::from_str(body).ok()?;
    let fields = body.as_object_mut()?;
    if why.contains("can't parse entities") {
        fields.remove("parse_mode")?;
        let name = ["text", "caption"].into_iter().find(|name| fields.contains_key(*name))?;
        let plain = Html::plain_of(fields.get(name)?.as_str()?);
        fields.insert(name.to_owned(), Value::from(plain));
    } else if !placed && is_about_a_topic(&why) {
        fields.remove("message_thread_id")?;
    } else {
        return None;
    }
    Some(body.to_string())
}

/// Whether an error of Telegram's, in lower case, says that a topic of a forum is gone.
pub fn is_about_a_topic(why: &str) -> bool {
    ["thread not found", "topic_closed", "topic_deleted"].iter().any(|part| why.contains(part))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_request_gets_its_chat_when_it_leaves() {
        assert_eq!(addressed(Some(-7), r#"{"text":"a"}"#), r#"{"chat_id":-7,"text":"a"}"#);
        assert_eq!(addressed(Some(7), "{}"), r#"{"chat_id":7}"#);
        assert_eq!(addressed(None, r#"{"a":1}"#), r#"{"a":1}"#);
    }

    #[test]
    fn what_cannot_be_read_as_markup_is_sent_as_plain_text() {
        let body = r#"{"text":"<b>a &amp; b","parse_mode":"HTML"}"#;
        let told = "Telegram refused: Bad Request: can't parse entities: no end tag";
        assert_eq!(mended(body, told, false).unwrap(), r#"{"text":"a & b"}"#);
        assert_eq!(mended(r#"{"text":"a"}"#, told, false), None);
        let caption = r#"{"caption":"<b>a","parse_mode":"HTML"}"#;
        assert_eq!(mended(caption, told, false).unwrap(), r#"{"caption":"a"}"#);
        let gone = "Bad Request: message thread not found";
        assert_eq!(mended(r#"{"message_thread_id":3,"text":"a"}"#, gone, false).unwrap(), r#"{"text":"a"}"#);
        assert_eq!(mended(body, "Bad Request: BUTTON_DATA_INVALID", false), None);
    }
}
