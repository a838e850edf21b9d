//! Documents in the outbox are uploaded as files: what the fake reads back is what was put in.

use secrecy::SecretString;
use tanya::telegram::Client;

use crate::fake::{Attachment, Fake};
use crate::rules::id;

fn client(fake: &Fake) -> Client {
    Client::new(&fake.url(), &SecretString::from(fake.token().to_owned())).unwrap()
}

#[tokio::test]
async fn a_document_given_by_name_and_text_arrives_as_a_file_with_everything_beside_it() {
    let fake = Fake::start();
    let budi = fake.person(7);
    let question = budi.starts();
    let text = "budi: halo\r\n--batas--\n\"kutip\" & é 😀\n";
    let body = serde_json::json!({
        "chat_id": 7, "document": { "name": "percakapan 12.txt", "text": text },
        "caption": "<b>Percakapan</b>", "parse_mode": "HTML", "disable_notification": true,
        "reply_parameters": { "message_id": question, "allow_sending_without_reply": true },
        "reply_markup": { "inline_keyboard": [[{ "text": "Tutup", "callback_data": "c" }]] }
    });
    let sent = client(&fake).call("sendDocument", body.to_string()).await.unwrap();
    let sent = id(&serde_json::from_str(&sent).unwrap());
    let file = Attachment { name: "percakapan 12.txt".into(), bytes: text.as_bytes().to_vec() };
    assert_eq!(fake.attachment(7, sent), Some(file));
    let seen = fake.message(7, sent).unwrap();
    assert_eq!((seen.text.as_str(), seen.reply_to), ("Percakapan", Some(question)));
    assert_eq!(seen.payload("Tutup"), Some("c"));
    let again = serde_json::json!({ "chat_id": 7, "document": seen.raw["document"]["file_id"] });
    let again = client(&fake).call("sendDocument", again.to_string()).await.unwrap();
    let again = id(&serde_json::from_str(&again).unwrap());
    assert_eq!(fake.attachment(7, again), fake.attachment(7, sent), "a file that Telegram has is named");
    assert_eq!(fake.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn a_refused_upload_is_told_like_any_other_refusal() {
    let fake = Fake::start();
    let body = r#"{"chat_id":7,"document":{"name":"a.txt","text":"a"}}"#;
    fake.person(7);
    let told = client(&fake).call("sendDocument", body.to_owned()).await.unwrap_err().to_string();
    assert!(told.contains("bot can't initiate conversation with a user"), "{told}");
}
