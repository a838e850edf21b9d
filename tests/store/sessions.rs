//! What a store promises to the dashboard: links that sign in once, browsers that stay
//! signed in for so long, numbers that change when something happens.

use std::time::Duration;

use tanya::chat::{ChatId, PersonId};
use tanya::clock::Timestamp;
use tanya::lang::Lang;
use tanya::staff::{Invite, Role};
use tanya::store::{Admission, Arrival, Login, Store, Vitals};

use crate::samples::{ASKER, NOW, ask};

/// The dashboard's part of the contract as tests, on a place of `places`.
macro_rules! sessions {
    ($place:ident) => {
        sessions! { $place:
            a_link_signs_in_once_and_in_time
            of_many_at_once_one_is_signed_in
            a_browser_is_signed_in_until_it_idles_or_its_time_is_up
            browsers_are_signed_out_by_their_beginning
            whoever_leaves_or_becomes_another_is_signed_out
            what_is_over_of_links_and_browsers_is_forgotten
            the_pulse_changes_with_what_happens
            vitals_count_what_happened_since
        }
    };
    ($place:ident: $($fact:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(place) = crate::places::$place().await else { return };
            let store = place.open().await;
            crate::sessions::$fact(&store).await;
            store.close().await;
        })+
    };
}

const RINI: PersonId = PersonId(11);
const BUDI: PersonId = PersonId(12);
const HOUR: Duration = Duration::from_secs(60 * 60);
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

fn later(millis: u64) -> Timestamp {
    NOW.plus(Duration::from_millis(millis))
}

/// Signs a person in, in the browser of this hash.
async fn sign_in(store: &Store, person: PersonId, session: &str, now: Timestamp) {
    let code = format!("link for {session}");
    store.add_login(&code, person, now, now.plus(HOUR)).await.unwrap();
    let admitted = store.sign_in(&code, session, now, now.plus(WEEK)).await.unwrap();
    assert_eq!(admitted, Admission::In(person));
}

async fn is_signed_in(store: &Store, session: &str, now: Timestamp) -> bool {
    store.session(session, now).await.unwrap().is_some()
}

pub async fn a_link_signs_in_once_and_in_time(store: &Store) {
    store.add_login("link", RINI, NOW, later(1000)).await.unwrap();
    store.add_login("old", RINI, NOW, later(1000)).await.unwrap();
    let follow =
        async |code: &str, session: &str, at| store.sign_in(code, session, at, later(9000)).await.unwrap();
    assert_eq!(follow("none of ours", "a", NOW).await, Admission::Unknown);
    assert_eq!(follow("old", "b", later(1000)).await, Admission::Over);
    let unused = Login { person: RINI, until: later(1000), used_at: None };
    assert_eq!(store.login("link").await.unwrap(), Some(unused));
    assert_eq!(store.login("none of ours").await.unwrap(), None);
    assert_eq!(follow("link", "c", later(999)).await, Admission::In(RINI));
    assert_eq!(follow("link", "d", later(999)).await, Admission::Used(RINI));
    assert_eq!(store.login("link").await.unwrap(), Some(Login { used_at: Some(later(999)), ..unused }));
    let all = store.sessions(None, later(999)).await.unwrap();
    assert_eq!(all.iter().map(|session| session.name.as_str()).collect::<Vec<_>>(), ["c"]);
}

pub async fn of_many_at_once_one_is_signed_in(store: &Store) {
    store.add_login("link", RINI, NOW, later(1000)).await.unwrap();
    let following: Vec<_> = (0..20)
        .map(|nth| {
            let store = store.clone();
            tokio::spawn(
                async move { store.sign_in("link", &format!("{nth}"), NOW, later(9000)).await.unwrap() },
            )
        })
        .collect();
    let mut admitted = 0;
    for followed in following {
        match followed.await.unwrap() {
            Admission::In(_) => admitted += 1,
            other => assert_eq!(other, Admission::Used(RINI)),
        }
    }
    assert_eq!((admitted, store.sessions(None, NOW).await.unwrap().len()), (1, 1));
}

pub async fn a_browser_is_signed_in_until_it_idles_or_its_time_is_up(store: &Store) {
    sign_in(store, RINI, "aaaa", NOW).await;
    assert!(is_signed_in(store, "aaaa", NOW.plus(HOUR * 12 - Duration::from_millis(1))).await);
    assert!(!is_signed_in(store, "aaaa", NOW.plus(HOUR * 12)).await);
    assert!(!is_signed_in(store, "aaab", NOW).await);
    let mut now = NOW;
    while now.plus(HOUR) < NOW.plus(WEEK) {
        now = now.plus(HOUR);
        assert!(is_signed_in(store, "aaaa", now).await);
        store.seen("aaaa", now).await.unwrap();
        // A clock that went back takes nothing away.
        store.seen("aaaa", NOW).await.unwrap();
    }
    assert!(!is_signed_in(store, "aaaa", NOW.plus(WEEK)).await);
}

