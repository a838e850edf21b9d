//! Whom of the office a question reaches, and when: by programme, language and hours.

use std::time::Duration;

use tanya::chat::PersonId;
use tanya::lang::Lang;
use tanya::secret::digest;
use tanya::staff::{Invite, Role};

use crate::office::{Office, knowledge_of};

const HOUR: Duration = Duration::from_secs(3600);

/// Sari answers in Indonesian, in the morning; Joko in English, in the afternoon.
const PEOPLE: &str = r#"
[office]
hours = { days = ["mon", "tue", "wed", "thu", "fri"], from = 08:00:00, to = 16:00:00 }
[sari]
name = "Sari"
phone = "0812-2856-2266"
languages = ["id"]
deputy = "joko"
hours = { days = ["tue", "wed"], from = 08:00:00, to = 11:00:00 }
[joko]
name = "Joko"
phone = "0812-2856-2267"
languages = ["en"]
hours = { days = ["thu"], from = 13:00:00, to = 15:00:00 }
"#;

/// An office where people are written to, with these two in it. It is Tuesday noon.
async fn office() -> Office {
    let mut office = Office::without_group().await;
    office.stop().await;
    let weaving = include_str!("../../faq/weaving/programme.toml");
    let weaving = format!("contacts = [\"sari\"]\n{weaving}");
    office.knowledge =
        knowledge_of(&[("faq/contacts.toml", PEOPLE), ("faq/weaving/programme.toml", &weaving)]);
    office.restart().await;
    for (id, name, contact) in [(901, "Sari", "sari"), (902, "Joko", "joko")] {
        let code = digest(contact);
        let contact = Some(contact.to_owned());
        let invite = Invite { role: Role::Contact, programme: None, contact };
        office.store.add_invite(&code, &invite, office.now(), office.now().plus(HOUR)).await.unwrap();
        office.store.join(&code, PersonId(id), name, Lang::Id, office.now()).await.unwrap().unwrap();
        office.fake.person(id).named(name).language("id").starts();
    }
    office.fake.person(crate::office::ADMIN).starts();
    office.settles().await;
    office
}

/// Whom of the two a text with these words reached.
fn reached(office: &Office, words: &str) -> Vec<&'static str> {
    let told =
        |id: i64| office.fake.messages(id).iter().any(|seen| seen.from_bot && seen.text.contains(words));
    [(901, "Sari"), (902, "Joko")].into_iter().filter(|(id, _)| told(*id)).map(|(_, name)| name).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_reaches_those_who_answer_in_its_language() {
    let mut office = office().await;
    office.asker(7, "id").types("berapa harga tiket kereta ke Surabaya besok?");
    office.asker(8, "en").types("how much is a plane to Jakarta?");
    office.settles().await;
    assert_eq!(reached(&office, "kereta ke Surabaya"), ["Sari"]);
    assert_eq!(reached(&office, "a plane to Jakarta"), ["Joko"]);
    office.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_is_reminded_in_their_own_hours() {
    let mut office = office().await;
    // At noon Sari is gone until tomorrow at eight. The programme is the weavers', whose
    // person she is; her deputy is there on Thursday only.
    office.asker(7, "id").types("sarung goyor boleh dicuci di mesin cuci tidak ya?");
    office.settles().await;
    let ticket = office.ticket(1).await;
    assert_eq!(ticket.programme.as_deref(), Some("weaving"));
    let reminded = |office: &Office| {
        let told = |id: i64| {
            office
                .fake
                .messages(id)
                .iter()
                .filter(|seen| seen.text.contains("menunggu jawaban sejak"))
                .count()
        };
        (told(901), told(902))
    };
    let mut story = Vec::new();
    for hour in 0..52 {
        office.passes(HOUR);
        office.settles().await;
        let now = reminded(&office);
        if story.last().map_or((0, 0), |(_, told)| *told) != now {
            story.push((12 + hour + 1, now));
        }
    }
    // Wednesday 9.00 (an hour of hers has passed), Thursday 15.00 (two hours of Joko's).
    assert_eq!(story, [(24 + 9, (1, 0)), (48 + 15, (1, 1))], "{:?}", office.ticket(1).await);
    office.stop().await;
}
