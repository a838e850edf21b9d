//! What the office sends to several askers at once, and pictures, voices and captions on
//! their way through the desk.

use std::time::Duration;

use tanya::config::Topics;

use crate::fake::{Kind, Seen};
use crate::office::{GROUP, Office};

const FIRST: &str = "berapa harga tiket kereta ke Surabaya besok?";
/// The same in the other asker's letters, and of their language.
const SECOND: &str = "BERAPA HARGA TIKET KERETA KE SURABAYA BESOK?";

/// The newest message of a chat that carries a payload with this beginning, and the payload.
fn offered(office: &Office, chat: i64, beginning: &str) -> (Seen, String) {
    let messages = office.fake.messages(chat);
    let carried = |seen: &Seen| {
        let payloads = seen.buttons.iter().flatten().map(|(_, payload)| payload.clone());
        payloads.into_iter().find(|payload| payload.starts_with(beginning))
    };
    let found = messages.into_iter().rev().find_map(|seen| carried(&seen).map(|payload| (seen, payload)));
    found.unwrap_or_else(|| panic!("nothing offers {beginning}"))
}

fn texts(office: &Office, chat: i64) -> Vec<String> {
    office.fake.messages(chat).into_iter().filter(|seen| seen.from_bot).map(|seen| seen.text).collect()
}

async fn two_ask_the_same(office: &Office) {
    office.asker(7, "id").types(FIRST);
    office.settles().await;
    office.asker(8, "id").types(SECOND);
    office.settles().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_and_a_prepared_answer_reach_all_who_ask_the_same() {
    for prepared in [true, false] {
        let mut office = Office::with_group().await;
        let sari = office.contact(901, "Sari", None).await;
        two_ask_the_same(&office).await;
        let (card, _) = offered(&office, GROUP, "k:1:");
        if prepared {
            sari.replies_to(card.id, "/r ask-details");
        } else {
            sari.taps_payload(card.id, "k:1:t:goyor-about");
        }
        office.settles().await;
        let answer = texts(&office, 7).pop().unwrap();
        assert!(!texts(&office, 8).contains(&answer));
        let (offer, payload) = offered(&office, GROUP, "k:1:all:");
        assert_eq!(payload, if prepared { "k:1:all:r:ask-details" } else { "k:1:all:t:goyor-about" });
        sari.taps_payload(offer.id, &payload);
        office.settles().await;
        // A second tap tells nobody again.
        sari.taps_payload(offer.id, &payload);
        office.settles().await;
        office.stop().await;
        let told = texts(&office, 8).into_iter().filter(|text| *text == answer).count();
        let known = texts(&office, 7).into_iter().filter(|text| *text == answer).count();
        assert!(told >= 1 && known == 1, "{told} {known}");
        assert!(office.ticket(2).await.told_at.is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_album_reaches_all_who_ask_the_same_in_one_piece() {
    let mut office = Office::with_forum(Topics::Ticket).await;
    let sari = office.contact(901, "Sari", None).await;
    two_ask_the_same(&office).await;
    let (card, _) = offered(&office, GROUP, "k:1:");
    let thread = card.thread.unwrap();
    sari.in_topic(thread).sends_album(3, "jadwalnya ada di foto");
    office.settles().await;
    office.passes(Duration::from_secs(3));
    office.settles().await;
    let offers = office.fake.messages(GROUP).into_iter().flat_map(|seen| seen.buttons.into_iter().flatten());
    assert_eq!(offers.filter(|(_, payload)| payload.starts_with("k:1:all:")).count(), 1);
    let (offer, payload) = offered(&office, GROUP, "k:1:all:");
    sari.in_topic(thread).taps_payload(offer.id, &payload);
    office.settles().await;
    let albums = |chat: i64| -> Vec<usize> {
        let requests = office.fake.requests_of("copyMessages").into_iter();
        let theirs = requests.filter(|request| request.params["chat_id"].as_i64() == Some(chat));
        theirs.map(|request| request.params["message_ids"].as_array().map_or(0, Vec::len)).collect()
    };
    assert_eq!((albums(7), albums(8)), (vec![3], vec![3]));
    office.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_caption_is_mirrored_when_it_is_changed_and_a_voice_is_passed_on() {
    let mut office = Office::with_group().await;
    let sari = office.contact(901, "Sari", None).await;
    let budi = office.asker(7, "id");
    budi.types(FIRST);
    office.settles().await;
    let (card, _) = offered(&office, GROUP, "k:1:");
    let picture = sari.sends_captioned(Kind::Photo, "jadwal bulan Junni", card.id);
    office.settles().await;
    sari.edits_caption(picture, "jadwal bulan Juni");
    office.settles().await;
    let copies = office.fake.messages(7);
    let captions: Vec<&str> =
        copies.iter().filter(|seen| seen.text.starts_with("jadwal")).map(|seen| seen.text.as_str()).collect();
    assert_eq!(captions, ["jadwal bulan Juni"]);
    // The other way: a voice, and a picture whose words hold a number.
    budi.sends(Kind::Voice);
    let theirs = budi.sends_captioned(Kind::Photo, "ini KTP saya 3374012345678901", 0);
    office.settles().await;
    budi.edits_caption(theirs, "maaf, ini KTP saya 3374012345678902");
    office.settles().await;
    let seen = office.fake.messages(GROUP);
    assert!(seen.iter().any(|seen| seen.from_bot && !seen.raw["voice"].is_null()));
    let pictures: Vec<&Seen> =
        seen.iter().filter(|seen| seen.from_bot && !seen.raw["photo"].is_null()).collect();
    let [picture] = pictures[..] else { panic!("{} pictures", pictures.len()) };
    assert!(picture.text.contains("maaf") && picture.text.contains("[#]"), "{}", picture.text);
    assert!(!picture.text.contains("3374"), "{}", picture.text);
    office.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_muted_while_they_talk_with_the_office_is_told_once_and_not_passed_on() {
    let mut office = Office::with_group().await;
    let sari = office.contact(901, "Sari", None).await;
    let budi = office.asker(7, "id");
    budi.types(FIRST);
    office.settles().await;
    let (card, _) = offered(&office, GROUP, "k:1:");
    sari.replies_to(card.id, "Silakan tanya ke KAI.");
    office.settles().await;
    sari.taps_payload(card.id, "k:1:m:7");
    office.settles().await;
    let before = texts(&office, 7).len();
    for words in ["kasar sekali", "kasar lagi"] {
        budi.types(words);
        office.settles().await;
    }
    assert_eq!(texts(&office, 7).len(), before + 1);
    assert!(office.fake.messages(GROUP).iter().all(|seen| !seen.text.contains("kasar")));
    // Unmuted, they go on where they were.
    sari.taps_payload(card.id, "k:1:m:0");
    office.settles().await;
    budi.types("maaf ya");
    office.settles().await;
    assert!(office.fake.messages(GROUP).iter().any(|seen| seen.text.contains("maaf ya")));
    office.stop().await;
}
