//! What the bot asks about itself, chats and members; leaving the server.

use super::chats::ChatKind;
use super::params::Params;
use super::refusal::Refusal;
use super::state::{BOT_ID, State, bot};
use serde_json::{Value, json};
use std::time::Duration;

/// getMe.
pub(super) fn me(state: &mut State, _: &Params) -> Result<Value, Refusal> {
    let mut me = bot();
    me["can_join_groups"] = true.into();
    me["can_read_all_group_messages"] = (!state.privacy).into();
    me["supports_inline_queries"] = true.into();
    me["can_connect_to_business"] = false.into();
    me["has_main_web_app"] = false.into();
    Ok(me)
}

/// getChat.
pub(super) fn chat(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let chat = state.known(params)?;
    let mut about = chat.about.clone();
    about["accent_color_id"] = 0.into();
    about["max_reaction_count"] = 11.into();
    about["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false
    });
    if let Some(newest) = chat.pinned().max() {
        about["pinned_message"] = chat.quoted(newest);
    }
    if chat.kind == ChatKind::Group {
        about["permissions"] = json!({ "can_send_messages": true });
    }
    Ok(about)
}

/// getChatMember.
pub(super) fn member(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let user = params.integer("user_id")?.ok_or_else(|| Refusal::bad("invalid user_id specified"))?;
    let chat = state.known(params)?;
    let (id, admin, refusal) = (chat.id, chat.bot_admin, chat.refusal());
    let withheld = chat.withheld.clone();
    let status = chat.members.get(&user).copied();
    let private = chat.kind == ChatKind::Private;
    if let Some(refusal) = refusal {
        return Err(refusal);
    }
    if !state.users.contains_key(&user) {
        return Err(Refusal::bad("invalid user_id specified"));
    }
    let status = match status {
        Some(status) => status,
        None if user == BOT_ID && admin => "administrator",
        None if user == BOT_ID || private && user == id => "member",
        None => "left",
    };
    let mut member = member_object(state.user(user), status);
    for right in withheld.into_iter().filter(|right| user == BOT_ID && RIGHTS.contains(right)) {
        member[right] = false.into();
    }
    Ok(member)
}

/// A ChatMember with what its status needs.
pub(super) fn member_object(user: Value, status: &str) -> Value {
    let mut member = json!({ "user": user, "status": status });
    match status {
        "creator" => member["is_anonymous"] = false.into(),
        "kicked" => member["until_date"] = 0.into(),
        "administrator" => {
            for right in RIGHTS {
                member[right] = true.into();
            }
            member["is_anonymous"] = false.into();
        }
        _ => {}
    }
    member
}

const RIGHTS: [&str; 11] = [
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_post_stories",
];

/// getChatAdministrators.
pub(super) fn administrators(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let chat = state.writable(params)?;
    if chat.kind == ChatKind::Private {
        return Err(Refusal::bad("there are no administrators in the private chat"));
    }
    let admin = |status: &str| matches!(status, "creator" | "administrator");
    let mut admins: Vec<_> =
        chat.members.iter().filter(|(_, status)| admin(status)).map(|(id, s)| (*id, *s)).collect();
    if chat.bot_admin {
        admins.push((BOT_ID, "administrator"));
    }
    Ok(admins.into_iter().map(|(id, status)| member_object(state.user(id), status)).collect())
}

/// leaveChat.
pub(super) fn leave(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let chat = state.writable(params)?;
    if chat.kind == ChatKind::Private {
        return Err(Refusal::bad("chat member status can't be changed in private chats"));
    }
    chat.access = super::chats::Access::Kicked;
    Ok(true.into())
}

/// logOut: nothing works here afterwards.
pub(super) fn log_out(state: &mut State, _: &Params) -> Result<Value, Refusal> {
    state.logged_out = true;
    Ok(true.into())
}

/// close: refused in the first ten minutes.
pub(super) fn close(state: &mut State, _: &Params) -> Result<Value, Refusal> {
    let left = Duration::from_secs(600).saturating_sub(state.started.elapsed());
    if left.is_zero() { Ok(true.into()) } else { Err(Refusal::too_many(super::limits::seconds(left))) }
}
