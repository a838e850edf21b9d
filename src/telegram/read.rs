//! What an update asks of us, read from its JSON alone: teloxide's types empty a message
//! that holds one part they do not know, so they are only asked what kind of update it
//! is where we know none. Pure; total: any JSON gets a meaning.

use serde_json::Value;

use super::client::Bot;
use super::meaning::{Meaning, Place, Reacted, Talk, Written};
use super::updates;
use crate::chat::{ChatId, Command, Incoming, PersonId, Said, TicketNumber};
use crate::lang::Lang;
use crate::staff::What;

/// Longest text that is read, in characters: Telegram's own bound on a message.
const MAX_TEXT: usize = 4096;
/// Longest name that is kept, in characters.
const MAX_NAME: usize = 64;
/// The account that anonymous admins of a group write as: a bot, and yet a person.
pub(super) const ANONYMOUS_ADMIN: i64 = 1_087_968_824;

/// Reads an update. In the office's group everything is heard.
pub fn read(raw: &str, bot: &Bot, office: Option<ChatId>) -> Meaning {
    let Some(update) = updates::value(raw) else { return Meaning::Unreadable("it is no JSON") };
    let part = |kind: &str| update.get(kind).filter(|part| part.is_object());
    if let Some(message) = part("message") {
        return read_message(message, bot, office, false);
    }
    if let Some(message) = part("edited_message") {
        return read_message(message, bot, office, true);
    }
    if let Some(query) = part("callback_query") {
        return tapped(query);
    }
    if let Some(query) = part("inline_query") {
        return inline(query);
    }
    if let Some(change) = part("my_chat_member") {
        return membership(change);
    }
    if let Some(reaction) = part("message_reaction") {
        return reacted(reaction).map_or(Meaning::Nothing("nobody's reaction"), Meaning::Reacted);
    }
    unwanted(raw)
}

/// A kind of update that we do not handle: teloxide tells whether it is one at all.
fn unwanted(raw: &str) -> Meaning {
    use teloxide::types::{Update, UpdateKind};
    match serde_json::from_str::<Update>(raw) {
        Ok(update) if !matches!(update.kind, UpdateKind::Error(_)) => Meaning::Nothing("a kind not handled"),
        _ => Meaning::Unreadable("it is of a kind that this version does not know"),
    }
}

fn read_message(message: &Value, bot: &Bot, office: Option<ChatId>, edited: bool) -> Meaning {
    let Some(chat) = int(message, "/chat/id") else { return Meaning::Unreadable("a message without a chat") };
    let chat = ChatId(chat);
    if let Some(to) = int(message, "/migrate_to_chat_id") {
        return Meaning::Move(chat, ChatId(to));
    }
    if let Some(from) = int(message, "/migrate_from_chat_id") {
        return Meaning::Move(ChatId(from), chat);
    }
    let private = match text(message, "/chat/type") {
        Some("private") => true,
        Some("group" | "supergroup") => false,
        _ => return Meaning::Nothing("not a chat for questions"),
    };
    if let Some(why) = not_a_person(message).or_else(|| service(message)) {
        return Meaning::Nothing(why);
    }
    let called = said(message, bot, private);
    let overheard = called.is_none() && office == Some(chat);
    let Some(said) = called.or_else(|| said(message, bot, true).filter(|_| overheard)) else {
        return Meaning::Nothing("not said to the bot");
    };
    let number = int(message, "/message_id");
    Meaning::Talk(Box::new(Talk {
        incoming: Incoming {
            chat,
            person: person(message, "/from/id"),
            message: number,
            album: text(message, "/media_group_id").map(str::to_owned),
            hint: text(message, "/from/language_code").and_then(Lang::from_hint),
            said,
        },
        place: Place { chat, thread: thread(message), question: number, tap: None },
        edited,
        written: Written { private, overheard, ..written(message, bot) },
    }))
}

