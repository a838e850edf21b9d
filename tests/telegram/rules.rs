//! The rules of the Bot API that a desk of staff rests on, as the fake keeps them: its HTTP API is
//! driven directly, and refusals are compared word by word.

use std::time::Duration;

use serde_json::{Value, json};

use crate::fake::{Attachment, Fake, Fault, Kind, MessageId, Rule};

/// A bot that does what the test says.
pub struct Bot {
    http: reqwest::Client,
    fake: Fake,
}

impl Bot {
    pub fn new(fake: &Fake) -> Bot {
        Bot { http: reqwest::Client::builder().no_proxy().build().unwrap(), fake: fake.clone() }
    }

    /// The result of a request, or the sentence with which it was refused.
    pub async fn asks(&self, method: &str, params: Value) -> Result<Value, String> {
        let request = self.http.post(self.fake.method(method)).json(&params);
        Self::read(request.send().await.unwrap()).await
    }

    pub async fn read(response: reqwest::Response) -> Result<Value, String> {
        let answer: Value = response.json().await.unwrap();
        match answer["ok"].as_bool() {
            Some(true) => Ok(answer["result"].clone()),
            _ => Err(answer["description"].as_str().unwrap().to_owned()),
        }
    }

    pub async fn does(&self, method: &str, params: Value) -> Value {
        self.asks(method, params).await.unwrap()
    }

    pub async fn refusal(&self, method: &str, params: Value) -> String {
        self.asks(method, params.clone()).await.expect_err(&format!("{method} {params}"))
    }

    /// Sends a text; its id.
    pub async fn says(&self, chat: i64, text: &str) -> MessageId {
        id(&self.does("sendMessage", json!({ "chat_id": chat, "text": text })).await)
    }

    /// The updates of a kind that wait, then none.
    pub async fn updates(&self, kinds: &[&str]) -> Vec<Value> {
        let all = self.does("getUpdates", json!({ "allowed_updates": kinds })).await;
        let all = all.as_array().unwrap().clone();
        if let Some(last) = all.last().and_then(|update| update["update_id"].as_i64()) {
            self.does("getUpdates", json!({ "offset": last + 1 })).await;
        }
        all
    }
}

pub fn id(message: &Value) -> MessageId {
    message["message_id"].as_i64().unwrap()
}

