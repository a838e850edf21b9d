//! `reply_markup`, checked as strictly as the documentation says.

use super::params::Params;
use super::refusal::Refusal;
use serde_json::{Value, json};

const ACTIONS: [&str; 10] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
];

/// The inline keyboard to show under a message; other valid markups give none.
pub(super) fn read(params: &Params) -> Result<Option<Value>, Refusal> {
    match params.nested("reply_markup", "reply keyboard markup")? {
        None => Ok(None),
        Some(markup) => check(&markup),
    }
}

/// The same for a markup at hand.
pub(super) fn check(markup: &Value) -> Result<Option<Value>, Refusal> {
    let Some(object) = markup.as_object() else {
        return Err(Refusal::bad("object expected as reply markup"));
    };
    if let Some(rows) = object.get("inline_keyboard") {
        return inline(rows);
    }
    match object.get("keyboard") {
        Some(Value::Array(rows)) if rows.iter().all(Value::is_array) => Ok(None),
        Some(_) => {
            Err(Refusal::bad("field \"keyboard\" of the ReplyKeyboardMarkup must be an Array of Arrays"))
        }
        None => Ok(None),
    }
}

fn inline(rows: &Value) -> Result<Option<Value>, Refusal> {
    let shape =
        || Refusal::bad("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays");
    let rows = rows.as_array().ok_or_else(shape)?;
    let mut kept = Vec::new();
    let mut count = 0;
    for row in rows {
        let row = row.as_array().ok_or_else(shape)?;
        row.iter().try_for_each(button)?;
        count += row.len();
        if !row.is_empty() {
            kept.push(Value::Array(row.clone()));
        }
    }
    if count > 100 {
        return Err(Refusal::bad("reply markup is too long"));
    }
    Ok((count > 0).then(|| json!({ "inline_keyboard": kept })))
}

fn button(button: &Value) -> Result<(), Refusal> {
    let broken = |why: &str| Refusal::bad(format!("can't parse inline keyboard button: {why}"));
    let fields = button.as_object().ok_or_else(|| broken("InlineKeyboardButton must be an Object"))?;
    match fields.get("text") {
        None => return Err(broken("Can't find field \"text\"")),
        Some(Value::String(text)) if text.trim().is_empty() => {
            return Err(broken("Field \"text\" must be non-empty"));
        }
        Some(Value::String(_)) => {}
        Some(_) => return Err(broken("Field \"text\" must be of type String")),
    }
    let mut actions = ACTIONS.iter().filter_map(|name| fields.get(*name).map(|value| (*name, value)));
    let Some((name, value)) = actions.next() else {
        return Err(broken("Text buttons are unallowed in the inline keyboard"));
    };
    if actions.next().is_some() {
        return Err(broken("Exactly one action must be specified"));
    }
    action(name, value)
        .map_err(|why| if why.starts_with("BUTTON") { Refusal::bad(why) } else { broken(&why) })
}

fn action(name: &str, value: &Value) -> Result<(), String> {
    match (name, value) {
        ("callback_data", Value::String(data)) if (1..=64).contains(&data.len()) => Ok(()),
        ("callback_data", Value::String(_)) => Err("BUTTON_DATA_INVALID".into()),
        ("url", Value::String(url)) if reachable(url) => Ok(()),
        ("url", Value::String(_)) => Err("BUTTON_URL_INVALID".into()),
        ("switch_inline_query" | "switch_inline_query_current_chat", Value::String(_)) => Ok(()),
        ("copy_text", Value::Object(copy)) => match copy.get("text").and_then(Value::as_str) {
            Some(text) if (1..=256).contains(&text.chars().count()) => Ok(()),
            _ => Err("BUTTON_COPY_TEXT_INVALID".into()),
        },
        ("web_app" | "login_url" | "switch_inline_query_chosen_chat" | "callback_game", Value::Object(_))
        | ("pay", Value::Bool(true)) => Ok(()),
        _ => Err(format!("Field \"{name}\" has a wrong type")),
    }
}

fn reachable(url: &str) -> bool {
    let rest = ["http://", "https://", "tg://", "ton://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let host = rest.unwrap_or(url).split(['/', '?', '#']).next().unwrap_or("");
    let plausible = rest.is_some() && url.starts_with("tg") || host.contains('.');
    !host.is_empty() && plausible && !url.contains(char::is_whitespace)
}