fn written(message: &Value, bot: &Bot) -> Written {
    let caption = message.get("text").is_none();
    let name = ["/from/first_name", "/from/last_name"].map(|part| text(message, part));
    let ours = int(message, "/reply_to_message/from/id") == Some(bot.id);
    Written {
        reply_to: int(message, "/reply_to_message/message_id"),
        reply_to_us: ours,
        reply_to_card: if ours { card_of(message) } else { None },
        name: name.into_iter().flatten().collect::<Vec<_>>().join(" ").chars().take(MAX_NAME).collect(),
        media: caption,
        entities: message.get(if caption { "caption_entities" } else { "entities" }).cloned(),
        ..Written::default()
    }
}

/// The ticket of a card of ours that a message replies to. The buttons say it, which nobody
/// but us can put there; its words, which may quote anybody, are not asked.
fn card_of(message: &Value) -> Option<TicketNumber> {
    let rows = message.pointer("/reply_to_message/reply_markup/inline_keyboard")?.as_array()?;
    let buttons = rows.iter().filter_map(Value::as_array).flatten();
    buttons.filter_map(|button| What::parse(text(button, "/callback_data")?)).map(|what| what.ticket).next()
}

fn reacted(reaction: &Value) -> Option<Reacted> {
    Some(Reacted {
        chat: ChatId(int(reaction, "/chat/id")?),
        message: int(reaction, "/message_id")?,
        person: PersonId(int(reaction, "/user/id")?),
        emoji: text(reaction, "/new_reaction/0/emoji").map(str::to_owned),
    })
}

fn not_a_person(message: &Value) -> Option<&'static str> {
    let is_true = |path: &str| message.pointer(path) == Some(&Value::Bool(true));
    if is_true("/is_automatic_forward") || message.get("business_connection_id").is_some() {
        return Some("somebody else's chat");
    }
    let anonymous = int(message, "/from/id") == Some(ANONYMOUS_ADMIN);
    (is_true("/from/is_bot") && !anonymous).then_some("from another bot")
}

/// Messages that Telegram writes itself: somebody joined, a title changed, a gift.
fn service(message: &Value) -> Option<&'static str> {
    const SERVICE: [&str; 28] = [
        "new_chat",
        "left_chat",
        "delete_chat",
        "group_chat",
        "supergroup_chat",
        "channel_chat",
        "message_auto_delete",
        "pinned_message",
        "successful_payment",
        "refunded_payment",
        "users_shared",
        "chat_shared",
        "connected_website",
        "write_access",
        "passport_data",
        "proximity_alert",
        "boost_added",
        "chat_background",
        "chat_owner",
        "forum_topic",
        "general_forum_topic",
        "giveaway",
        "video_chat",
        "voice_chat",
        "web_app_data",
        "direct_message_price",
        "paid_message_price",
        "suggested_post",
    ];
    let words = message.get("text").or_else(|| message.get("caption")).is_some();
    let is_service = |key: &String| SERVICE.iter().any(|start| key.starts_with(start));
    let found = message.as_object()?.keys().any(is_service);
    (found && !words).then_some("a message of Telegram's own")
}

/// What was said to the bot; `None` where it was said to others in a group.
fn said(message: &Value, bot: &Bot, private: bool) -> Option<Said> {
    let (words, entities) = match text(message, "/text") {
        Some(words) => (words, "/entities"),
        None => (text(message, "/caption").unwrap_or_default(), "/caption_entities"),
    };
    let bounded: String = words.chars().take(MAX_TEXT).collect();
    if private {
        return Some(if words.is_empty() { Said::Wordless } else { Said::Text(bounded) });
    }
    let rest = called(&bounded, message.pointer(entities), bot);
    let replied = int(message, "/reply_to_message/from/id") == Some(bot.id);
    let command = is_ours(&bounded, bot);
    match rest {
        _ if command => Some(Said::Text(bounded)),
        Some(rest) if rest.trim().is_empty() => Some(Said::Text("/help".to_owned())),
        Some(rest) => Some(Said::Text(rest)),
        None if bounded.starts_with('/') || !replied => None,
        None if bounded.is_empty() => Some(Said::Wordless),
        None => Some(Said::Text(bounded)),
    }
}

/// A command that a bot of a group must answer: one of ours, or any that names us.
fn is_ours(words: &str, bot: &Bot) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    match first.strip_prefix('/').and_then(|command| command.split_once('@')) {
        Some((_, name)) => name.eq_ignore_ascii_case(&bot.username),
        None => Command::parse(first).is_some_and(|command| command != Command::Unknown),
    }
}

