//! A conversation with several sides as text: what each of them sees happen in its chat, line by
//! line, so that a whole escalation can be compared with a file.
//!
//! ```text
//! asker   > apakah keris boleh diekspor?
//! asker   < Saya tanyakan dulu. [Batal]
//! staff   < (in "Ekspor") apakah keris boleh diekspor? [Ambil] [Tutup]
//! staff   > Sari: tap [Ambil] on #1
//! staff   ! Milik Anda
//! staff   < (edited #1) Diambil Sari [Lepas]
//! staff   > Sari: (in "Ekspor") (to #1) Boleh, dengan surat izin
//! staff   ~ 👍 on #2
//! ```
//!
//! `>` is a person, `<` the bot, `~` a reaction, `!` what a tap was answered with, `*` what Telegram
//! writes itself. Messages are numbered in each chat by when they were first seen. Within a chat the
//! order is that of the events; the sides are not mixed, since nothing orders one chat's sends
//! against another's: the side where a person acted first comes first, then the others as listed.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::json;

use crate::fake::{BOT_ID, Event, Fake, Kind, MessageId, Seen, What};
use crate::rules::{Bot, id};

/// One side: its name and its chat.
struct Side {
    name: String,
    chat: i64,
    numbers: HashMap<MessageId, usize>,
    /// The last message that a person wrote there.
    said: MessageId,
}

/// The recorder.
pub struct Sides {
    fake: Fake,
    sides: Vec<Side>,
    width: usize,
    seen: usize,
}

impl Sides {
    /// Records these chats from now on.
    pub fn new(fake: &Fake, sides: &[(&str, i64)]) -> Sides {
        let side = |(name, chat): &(&str, i64)| Side {
            name: (*name).to_owned(),
            chat: *chat,
            numbers: HashMap::new(),
            said: 0,
        };
        let width = sides.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(5) + 2;
        let seen = fake.events(0).len();
        Sides { fake: fake.clone(), sides: sides.iter().map(side).collect(), width, seen }
    }

    /// Everything new since the last call.
    pub fn news(&mut self) -> String {
        let events = self.fake.events(self.seen);
        self.seen += events.len();
        let first = |chat: i64| events.iter().position(|event| event.chat == chat);
        let by_person = |at: &usize| events[*at].by != BOT_ID;
        let mut order: Vec<usize> = (0..self.sides.len()).collect();
        order.sort_by_key(|at| first(self.sides[*at].chat).filter(by_person).unwrap_or(usize::MAX));
        let mut text = String::new();
        for at in order {
            let own: Vec<&Event> = events.iter().filter(|event| event.chat == self.sides[at].chat).collect();
            for line in own.iter().flat_map(|event| self.lines(at, event, &own)) {
                text.push_str(&line);
            }
        }
        text
    }

    /// The number of a message as the lines show it; 0 if it has none yet.
    pub fn number(&self, side: &str, message: MessageId) -> usize {
        let side = self.sides.iter().find(|known| known.name == side);
        side.and_then(|side| side.numbers.get(&message).copied()).unwrap_or(0)
    }

    /// What an event reads like: itself, and after a tap what it was answered with, wherever in the
    /// batch that came (answers to taps overtake messages).
    fn lines(&mut self, at: usize, event: &Event, batch: &[&Event]) -> Vec<String> {
        let answer = |press: &String| {
            let told = |other: &&&Event| matches!(&other.what, What::Told { press: of, .. } if of == press);
            batch.iter().find(told).copied()
        };
        match &event.what {
            What::Told { press, .. } => {
                let tapped =
                    |other: &&Event| matches!(&other.what, What::Tapped { press: of, .. } if of == press);
                if batch.iter().any(tapped) { Vec::new() } else { vec![self.line(at, event)] }
            }
            What::Tapped { press, .. } => {
                let told = answer(press);
                std::iter::once(event).chain(told).map(|event| self.line(at, event)).collect()
            }
            _ => vec![self.line(at, event)],
        }
    }

    fn line(&mut self, at: usize, event: &Event) -> String {
        let message = &event.message;
        let number = self.numbered(at, message);
        let who = self.name(at, event.by);
        let arrow = if event.by == BOT_ID { '<' } else { '>' };
        let by = self.signed(at, event.by);
        match &event.what {
            What::Came if service(message).is_some() => {
                let words = self.told_by_telegram(at, message);
                self.write(at, '*', &words, "")
            }
            What::Came => {
                let about = format!("{who}{}{}", self.place(message), self.reply(at, message));
                if event.by != BOT_ID {
                    self.sides[at].said = message.id;
                }
                self.write(at, arrow, &format!("{about}{}", words(message)), &buttons(message))
            }
            What::Edited => {
                let text = format!("{who}(edited #{number}) {}", words(message));
                self.write(at, arrow, &text, &buttons(message))
            }
            What::Deleted => self.write(at, arrow, &format!("{who}(deleted #{number})"), ""),
            What::Reacted(emoji) => self.write(at, '~', &format!("{emoji} on #{number}{by}"), ""),
            What::TookBack(emoji) => self.write(at, '~', &format!("no {emoji} on #{number}{by}"), ""),
            What::Unpinned => self.write(at, '*', &format!("unpinned #{number}"), ""),
            What::Tapped { label, .. } => {
                self.write(at, '>', &format!("{who}tap [{label}] on #{number}"), "")
            }
            What::Told { text, .. } => self.write(at, '!', text, ""),
        }
    }

