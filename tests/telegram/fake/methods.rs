//! The table of methods.

use super::params::Params;
use super::refusal::Refusal;
use super::state::State;
use super::{about, copy, edit, pins, queries, reactions, send, settings, topics, webhook};
use serde_json::Value;

/// What a method does, under the lock.
pub(super) type Act = fn(&mut State, &Params) -> Result<Value, Refusal>;

/// One method.
pub(super) struct Method {
    /// Its name as documented.
    pub name: &'static str,
    /// What it does; none for getUpdates, which waits.
    pub act: Option<Act>,
    /// Whether it counts as a send for limits.
    pub sends: bool,
}

/// The method of a name in any letter case.
pub(super) fn find(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name.eq_ignore_ascii_case(name))
}

const fn send(name: &'static str, act: Act) -> Method {
    Method { name, act: Some(act), sends: true }
}

const fn other(name: &'static str, act: Act) -> Method {
    Method { name, act: Some(act), sends: false }
}

static METHODS: &[Method] = &[
    send("sendMessage", send::message),
    Method { name: "getUpdates", act: None, sends: false },
    other("answerCallbackQuery", queries::answer_press),
    other("editMessageText", edit::text),
    other("editMessageCaption", edit::caption),
    other("editMessageReplyMarkup", edit::markup),
    other("sendChatAction", send::chat_action),
    other("deleteMessage", edit::delete),
    other("deleteMessages", edit::delete_many),
    other("answerInlineQuery", queries::answer_inline),
    other("getMe", about::me),
    other("setWebhook", webhook::set),
    other("deleteWebhook", webhook::delete),
    other("getWebhookInfo", webhook::info),
    other("setMessageReaction", reactions::set),
    send("sendPhoto", |state, params| send::file(state, params, "photo")),
    send("sendDocument", |state, params| send::file(state, params, "document")),
    send("sendVoice", |state, params| send::file(state, params, "voice")),
    send("copyMessage", copy::one),
    send("copyMessages", copy::many),
    send("forwardMessage", copy::forward),
    other("pinChatMessage", pins::pin),
    other("unpinChatMessage", pins::unpin),
    other("setMyCommands", settings::set_commands),
    other("getMyCommands", settings::get_commands),
    other("deleteMyCommands", settings::delete_commands),
    other("setMyName", |state, params| settings::set_text(state, params, "name", 64)),
    other("getMyName", |state, params| settings::get_text(state, params, "name")),
    other("setMyDescription", |state, params| settings::set_text(state, params, "description", 512)),
    other("getMyDescription", |state, params| settings::get_text(state, params, "description")),
    other("setMyShortDescription", |state, params| {
        settings::set_text(state, params, "short_description", 120)
    }),
    other("getMyShortDescription", |state, params| settings::get_text(state, params, "short_description")),
    other("getChat", about::chat),
    other("getChatMember", about::member),
    other("getChatAdministrators", about::administrators),
    other("leaveChat", about::leave),
    other("createForumTopic", topics::create),
    other("editForumTopic", topics::edit),
    other("closeForumTopic", |state, params| topics::shut(state, params, true)),
    other("reopenForumTopic", |state, params| topics::shut(state, params, false)),
    other("deleteForumTopic", topics::delete),
    other("getFile", |state, params| state.files.get(params)),
    other("logOut", about::log_out),
    other("close", about::close),
];
