//! A document as the form that uploads it. The outbox keeps JSON, in which
//! `"document":{"name":"…","text":"…"}` stands for a file of that name with that text.
//! Pure; it may not send.

use reqwest::multipart::{Form, Part};
use serde_json::Value;

/// The form of a request that carries a document; none for any other, which is sent as
/// it is.
pub fn form(body: &str) -> Option<Form> {
    // Most requests carry none: they are not read twice.
    if !body.contains(r#""document""#) {
        return None;
    }
    let Ok(Value::Object(mut fields)) = serde_json::from_str(body) else { return None };
    let document = fields.remove("document")?;
    let (name, text) = (document.get("name")?.as_str()?, document.get("text")?.as_str()?);
    let file = Part::text(text.to_owned()).file_name(plain(name));
    let form = fields.into_iter().fold(Form::new(), |form, (name, value)| match value {
        Value::String(text) => form.text(name, text),
        other => form.text(name, other.to_string()),
    });
    // Telegram does not know `filename*`, in which reqwest would encode a space.
    Some(form.percent_encode_noop().part("document", file))
}

/// A name that can stand between quotes in a header.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || ['"', '\\', '/', ';'].contains(&c) { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_document_with_name_and_text_is_uploaded() {
        for (body, uploaded) in [
            (r#"{"chat_id":7,"document":{"name":"a.txt","text":"b"},"caption":"c"}"#, true),
            (r#"{"document":"AgACAgUAAxkBAAI"}"#, false),
            (r#"{"document":{"name":"a.txt"}}"#, false),
            (r#"{"text":"\"document\":{\"name\":1}"}"#, false),
            (r#"{"text":"document"}"#, false),
            ("no JSON with \"document\"", false),
        ] {
            assert_eq!(form(body).is_some(), uploaded, "{body}");
        }
    }

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        assert_eq!(plain("a\"b\r\nc/../d;e.txt"), "a-b--c-..-d-e.txt");
        assert_eq!(plain("percakapan 12 é.txt"), "percakapan 12 é.txt");
    }
}