    /// One line with its name and sign; what does not fit on it goes on below.
    fn write(&self, at: usize, sign: char, words: &str, buttons: &str) -> String {
        let name = &self.sides[at].name;
        let mut text = format!("{name:<width$} {sign} ", width = self.width);
        let below = " ".repeat(self.width + 3);
        let folded = words.lines().map(str::trim_end).collect::<Vec<_>>();
        let join = |line: &&str| if line.is_empty() { "\n".to_owned() } else { format!("\n{below}{line}") };
        text.push_str(folded.first().unwrap_or(&""));
        text.extend(folded.iter().skip(1).map(join));
        match buttons {
            "" => {}
            _ if folded.len() > 1 => drop(write!(text, "\n{below}{buttons}")),
            _ if words.is_empty() => text.push_str(buttons),
            _ => drop(write!(text, " {buttons}")),
        }
        format!("{}\n", text.trim_end())
    }

    /// The small number of a message, given when it is first seen; service messages get none.
    fn numbered(&mut self, at: usize, message: &Seen) -> usize {
        if service(message).is_some() {
            return 0;
        }
        let numbers = &mut self.sides[at].numbers;
        let next = numbers.len() + 1;
        *numbers.entry(message.id).or_insert(next)
    }

    /// Who speaks, where that can be more than one.
    fn name(&self, at: usize, by: i64) -> String {
        let several = self.sides[at].chat < 0 && by != BOT_ID;
        let name = self.fake.name_of(by).filter(|_| several);
        name.map(|name| format!("{name}: ")).unwrap_or_default()
    }

    fn signed(&self, at: usize, by: i64) -> String {
        let name =
            if by == self.sides[at].chat { Some(self.sides[at].name.clone()) } else { self.fake.name_of(by) };
        name.filter(|_| by != BOT_ID).map(|name| format!(" by {name}")).unwrap_or_default()
    }

    fn place(&self, message: &Seen) -> String {
        let chat = message.raw["chat"]["id"].as_i64().unwrap_or(0);
        let topic = message.thread.and_then(|thread| self.fake.topic_name(chat, thread));
        topic.map(|name| format!("(in \"{name}\") ")).unwrap_or_default()
    }

    /// What a message answers; not said of the bot when that is what was said last.
    fn reply(&self, at: usize, message: &Seen) -> String {
        let side = &self.sides[at];
        match message.reply_to {
            Some(id) if !message.from_bot || id != side.said => match side.numbers.get(&id) {
                Some(number) => format!("(to #{number}) "),
                None => "(to an older message) ".to_owned(),
            },
            _ => String::new(),
        }
    }

    fn told_by_telegram(&self, at: usize, message: &Seen) -> String {
        let raw = &message.raw;
        let topic = || message.thread.and_then(|thread| self.fake.topic_name(self.sides[at].chat, thread));
        let topic = || topic().unwrap_or_default();
        let first_name =
            |user: &serde_json::Value| user["first_name"].as_str().unwrap_or_default().to_owned();
        match service(message).unwrap_or_default() {
            "pinned_message" => {
                let id = raw["pinned_message"]["message_id"].as_i64().unwrap_or(0);
                let number = self.sides[at].numbers.get(&id);
                number.map_or("pinned an older message".to_owned(), |number| format!("pinned #{number}"))
            }
            "forum_topic_created" => {
                let name = raw["forum_topic_created"]["name"].as_str().unwrap_or_default();
                format!("topic \"{name}\" opened")
            }
            "forum_topic_edited" => {
                let name = raw["forum_topic_edited"]["name"].as_str().unwrap_or_default();
                format!("topic renamed \"{name}\"")
            }
            "forum_topic_closed" => format!("topic \"{}\" closed", topic()),
            "forum_topic_reopened" => format!("topic \"{}\" reopened", topic()),
            "new_chat_members" => format!("{} joined", first_name(&raw["new_chat_members"][0])),
            "left_chat_member" => format!("{} left", first_name(&raw["left_chat_member"])),
            other => other.replace('_', " "),
        }
    }
}

