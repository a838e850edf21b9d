//! Tickets from both sides: what askers and the office's people see, as transcripts, and
//! what nobody may see or do.

use std::time::Duration;

use crate::fake::{Kind, Person, Seen};
use crate::office::{ADMIN, GROUP, Office, assert_story};
use crate::sides::Sides;

const HOUR: Duration = Duration::from_secs(3600);
const UNKNOWN: &str = "apakah sarung goyor boleh dicuci pakai mesin?";

/// The newest card in a chat.
fn card(office: &Office, chat: i64, number: i64) -> Seen {
    let claims = |seen: &Seen| {
        seen.buttons.iter().flatten().any(|(_, payload)| payload.starts_with(&format!("k:{number}:")))
    };
    office.fake.messages(chat).into_iter().rev().find(claims).expect("there is a card")
}

/// Taps the button with this payload.
fn press(person: &Person, card: &Seen, payload: &str) {
    let at = card.buttons.iter().flatten().position(|(_, carried)| carried == payload);
    person.taps(card.id, at.unwrap_or_else(|| panic!("no {payload} in {:?}", card.buttons)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_question_travels_to_the_office_and_back() {
    let mut office = Office::with_group().await;
    let sari = office.contact(901, "Sari", None).await;
    let budi = office.asker(7, "id");
    let mut sides = Sides::new(&office.fake, &[("asker", 7), ("office", GROUP)]);
    let mut story = String::new();

    budi.types(UNKNOWN);
    office.tells(&mut sides, &mut story).await;
    press(&sari, &card(&office, GROUP, 1), "k:1:claim");
    office.tells(&mut sides, &mut story).await;
    sari.replies_to(card(&office, GROUP, 1).id, "Boleh, dengan air dingin. Warna apa sarungnya?");
    office.tells(&mut sides, &mut story).await;
    budi.types("merah tua, hubungi saya di 0812-3456-7890");
    office.tells(&mut sides, &mut story).await;
    let heard = office.fake.messages(GROUP).into_iter().rev().find(|seen| seen.text.contains("merah")).unwrap();
    sari.replies_to(heard.id, "Cuci terpisah ya.");
    office.tells(&mut sides, &mut story).await;
    budi.types("/done");
    office.tells(&mut sides, &mut story).await;
    let asks = office.fake.messages(7).into_iter().next_back().unwrap();
    press(&budi, &asks, "c:1:5");
    office.tells(&mut sides, &mut story).await;
    office.stop().await;
    assert!(!story.contains("0812"), "a telephone number reached the office");
    assert_story("there_and_back", &story);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_claim_one_wins_and_the_other_is_told_who() {
    let mut office = Office::with_group().await;
    let sari = office.contact(901, "Sari", None).await;
    let joko = office.contact(902, "Joko", None).await;
    let mut sides = Sides::new(&office.fake, &[("asker", 7), ("office", GROUP)]);
    let mut story = String::new();
    office.asker(7, "en").types("may I wash a sarung goyor in a machine?");
    office.tells(&mut sides, &mut story).await;
    let card = card(&office, GROUP, 1);
    press(&sari, &card, "k:1:claim");
    press(&joko, &card, "k:1:claim");
    office.tells(&mut sides, &mut story).await;
    joko.replies_to(card.id, "Yes, you may.");
    office.tells(&mut sides, &mut story).await;
    office.stop().await;
    assert_eq!(office.ticket(1).await.owner.map(|owner| owner.0), Some(901));
    assert!(office.fake.messages(7).iter().all(|seen| seen.text != "Yes, you may."));
    assert_story("double_claim", &story);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_but_the_offices_people_can_do_anything() {
    let mut office = Office::with_group().await;
    let group = office.group.clone().unwrap();
    let guest = office.fake.person(66).named("Tamu").language("id");
    office.asker(7, "id").types(UNKNOWN);
    office.settles().await;
    let card = card(&office, GROUP, 1);
    let inside = guest.at(&group);
    press(&inside, &card, "k:1:claim");
    inside.replies_to(card.id, "jawaban palsu");
    inside.replies_to(card.id, "/close");
    office.settles().await;
    // In their own chat, by buttons that they made up.
    guest.types("halo");
    office.settles().await;
    let own = office.fake.messages(66).into_iter().next_back().unwrap();
    for forged in ["k:1:claim", "k:1:d:spam", "k:1:t:weaving-about", "k:1:all", "k:1:m:30", "x:1", "c:1:1", "i:1", "w:1"] {
        guest.taps_payload(own.id, forged);
        office.settles().await;
    }
    office.stop().await;
    let ticket = office.ticket(1).await;
    assert!(ticket.is_open() && ticket.owner.is_none() && ticket.told_at.is_none() && !ticket.news);
    assert!(office.fake.messages(7).iter().all(|seen| !seen.text.contains("palsu")));
    let _ = ADMIN;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_an_edit_and_a_reaction_are_passed_on_both_ways() {
    let mut office = Office::with_group().await;
    let sari = office.contact(901, "Sari", None).await;
    let budi = office.asker(7, "id");
    let mut sides = Sides::new(&office.fake, &[("asker", 7), ("office", GROUP)]);
    let mut story = String::new();
    budi.types(UNKNOWN);
    office.settles().await;
    let first = sari.replies_to(card(&office, GROUP, 1).id, "Boleh dengan air dngin");
    office.settles().await;
    sari.edits(first, "Boleh, dengan air dingin");
    office.settles().await;
    let copy = office.fake.messages(7).into_iter().rev().find(|seen| seen.from_bot && seen.text.contains("dingin")).unwrap();
    budi.reacts(copy.id, "👍");
    let said = budi.types("merah");
    office.settles().await;
    budi.edits(said, "merah tua");
    budi.sends(Kind::Photo);
    office.settles().await;
    story.push_str(&sides.news());
    office.stop().await;
    assert_story("mirrored", &story);
    let _ = HOUR;
}
