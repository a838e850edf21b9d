//! One request of the outbox, delivered: it gets its chat, and what Telegram cannot read
//! is sent in the way that it can. It may not try again: whether to is `send`'s.

use serde_json::Value;

use super::client::{CallError, Client};
use crate::fault;
use crate::l10n::Html;
use crate::store::Outbound;

/// Sends a request; the message that it became. What Telegram cannot read as markup is
/// sent as plain text, and a topic that is gone costs the thread, not the answer.
pub async fn deliver(client: &Client, request: &Outbound) -> Result<Option<i64>, CallError> {
    let body = request.body.as_deref().unwrap_or("{}");
    fault::crash_point("before the first byte");
    let result = match client.call(&request.method, addressed(request.chat_id, body)).await {
        Err(CallError::Refused(why)) => match mended(body, &why) {
            Some(body) => {
                tracing::error!(%why, "Telegram cannot read a reply as it is; it is sent plainly");
                client.call(&request.method, addressed(request.chat_id, &body)).await
            }
            None => Err(CallError::Refused(why)),
        },
        other => other,
    }?;
    let result: Value = serde_json::from_str(&result).unwrap_or_default();
    Ok(result.get("message_id").and_then(Value::as_i64))
}

/// The parameters with their chat.
fn addressed(chat: Option<i64>, body: &str) -> String {
    match (chat, body.strip_prefix('{')) {
        (Some(chat), Some("}")) => format!("{{\"chat_id\":{chat}}}"),
        (Some(chat), Some(rest)) => format!("{{\"chat_id\":{chat},{rest}"),
        _ => body.to_owned(),
    }
}

/// The parameters without what Telegram refused, where they make sense without it.
fn mended(body: &str, why: &str) -> Option<String> {
    let why = why.to_lowercase();
    let mut body: Value = serde_json::from_str(body).ok()?;
    let fields = body.as_object_mut()?;
    if why.contains("can't parse entities") {
        fields.remove("parse_mode")?;
        let name = ["text", "caption"].into_iter().find(|name| fields.contains_key(*name))?;
        let plain = Html::plain_of(fields.get(name)?.as_str()?);
        fields.insert(name.to_owned(), Value::from(plain));
    } else if ["thread not found", "topic_closed", "topic_deleted"].iter().any(|part| why.contains(part)) {
        fields.remove("message_thread_id")?;
    } else {
        return None;
    }
    Some(body.to_string())
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
        assert_eq!(mended(body, told).unwrap(), r#"{"text":"a & b"}"#);
        assert_eq!(mended(r#"{"text":"a"}"#, told), None);
        let caption = r#"{"caption":"<b>a","parse_mode":"HTML"}"#;
        assert_eq!(mended(caption, told).unwrap(), r#"{"caption":"a"}"#);
        let gone = "Bad Request: message thread not found";
        assert_eq!(mended(r#"{"message_thread_id":3,"text":"a"}"#, gone).unwrap(), r#"{"text":"a"}"#);
        assert_eq!(mended(body, "Bad Request: BUTTON_DATA_INVALID"), None);
    }
}