/// The words without the mention of the bot; `None` where it is not mentioned.
fn called(words: &str, entities: Option<&Value>, bot: &Bot) -> Option<String> {
    let name = format!("@{}", bot.username);
    entities?.as_array()?.iter().find_map(|entity| {
        let range = utf16(words, int(entity, "/offset")?, int(entity, "/length")?)?;
        let ours = match text(entity, "/type")? {
            "mention" => words.get(range.clone())?.eq_ignore_ascii_case(&name),
            "text_mention" => int(entity, "/user/id") == Some(bot.id),
            _ => false,
        };
        ours.then(|| [words.get(..range.start), words.get(range.end..)].into_iter().flatten().collect())
    })
}

/// A range that Telegram counts in UTF-16 code units, in bytes.
fn utf16(words: &str, offset: i64, length: i64) -> Option<std::ops::Range<usize>> {
    let (offset, length) = (usize::try_from(offset).ok()?, usize::try_from(length).ok()?);
    let byte = |units: usize| {
        let mut seen = 0;
        let at = words.char_indices().find(|(_, c)| {
            let here = seen >= units;
            seen += c.len_utf16();
            here
        });
        at.map_or(words.len(), |(at, _)| at)
    };
    Some(byte(offset)..byte(offset.checked_add(length)?))
}

fn tapped(query: &Value) -> Meaning {
    let Some(id) = text(query, "/id") else { return Meaning::Unreadable("a tap without an id") };
    let (Some(chat), Some(number)) = (int(query, "/message/chat/id"), int(query, "/message/message_id"))
    else {
        return Meaning::Stray(id.to_owned());
    };
    // A message that is too old comes with date 0 and cannot be edited.
    let editable = int(query, "/message/date").is_some_and(|date| date > 0);
    Meaning::Talk(Box::new(Talk {
        incoming: Incoming {
            chat: ChatId(chat),
            person: person(query, "/from/id"),
            message: Some(number),
            album: None,
            hint: text(query, "/from/language_code").and_then(Lang::from_hint),
            said: Said::Tap(text(query, "/data").unwrap_or_default().to_owned()),
        },
        place: Place {
            chat: ChatId(chat),
            thread: query.get("message").and_then(thread),
            question: None,
            tap: Some((id.to_owned(), editable.then_some(number))),
        },
        edited: false,
        written: Written {
            private: text(query, "/message/chat/type") == Some("private"),
            ..Written::default()
        },
    }))
}

fn inline(query: &Value) -> Meaning {
    let Some(id) = text(query, "/id") else { return Meaning::Unreadable("an inline question without an id") };
    Meaning::Inline {
        query: id.to_owned(),
        text: text(query, "/query").unwrap_or_default().chars().take(MAX_TEXT).collect(),
        hint: text(query, "/from/language_code").and_then(Lang::from_hint),
    }
}

fn membership(change: &Value) -> Meaning {
    let Some(chat) = int(change, "/chat/id") else { return Meaning::Unreadable("a change without a chat") };
    match text(change, "/new_chat_member/status") {
        Some("kicked" | "left") => Meaning::Reach(ChatId(chat), false),
        Some("member" | "administrator" | "restricted") => Meaning::Reach(ChatId(chat), true),
        _ => Meaning::Nothing("a membership not known"),
    }
}

fn thread(message: &Value) -> Option<i64> {
    let in_topic = message.get("is_topic_message") == Some(&Value::Bool(true));
    int(message, "/message_thread_id").filter(|_| in_topic)
}

/// Who wrote or tapped; nobody in particular where a group's admin hides.
fn person(value: &Value, path: &str) -> Option<PersonId> {
    int(value, path).filter(|person| *person != ANONYMOUS_ADMIN).map(PersonId)
}

fn int(value: &Value, path: &str) -> Option<i64> {
    value.pointer(path)?.as_i64()
}

