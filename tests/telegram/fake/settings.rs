//! Commands, names and descriptions, per language and scope.

use super::params::Params;
use super::refusal::Refusal;
use super::state::State;
use serde_json::{Value, json};
use std::collections::HashMap;

/// What the bot says about itself.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// Commands by scope and language.
    pub commands: HashMap<(String, String), Vec<Value>>,
    /// Texts by field and language.
    pub texts: HashMap<(String, String), String>,
}

impl Settings {
    /// A text in a language, or in the default language.
    pub fn text(&self, field: &str, language: &str) -> String {
        let get = |language: &str| self.texts.get(&(field.to_string(), language.to_string()));
        get(language).or_else(|| get("")).cloned().unwrap_or_default()
    }
}

fn language(params: &Params) -> Result<String, Refusal> {
    let code = params.text("language_code")?.unwrap_or_default();
    let valid = code.is_empty() || code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    if valid { Ok(code.into_owned()) } else { Err(Refusal::bad("invalid language code specified")) }
}

fn scope(state: &State, params: &Params) -> Result<String, Refusal> {
    let Some(scope) = params.object("scope", "BotCommandScope")? else { return Ok("default".into()) };
    let kind = scope.get("type").and_then(Value::as_str).unwrap_or("").to_string();
    let scope = Params { values: scope, ..Params::default() };
    match kind.as_str() {
        "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => Ok(kind),
        "chat" | "chat_administrators" | "chat_member" => {
            let chat = state.named(&scope, "chat_id")?;
            if !state.chats.contains_key(&chat) {
                return Err(Refusal::bad("chat not found"));
            }
            let user = scope.integer("user_id")?;
            if kind == "chat_member" && user.is_none() {
                return Err(Refusal::bad("invalid user_id specified"));
            }
            Ok(format!("{kind} {chat} {}", user.unwrap_or(0)))
        }
        _ => Err(Refusal::bad("can't parse BotCommandScope: Unsupported type specified")),
    }
}

/// setMyCommands.
pub(super) fn set_commands(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let key = (scope(state, params)?, language(params)?);
    let commands =
        params.array("commands")?.ok_or_else(|| Refusal::bad("expected an Array of BotCommand"))?;
    if commands.len() > 100 {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    let commands = commands.iter().map(command).collect::<Result<Vec<_>, _>>()?;
    state.settings.commands.insert(key, commands);
    Ok(true.into())
}

fn command(given: &Value) -> Result<Value, Refusal> {
    let text = |name: &str| given.get(name).and_then(Value::as_str);
    let (Some(name), Some(description)) = (text("command"), text("description")) else {
        return Err(Refusal::bad("can't parse BotCommand: Can't find field \"command\" or \"description\""));
    };
    let name = name.strip_prefix('/').unwrap_or(name);
    let valid = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !(1..=32).contains(&name.len()) || !name.bytes().all(valid) {
        return Err(Refusal::bad("BOT_COMMAND_INVALID"));
    }
    if !(1..=256).contains(&description.trim().chars().count()) {
        return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
    }
    Ok(json!({ "command": name, "description": description.trim() }))
}

/// getMyCommands: exactly this scope and language.
pub(super) fn get_commands(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let key = (scope(state, params)?, language(params)?);
    Ok(state.settings.commands.get(&key).cloned().unwrap_or_default().into())
}

/// deleteMyCommands.
pub(super) fn delete_commands(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let key = (scope(state, params)?, language(params)?);
    state.settings.commands.remove(&key);
    Ok(true.into())
}

/// setMyName, setMyDescription and setMyShortDescription: empty removes that language's text.
pub(super) fn set_text(
    state: &mut State,
    params: &Params,
    field: &str,
    most: usize,
) -> Result<Value, Refusal> {
    let key = (field.to_string(), language(params)?);
    let text = params.text(field)?.unwrap_or_default();
    if text.chars().count() > most {
        let what = field.replace('_', " ");
        return Err(Refusal::bad(format!("bot {what} is too long")));
    }
    if text.is_empty() {
        state.settings.texts.remove(&key);
    } else {
        state.settings.texts.insert(key, text.into_owned());
    }
    Ok(true.into())
}

/// getMyName, getMyDescription and getMyShortDescription.
pub(super) fn get_text(state: &mut State, params: &Params, field: &str) -> Result<Value, Refusal> {
    let mut text = state.settings.text(field, &language(params)?);
    if text.is_empty() && field == "name" {
        text = "Tanya".into();
    }
    Ok(json!({ field: text }))
}