const SERVICE: [&str; 10] = [
    "pinned_message",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "group_chat_created",
];

/// What Telegram itself says in a message.
fn service(message: &Seen) -> Option<&'static str> {
    SERVICE.into_iter().find(|name| !message.raw[*name].is_null())
}

/// Text or caption, after what kind of thing it is when it is no text.
fn words(message: &Seen) -> String {
    const KINDS: [&str; 5] = ["photo", "voice", "sticker", "location", "document"];
    let kind = KINDS.into_iter().find(|name| !message.raw[*name].is_null());
    let file = message.raw["document"]["file_name"].as_str().map(|name| format!(" {name}"));
    let album = message.raw["media_group_id"].as_str().map_or("", |_| " of an album");
    match kind {
        None => message.text.clone(),
        Some(kind) => {
            let told = format!("({kind}{}{album}) {}", file.unwrap_or_default(), message.text);
            told.trim_end().to_owned()
        }
    }
}

fn buttons(message: &Seen) -> String {
    let labels = message.buttons.iter().flatten().map(|(label, _)| format!("[{label}]"));
    labels.collect::<Vec<_>>().join(" ")
}

/// What an escalation looks like, with a bot that the test plays itself.
const ESCALATION: &str = include_str!("sides.txt");

#[tokio::test]
async fn a_whole_escalation_reads_as_its_sides_saw_it() {
    let fake = Fake::start();
    let bot = Bot::new(&fake);
    let forum = fake.forum(-1001, "Meja");
    let topic = forum.topic("Ekspor");
    let budi = fake.person(7).named("Budi");
    let sari = fake.person(8).named("Sari").at(&forum).in_topic(topic);
    budi.starts();
    let mut sides = Sides::new(&fake, &[("asker", 7), ("staff", -1001)]);
    let keyboard = |labels: &[&str]| {
        let row: Vec<_> =
            labels.iter().map(|label| json!({ "text": label, "callback_data": label })).collect();
        json!({ "inline_keyboard": [row] })
    };
    let mut told = String::new();

    let question = budi.types("apakah keris boleh diekspor?");
    let card = json!({
        "chat_id": -1001, "message_thread_id": topic, "text": "Dari: Budi\n\napakah keris boleh diekspor?",
        "reply_markup": keyboard(&["Ambil", "Tutup"])
    });
    let card = id(&bot.does("sendMessage", card).await);
    let notice = json!({
        "chat_id": 7, "text": "Saya tanyakan dulu.", "reply_parameters": { "message_id": question },
        "reply_markup": keyboard(&["Batal"])
    });
    bot.does("sendMessage", notice).await;
    bot.does("pinChatMessage", json!({ "chat_id": -1001, "message_id": card })).await;
    told.push_str(&sides.news());

    told.push_str("--\n");
    let tap = sari.taps_label(card, "Ambil");
    let taken = json!({ "chat_id": -1001, "message_id": card, "text": "Diambil Sari", "reply_markup": keyboard(&["Lepas"]) });
    bot.does("editMessageText", taken).await;
    bot.does("answerCallbackQuery", json!({ "callback_query_id": tap.0, "text": "Milik Anda" })).await;
    told.push_str(&sides.news());

    told.push_str("--\n");
    let photos = budi.sends_album(2, "ini fotonya");
    let copies =
        json!({ "chat_id": -1001, "message_thread_id": topic, "from_chat_id": 7, "message_ids": photos });
    bot.does("copyMessages", copies).await;
    told.push_str(&sides.news());

    told.push_str("--\n");
    let answer = sari.replies_to(card, "Boleh, dengan surat izin");
    let copy = json!({ "chat_id": 7, "from_chat_id": -1001, "message_id": answer, "reply_parameters": { "message_id": question } });
    bot.does("copyMessage", copy).await;
    let seen =
        json!({ "chat_id": -1001, "message_id": answer, "reaction": [{ "type": "emoji", "emoji": "👍" }] });
    bot.does("setMessageReaction", seen).await;
    sari.edits(answer, "Boleh, dengan surat izin.");
    budi.reacts(question + 4, "🙏");
    budi.takes_reaction_back(question + 4);
    told.push_str(&sides.news());

    told.push_str("--\n");
    sari.sends_captioned(Kind::File("izin.pdf".into(), b"%PDF".to_vec()), "contohnya", 0);
    bot.does("deleteMessage", json!({ "chat_id": -1001, "message_id": card })).await;
    bot.does("closeForumTopic", json!({ "chat_id": -1001, "message_thread_id": topic })).await;
    told.push_str(&sides.news());

    assert_eq!(sides.news(), "", "nothing is told twice");
    assert_eq!(sides.number("staff", card), 1);
    assert_eq!(told, ESCALATION);
    assert_eq!(fake.violations(), Vec::<String>::new());
}