pub async fn browsers_are_signed_out_by_their_beginning(store: &Store) {
    for (person, session) in [(RINI, "aa11"), (RINI, "aa22"), (BUDI, "aa33")] {
        sign_in(store, person, session, NOW).await;
    }
    for no_beginning in ["%", "_", "aa'", "x"] {
        assert_eq!(store.end_sessions(None, no_beginning, NOW).await.unwrap(), 0, "{no_beginning}");
    }
    assert_eq!(store.end_sessions(Some(BUDI), "aa11", NOW).await.unwrap(), 0, "not theirs");
    assert_eq!(store.end_sessions(Some(RINI), "aa11", NOW).await.unwrap(), 1);
    assert_eq!(store.end_sessions(Some(RINI), "aa11", NOW).await.unwrap(), 0, "no more");
    let left = store.sessions(None, NOW).await.unwrap();
    assert_eq!(left.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["aa22", "aa33"]);
    assert_eq!(store.sessions(Some(BUDI), NOW).await.unwrap().len(), 1);
    assert_eq!(store.end_sessions(None, "", NOW).await.unwrap(), 2);
}

pub async fn whoever_leaves_or_becomes_another_is_signed_out(store: &Store) {
    let invite = |role| Invite { role, programme: None, contact: None };
    store.add_invite("first", &invite(Role::Contact), NOW, later(1000)).await.unwrap();
    store.join("first", RINI, "Rini", Lang::Id, NOW).await.unwrap().unwrap();
    sign_in(store, RINI, "aaaa", NOW).await;
    sign_in(store, BUDI, "bbbb", NOW).await;
    store.add_login("unused", RINI, NOW, later(1000)).await.unwrap();
    store.add_invite("second", &invite(Role::Admin), NOW, later(1000)).await.unwrap();
    store.join("second", RINI, "Rini", Lang::Id, NOW).await.unwrap().unwrap();
    assert!(!is_signed_in(store, "aaaa", NOW).await, "another role");
    assert_eq!(store.sign_in("unused", "cccc", NOW, later(9000)).await.unwrap(), Admission::Over);
    sign_in(store, RINI, "dddd", NOW).await;
    assert!(store.remove_member(RINI, NOW).await.unwrap());
    assert!(!is_signed_in(store, "dddd", NOW).await, "no more of the office");
    assert!(is_signed_in(store, "bbbb", NOW).await, "somebody else");
}

pub async fn what_is_over_of_links_and_browsers_is_forgotten(store: &Store) {
    sign_in(store, RINI, "aaaa", NOW).await;
    sign_in(store, BUDI, "bbbb", NOW).await;
    store.end_sessions(Some(BUDI), "", later(1)).await.unwrap();
    store.purge(later(1)).await.unwrap();
    assert!(store.login("link for aaaa").await.unwrap().is_some());
    // Both links, and the browser that was signed out.
    assert_eq!(store.purge(NOW.plus(HOUR * 2)).await.unwrap(), 3);
    assert!(store.login("link for aaaa").await.unwrap().is_none());
    assert!(is_signed_in(store, "aaaa", NOW).await);
    assert_eq!(store.purge(NOW.plus(WEEK * 2)).await.unwrap(), 1);
}

pub async fn the_pulse_changes_with_what_happens(store: &Store) {
    let still = store.pulse().await.unwrap();
    assert_eq!(store.pulse().await.unwrap(), still);
    ask(store, ASKER, "berapa biayanya?").await.unwrap();
    let asked = store.pulse().await.unwrap();
    assert_ne!(asked, still);
    let update = Arrival { update: 7, chat: ChatId(9), raw: "{}".into(), fault: None };
    store.receive(&[update], NOW).await.unwrap();
    assert_ne!(store.pulse().await.unwrap(), asked);
}

pub async fn vitals_count_what_happened_since(store: &Store) {
    assert_eq!(store.vitals(Timestamp(0)).await.unwrap(), Vitals::default());
    ask(store, ASKER, "berapa biayanya?").await.unwrap();
    let update = Arrival { update: 7, chat: ChatId(9), raw: "{}".into(), fault: None };
    store.receive(&[update], NOW).await.unwrap();
    let all = Vitals { received: 1, asked: 1, tickets: 1, ..Vitals::default() };
    assert_eq!(store.vitals(NOW).await.unwrap(), all);
    assert_eq!(store.vitals(later(1)).await.unwrap(), Vitals::default());
}