fn text<'v>(value: &'v Value, path: &str) -> Option<&'v str> {
    value.pointer(path)?.as_str()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bot() -> Bot {
        serde_json::from_str(r#"{"id":99,"username":"TanyaBot"}"#).unwrap()
    }

    fn message(chat: &str, rest: &str) -> String {
        format!(
            r#"{{"update_id":1,"message":{{"message_id":5,"date":1,"chat":{{"id":7,"type":"{chat}"}},
               "from":{{"id":7,"is_bot":false,"language_code":"en"}},{rest}}}}}"#
        )
    }

    fn heard(raw: &str) -> Option<Said> {
        match read(raw, &bot(), None) {
            Meaning::Talk(talk) => Some(talk.incoming.said),
            _ => None,
        }
    }

    fn words(text: &str) -> Option<Said> {
        Some(Said::Text(text.to_owned()))
    }

    #[test]
    fn text_survives_parts_that_nobody_knows() {
        let odd = r#""text":"kapan?","entities":[{"type":"date_time","offset":0,"length":5}],
            "forward_origin":{"type":"from_the_future"},"reply_markup":{"inline_keyboard":[[{"text":"x","new":1}]]}"#;
        assert_eq!(heard(&message("private", odd)), words("kapan?"));
        assert_eq!(heard(&message("private", r#""caption":"ini?","photo":[]"#)), words("ini?"));
        assert_eq!(heard(&message("private", r#""hologram":{}"#)), Some(Said::Wordless));
    }

    #[test]
    fn groups_are_heard_only_when_they_call() {
        let entity = |offset: usize, length: usize| {
            format!(r#""entities":[{{"type":"mention","offset":{offset},"length":{length}}}]"#)
        };
        let say =
            |text: &str, rest: &str| heard(&message("supergroup", &format!(r#""text":"{text}"{rest}"#)));
        assert_eq!(say("kapan REX wajib?", ""), None);
        assert_eq!(say("😀 @tanyabot kapan?", &format!(",{}", entity(3, 9))), words("😀  kapan?"));
        assert_eq!(say("@TanyaBot", &format!(",{}", entity(0, 9))), words("/help"));
        assert_eq!(say("@OtherBot kapan?", &format!(",{}", entity(0, 9))), None);
        assert_eq!(say("kapan?", r#","reply_to_message":{"from":{"id":99}}"#), words("kapan?"));
        assert_eq!(say("/help", ""), words("/help"));
        assert_eq!(say("/help@OtherBot", ""), None);
        assert_eq!(say("/xyzzy", ""), None);
        assert_eq!(say("/xyzzy@TanyaBot", ""), words("/xyzzy@TanyaBot"));
    }

    #[test]
    fn what_is_no_question_is_nothing_and_what_nobody_knows_is_told() {
        for raw in [
            message("channel", r#""text":"news""#),
            message("private", r#""pinned_message":{}"#),
            message("private", r#""text":"x","is_automatic_forward":true"#),
            r#"{"update_id":1,"poll_answer":{"poll_id":"1","user":{"id":1,"is_bot":false,"first_name":"a"},"option_ids":[]}}"#.to_owned(),
        ] {
            assert!(matches!(read(&raw, &bot(), None), Meaning::Nothing(_)), "{raw}");
        }
        for raw in
            [r#"{"update_id":1}"#, r#"{"update_id":1,"telepathy":{}}"#, r#"{"update_id":1,"message":{}}"#]
        {
            assert!(matches!(read(raw, &bot(), None), Meaning::Unreadable(_)), "{raw}");
        }
    }

    #[test]
    fn a_tap_on_a_message_that_is_too_old_is_not_answered_in_its_place() {
        let raw = r#"{"update_id":1,"callback_query":{"id":"q","from":{"id":7},"data":"menu",
            "message":{"chat":{"id":7},"message_id":3,"date":0}}}"#;
        let Meaning::Talk(talk) = read(raw, &bot(), None) else { panic!() };
        assert_eq!(talk.place.tap, Some(("q".to_owned(), None)));
        assert_eq!(talk.incoming.said, Said::Tap("menu".to_owned()));
    }

    proptest! {
        #[test]
        fn ranges_never_leave_the_text(words in "\\PC{0,20}", offset in -3i64..60, length in -3i64..60) {
            if let Some(range) = utf16(&words, offset, length) {
                prop_assert!(words.get(range).is_some());
            }
        }
    }
}