#[tokio::test]
async fn a_copy_takes_the_content_and_the_caption_only_where_one_is_given() {
    let fake = Fake::start();
    let (bot, budi, sari) = (Bot::new(&fake), fake.person(7), fake.person(8));
    sari.starts();
    let photo = budi.sends_captioned(Kind::Photo, "lihat ini", 0);
    let album = budi.sends_album(2, "dua");
    let text = budi.types("halo");
    let copy = |message: MessageId, more: Value| {
        let mut params = json!({ "chat_id": 8, "from_chat_id": 7, "message_id": message });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let made = bot.does("copyMessage", copy(photo, json!({}))).await;
    assert_eq!(made.as_object().unwrap().len(), 1, "only the id comes back: {made}");
    let kept = fake.message(8, id(&made)).unwrap();
    assert_eq!((kept.text.as_str(), kept.from_bot), ("lihat ini", true));
    assert_eq!(fake.attachment(8, kept.id), fake.attachment(7, photo));
    let bold = json!([{ "type": "bold", "offset": 0, "length": 4 }]);
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Ambil", "callback_data": "a" }]] });
    let more = json!({
        "caption": "dari Budi", "caption_entities": bold, "reply_markup": keyboard,
        "reply_parameters": { "message_id": kept.id }
    });
    let new = fake.message(8, id(&bot.does("copyMessage", copy(photo, more)).await)).unwrap();
    assert_eq!((new.text.as_str(), new.reply_to), ("dari Budi", Some(kept.id)));
    assert_eq!(new.raw["caption_entities"], bold);
    assert_eq!(new.payload("Ambil"), Some("a"));
    let html = copy(photo, json!({ "caption": "<b>dari</b> Budi", "parse_mode": "HTML" }));
    assert_eq!(
        fake.message(8, id(&bot.does("copyMessage", html).await)).unwrap().raw["caption_entities"],
        bold
    );
    let bare = copy(photo, json!({ "caption": "" }));
    assert_eq!(fake.message(8, id(&bot.does("copyMessage", bare).await)).unwrap().text, "");
    let text = copy(text, json!({ "caption": "no caption on a text" }));
    assert_eq!(fake.message(8, id(&bot.does("copyMessage", text).await)).unwrap().text, "halo");
    let alone = bot.does("copyMessage", copy(album[0], json!({}))).await;
    assert!(fake.message(8, id(&alone)).unwrap().raw["media_group_id"].is_null());
    let long = copy(photo, json!({ "caption": "x".repeat(1025) }));
    for (params, told) in [
        (long, "Bad Request: message caption is too long"),
        (copy(99, json!({})), "Bad Request: message to copy not found"),
        (
            copy(photo, json!({ "reply_parameters": { "message_id": 99 } })),
            "Bad Request: message to be replied not found",
        ),
        (copy(photo, json!({ "message_thread_id": 5 })), "Bad Request: message thread not found"),
    ] {
        assert_eq!(bot.refusal("copyMessage", params).await, told);
    }
}

#[tokio::test]
async fn copies_of_many_keep_albums_together_and_skip_what_is_missing() {
    let fake = Fake::start();
    let (bot, budi, sari) = (Bot::new(&fake), fake.person(7), fake.person(8));
    sari.starts();
    let album = budi.sends_album(3, "tiga gambar");
    let gone = budi.types("ini dihapus");
    budi.deletes(gone);
    let text = budi.types("sudah");
    let ids = [album.as_slice(), &[gone, text, 99]].concat();
    let copies = bot
        .does("copyMessages", json!({ "chat_id": 8, "from_chat_id": 7, "message_ids": ids }))
        .await
        .as_array()
        .unwrap()
        .iter()
        .map(|copy| fake.message(8, id(copy)).unwrap())
        .collect::<Vec<_>>();
    assert_eq!(copies.iter().map(|copy| &*copy.text).collect::<Vec<_>>(), ["tiga gambar", "", "", "sudah"]);
    let group = |chat, message| fake.message(chat, message).unwrap().raw["media_group_id"].clone();
    assert!(copies[..3].iter().all(|copy| copy.raw["media_group_id"] == group(8, copies[0].id)));
    assert_ne!(group(8, copies[0].id), group(7, album[0]), "a new album");
    assert!(group(8, copies[3].id).is_null());
    let bare =
        json!({ "chat_id": 8, "from_chat_id": 7, "message_ids": [album[0], text], "remove_caption": true });
    let bare = bot.does("copyMessages", bare).await;
    let first = fake.message(8, id(&bare[0])).unwrap();
    assert!(first.text.is_empty() && first.raw["media_group_id"].is_null(), "one of an album is no album");
}

#[tokio::test]
async fn lists_of_messages_to_copy_are_short_and_increasing() {
    let fake = Fake::start();
    let bot = Bot::new(&fake);
    let forum = fake.forum(-1001, "Meja");
    let topic = forum.topic("Ekspor");
    let budi = fake.person(7);
    let (one, two) = (budi.types("satu"), budi.types("dua"));
    for (ids, told) in [
        (json!([]), "Bad Request: message identifiers are not specified"),
        (json!((1..=101).collect::<Vec<_>>()), "Bad Request: too many message identifiers specified"),
        (json!(7), "Bad Request: expected an Array of message identifiers"),
        (json!([true]), "Bad Request: message identifier must be a Number"),
        (json!([0]), "Bad Request: invalid message identifier specified"),
        (json!([two, one]), "Bad Request: message identifiers must be in a strictly increasing order"),
        (json!([one, one]), "Bad Request: message identifiers must be in a strictly increasing order"),
        (json!([98, 99]), "Bad Request: there are no messages to forward"),
    ] {
        let params = json!({ "chat_id": -1001, "from_chat_id": 7, "message_ids": ids });
        assert_eq!(bot.refusal("copyMessages", params).await, told);
    }
    let service = json!({ "chat_id": 7, "from_chat_id": -1001, "message_ids": [topic] });
    assert_eq!(bot.refusal("copyMessages", service).await, "Bad Request: messages can't be forwarded");
    let service = json!({ "chat_id": 7, "from_chat_id": -1001, "message_id": topic });
    assert_eq!(bot.refusal("copyMessage", service).await, "Bad Request: the message can't be copied");
    let there =
        json!({ "chat_id": -1001, "message_thread_id": topic, "from_chat_id": 7, "message_ids": [one, two] });
    let copies = bot.does("copyMessages", there).await;
    assert_eq!(fake.message(-1001, id(&copies[1])).unwrap().thread, Some(topic));
}

#[tokio::test]
async fn captions_and_texts_are_edited_each_where_it_is() {
    let fake = Fake::start();
    let (bot, budi) = (Bot::new(&fake), fake.person(7));
    let photo = budi.sends_captioned(Kind::Photo, "lihat ini", 0);
    let copy = bot.does("copyMessage", json!({ "chat_id": 7, "from_chat_id": 7, "message_id": photo })).await;
    let (copy, text) = (id(&copy), bot.says(7, "halo").await);
    let edit = |message: MessageId, name: &str, words: &str| json!({ "chat_id": 7, "message_id": message, name: words });
    let edited = bot.does("editMessageCaption", edit(copy, "caption", "baru")).await;
    assert_eq!((edited["caption"].as_str(), edited["edit_date"].is_i64()), (Some("baru"), true));
    bot.does("editMessageCaption", json!({ "chat_id": 7, "message_id": copy })).await;
    assert_eq!(fake.message(7, copy).unwrap().text, "");
    let mut bold = edit(text, "text", "halo semua");
    bold["entities"] = json!([{ "type": "bold", "offset": 0, "length": 4 }]);
    assert_eq!(bot.does("editMessageText", bold.clone()).await["entities"][0]["type"], "bold");
    assert!(
        bot.refusal("editMessageText", bold.clone())
            .await
            .starts_with("Bad Request: message is not modified")
    );
    for (entities, told) in [
        (json!([{ "type": "fat", "offset": 0, "length": 1 }]), "Unsupported type specified"),
        (json!([{ "offset": 0, "length": 1 }]), "Can't find field \"type\""),
        (json!([{ "type": "text_link", "offset": 0, "length": 1 }]), "Can't find field \"url\""),
    ] {
        bold["entities"] = entities;
        let told = format!("Bad Request: can't parse MessageEntity: {told}");
        assert_eq!(bot.refusal("editMessageText", bold.clone()).await, told);
    }
    for (method, params, told) in [
        ("editMessageCaption", edit(text, "caption", "x"), "there is no caption in the message to edit"),
        ("editMessageText", edit(copy, "text", "x"), "there is no text in the message to edit"),
        ("editMessageCaption", edit(photo, "caption", "x"), "message can't be edited"),
        ("editMessageCaption", edit(99, "caption", "x"), "message to edit not found"),
        ("editMessageCaption", edit(copy, "caption", &"x".repeat(1025)), "MEDIA_CAPTION_TOO_LONG"),
    ] {
        assert_eq!(bot.refusal(method, params).await, format!("Bad Request: {told}"));
    }
}

#[tokio::test]
async fn a_document_is_uploaded_and_read_back() {
    let fake = Fake::start();
    let (bot, budi) = (Bot::new(&fake), fake.person(7));
    budi.starts();
    let send = async |name: &str, text: &str| {
        let part = reqwest::multipart::Part::bytes(text.as_bytes().to_vec()).file_name(name.to_owned());
        let form = reqwest::multipart::Form::new()
            .text("chat_id", "7")
            .text("caption", "ini")
            .part("document", part);
        let form = form.percent_encode_noop();
        Bot::read(bot.http.post(fake.method("sendDocument")).multipart(form).send().await.unwrap()).await
    };
    let sent = send("percakapan 12.txt", "satu\r\ndua\n").await.unwrap();
    assert_eq!(sent["document"]["file_name"], "percakapan 12.txt");
    let back = Attachment { name: "percakapan 12.txt".into(), bytes: b"satu\r\ndua\n".to_vec() };
    assert_eq!(fake.attachment(7, id(&sent)), Some(back));
    assert_eq!(send("kosong.txt", "").await, Err("Bad Request: file must be non-empty".into()));
    let none = bot.refusal("sendDocument", json!({ "chat_id": 7 })).await;
    assert_eq!(none, "Bad Request: there is no document in the request");
}

#[tokio::test]
async fn pins_need_the_right_and_are_told_to_the_bot_itself() {
    let fake = Fake::start();
    let (bot, budi) = (Bot::new(&fake), fake.person(7));
    let group = fake.supergroup(-1001, "Meja");
    let staff = budi.at(&group);
    staff.types("/halo");
    let card = bot.says(-1001, "kartu").await;
    let pin = |message: MessageId| json!({ "chat_id": -1001, "message_id": message });
    const REFUSED: &str = "Bad Request: not enough rights to manage pinned messages in the chat";
    assert_eq!(bot.refusal("pinChatMessage", pin(card)).await, REFUSED);
    group.promotes_bot(&budi, true);
    group.withholds("can_pin_messages");
    assert_eq!(bot.refusal("pinChatMessage", pin(card)).await, REFUSED);
    let own = bot.does("getChatMember", json!({ "chat_id": -1001, "user_id": crate::fake::BOT_ID })).await;
    assert_eq!((&own["can_pin_messages"], &own["can_manage_topics"]), (&json!(false), &json!(true)));
    group.promotes_bot(&budi, true);
    bot.updates(&[]).await;
    assert_eq!(bot.does("pinChatMessage", pin(card)).await, true);
    assert_eq!(bot.does("pinChatMessage", pin(card)).await, true);
    let told = bot.updates(&[]).await;
    assert_eq!(told.len(), 1, "pinned twice, told once: {told:?}");
    assert_eq!(told[0]["message"]["pinned_message"]["message_id"], card);
    assert_eq!(told[0]["message"]["from"]["id"], crate::fake::BOT_ID);
    let service = id(&told[0]["message"]);
    assert_eq!(
        bot.refusal("pinChatMessage", pin(service)).await,
        "Bad Request: service messages can't be pinned"
    );
    assert_eq!(bot.refusal("pinChatMessage", pin(99)).await, "Bad Request: message to pin not found");
    assert_eq!(bot.refusal("unpinChatMessage", pin(99)).await, "Bad Request: message to unpin not found");
    assert_eq!(bot.does("getChat", json!({ "chat_id": -1001 })).await["pinned_message"]["message_id"], card);
    let next = bot.says(-1001, "kartu lain").await;
    bot.does("pinChatMessage", pin(next)).await;
    assert_eq!(fake.pinned(-1001), [card, next]);
    bot.does("unpinChatMessage", json!({ "chat_id": -1001 })).await;
    assert_eq!(fake.pinned(-1001), [card]);
    bot.does("unpinChatMessage", pin(card)).await;
    let none = bot.refusal("unpinChatMessage", json!({ "chat_id": -1001 })).await;
    assert_eq!(none, "Bad Request: message to unpin not found");
    let question = budi.types("halo");
    bot.does("pinChatMessage", json!({ "chat_id": 7, "message_id": question })).await;
    assert_eq!(fake.pinned(7), [question], "anything can be pinned in a private chat");
}

#[tokio::test]
async fn a_bot_has_one_reaction_of_telegrams_list_on_a_message() {
    let fake = Fake::start();
    let (bot, budi) = (Bot::new(&fake), fake.person(7));
    let album = budi.sends_album(2, "dua");
    let question = budi.types("halo");
    let react =
        |message: MessageId, list: Value| json!({ "chat_id": 7, "message_id": message, "reaction": list });
    let emoji = |emoji: &str| json!([{ "type": "emoji", "emoji": emoji }]);
    bot.does("setMessageReaction", react(question, emoji("👀"))).await;
    bot.does("setMessageReaction", react(question, emoji("❤\u{fe0f}"))).await;
    let reactions = |message| fake.message(7, message).unwrap().reactions.into_values().collect::<Vec<_>>();
    assert_eq!(reactions(question), ["❤"]);
    bot.does("setMessageReaction", react(album[1], emoji("👍"))).await;
    assert_eq!(reactions(album[0]), ["👍"], "the first of an album has it");
    bot.does("setMessageReaction", react(question, json!([]))).await;
    assert!(reactions(question).is_empty());
    let two = json!([{ "type": "emoji", "emoji": "👍" }, { "type": "emoji", "emoji": "👀" }]);
    for (params, told) in [
        (react(question, two), "REACTIONS_TOO_MANY"),
        (react(question, emoji("✅")), "REACTION_INVALID"),
        (react(question, emoji("👍👎")), "REACTION_INVALID"),
        (react(question, json!([{ "type": "custom_emoji", "custom_emoji_id": "5" }])), "REACTION_INVALID"),
        (
            react(question, json!([{ "type": "paid" }])),
            "can't parse ReactionType: invalid reaction type specified",
        ),
        (react(question, json!("👍")), "can't parse reaction types JSON object"),
        (react(99, emoji("👍")), "message to react not found"),
    ] {
        assert_eq!(bot.refusal("setMessageReaction", params).await, format!("Bad Request: {told}"));
    }
    let answer = budi.replies_to(question, "ya");
    assert!(fake.message(7, answer).unwrap().raw["reply_to_message"]["reactions"].is_null());
}

#[tokio::test]
async fn reactions_of_people_are_told_where_asked_for_and_allowed() {
    let fake = Fake::start();
    let (bot, budi) = (Bot::new(&fake), fake.person(7));
    let group = fake.supergroup(-1001, "Meja");
    let staff = budi.at(&group);
    budi.starts();
    let (here, there) = (bot.says(7, "halo").await, bot.says(-1001, "kartu").await);
    budi.reacts(here, "👍");
    assert!(
        bot.updates(&["message", "message_reaction"])
            .await
            .iter()
            .all(|one| one["message_reaction"].is_null())
    );
    budi.reacts(here, "👍");
    budi.reacts(here, "🔥");
    budi.takes_reaction_back(here);
    staff.reacts(there, "👍");
    let told = bot.updates(&["message", "message_reaction"]).await;
    let read = |update: &Value, list: &str| update["message_reaction"][list][0]["emoji"].clone();
    let changes: Vec<_> =
        told.iter().map(|one| (read(one, "old_reaction"), read(one, "new_reaction"))).collect();
    assert_eq!(
        changes,
        [(json!("👍"), json!("🔥")), (json!("🔥"), Value::Null)],
        "no admin in the group: {told:?}"
    );
    group.promotes_bot(&budi, true);
    staff.reacts(there, "👀");
    staff.anonymously().takes_reaction_back(there);
    let told = bot.updates(&["message", "message_reaction"]).await;
    assert_eq!(told.last().unwrap()["message_reaction"]["actor_chat"]["id"], -1001);
    assert_eq!(told[told.len() - 2]["message_reaction"]["user"]["id"], 7);
}

#[tokio::test]
async fn people_send_albums_captions_files_and_edit_them() {
    let fake = Fake::start();
    let (bot, budi) = (Bot::new(&fake), fake.person(7));
    budi.starts();
    let said = bot.says(7, "kirim gambarnya").await;
    let file = Kind::File("npwp.pdf".into(), b"%PDF".to_vec());
    let document = budi.sends_captioned(file, "ini kak", said);
    let voice = budi.sends_captioned(Kind::Voice, "dengar", 0);
    let album = budi.sends_album(3, "tiga");
    budi.edits_caption(document, "ini bu");
    let updates = bot.updates(&[]).await;
    let of = |message| {
        updates.iter().find(|one| one["message"]["message_id"] == message).unwrap()["message"].clone()
    };
    assert_eq!(of(document)["reply_to_message"]["message_id"], said);
    assert_eq!(of(document)["document"]["file_name"], "npwp.pdf");
    assert_eq!((of(voice)["caption"].as_str(), of(voice)["voice"].is_object()), (Some("dengar"), true));
    assert!(album.iter().all(|one| of(*one)["media_group_id"] == of(album[0])["media_group_id"]));
    assert_eq!((of(album[0])["caption"].as_str(), of(album[1])["caption"].as_str()), (Some("tiga"), None));
    assert_eq!(updates.last().unwrap()["edited_message"]["caption"], "ini bu");
    let path = bot.does("getFile", json!({ "file_id": of(document)["document"]["file_id"] })).await;
    assert!(path["file_path"].as_str().unwrap().ends_with("npwp.pdf"));
}

#[tokio::test]
async fn a_topic_that_goes_while_the_bot_writes_is_refused_in_telegrams_words() {
    let fake = Fake::start();
    let bot = Bot::new(&fake);
    let forum = fake.forum(-1001, "Meja");
    let made = bot.does("createForumTopic", json!({ "chat_id": -1001, "name": "Budi" })).await;
    let thread = made["message_thread_id"].as_i64().unwrap();
    let told = bot.updates(&[]).await;
    assert_eq!(told[0]["message"]["forum_topic_created"]["name"], "Budi", "the bot is told what it did");
    let write = json!({ "chat_id": -1001, "message_thread_id": thread, "text": "halo" });
    let card = id(&bot.does("sendMessage", write.clone()).await);
    fake.fault(Rule::new("sendMessage", Fault::Slow(Duration::from_millis(50))));
    let (late, ()) = tokio::join!(bot.refusal("sendMessage", write.clone()), async {
        fake.wait_until(|fake| fake.count("sendMessage") == 2, Duration::from_secs(5)).await;
        forum.deletes_topic_under_way(thread);
    });
    assert_eq!(late, "Bad Request: TOPIC_DELETED");
    let answer = json!({
        "chat_id": -1001, "message_thread_id": thread, "text": "halo", "reply_parameters": { "message_id": card }
    });
    assert_eq!(bot.refusal("sendMessage", answer).await, "Bad Request: message thread not found");
    let edit = json!({ "chat_id": -1001, "message_id": card, "text": "x" });
    assert_eq!(bot.refusal("editMessageText", edit).await, "Bad Request: message to edit not found");
    forum.withholds("can_manage_topics");
    let again = bot.refusal("createForumTopic", json!({ "chat_id": -1001, "name": "Budi" })).await;
    assert_eq!(again, "Bad Request: not enough rights to create a topic");
}

#[tokio::test]
async fn buttons_are_tapped_by_label_and_links_opened_with_their_payload() {
    let fake = Fake::start();
    let (bot, budi) = (Bot::new(&fake), fake.person(7));
    assert_eq!(budi.opens("https://t.me/TanyaTestBot?start=tiket-12"), 1);
    assert_eq!(fake.message(7, 1).unwrap().text, "/start tiket-12");
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Ya", "callback_data": "y" }, { "text": "Tidak", "callback_data": "n" }]] });
    let sent = bot.does("sendMessage", json!({ "chat_id": 7, "text": "?", "reply_markup": keyboard })).await;
    bot.updates(&[]).await;
    let tap = budi.taps_label(id(&sent), "Tidak");
    assert_eq!(bot.updates(&[]).await[0]["callback_query"]["data"], "n");
    bot.does("answerCallbackQuery", json!({ "callback_query_id": tap.0, "text": "baik" })).await;
    for link in
        ["https://t.me/TanyaTestBot?start=a.b", "https://t.me/OtherBot?start=a", "https://example.org"]
    {
        let (budi, link) = (fake.person(7), link.to_owned());
        assert!(std::thread::spawn(move || budi.opens(&link)).join().is_err(), "opened");
    }
}

#[tokio::test]
async fn only_members_of_a_group_see_write_react_and_tap() {
    let fake = Fake::start();
    let bot = Bot::new(&fake);
    let group = fake.supergroup(-1001, "Meja");
    let (sari, budi) = (fake.person(8), fake.person(7));
    group.joins(&sari);
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Ambil", "callback_data": "a" }]] });
    let card = id(&bot
        .does("sendMessage", json!({ "chat_id": -1001, "text": "kartu", "reply_markup": keyboard }))
        .await);
    assert_eq!(sari.outside(&group).sees().last().unwrap().text, "kartu");
    sari.outside(&group).taps_label(card, "Ambil");
    let stranger = budi.outside(&group);
    assert!(stranger.sees().is_empty());
    group.leaves(&sari);
    for person in [stranger, sari.outside(&group), sari.at(&group)] {
        let acts: [fn(&crate::fake::Person, MessageId); 3] = [
            |person, card| drop(person.taps_label(card, "Ambil")),
            |person, _| assert_ne!(person.types("halo"), 0),
            |person, card| person.reacts(card, "👍"),
        ];
        for act in acts {
            let person = person.clone();
            assert!(std::thread::spawn(move || act(&person, card)).join().is_err(), "an outsider acted");
        }
    }
    let status = bot.does("getChatMember", json!({ "chat_id": -1001, "user_id": 8 })).await;
    assert_eq!(status["status"], "left");
    let told = bot.updates(&["message", "chat_member"]).await;
    assert!(told.iter().any(|one| one["message"]["left_chat_member"]["id"] == 8), "{told:?}");
    assert!(told.iter().all(|one| one["chat_member"].is_null()), "only admins are told of members");
}
