//! What a store promises about proposals: a question leads to one at most, whoever decides
//! on what somebody changed is refused, and what people asked goes when they say so.

use std::time::Duration;

use tanya::chat::{ChatId, Outcome, PersonId};
use tanya::config::Retention;
use tanya::lang::Lang;
use tanya::review::{Change, Effect, Line, NewProposal, Proposal, ProposalNumber, ProposalState};
use tanya::store::{Lease, Settled, Store, StoreError};

use crate::places::Place;
use crate::samples::{NOW, asked, log};

/// These facts as tests, on a place of `places`.
macro_rules! proposals {
    ($place:ident) => {
        proposals! { $place:
            questions_wait_until_a_proposal_cares_for_them
            a_proposal_is_kept_as_it_was_made
            a_question_leads_to_one_proposal_at_most
            of_two_who_propose_at_once_one_is_told_to_look_again
            an_effect_is_noted_on_what_was_measured
            of_two_who_accept_at_once_one_is_told_to_look_again
            a_rejected_proposal_sets_its_questions_free_and_keeps_no_words
            a_dismissal_is_accepted_at_once
            who_is_forgotten_is_in_no_proposal
            old_questions_are_in_no_proposal
        }
    };
    ($place:ident: $($fact:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(place) = crate::places::$place().await else { return };
            let store = place.open().await;
            let lease = crate::wire::lead(&store, "a").await;
            crate::proposals::$fact(&place, &store, &lease).await;
            store.close().await;
        })+
    };
}

const ADMIN: PersonId = PersonId(900_123);

/// Asks in vain; the question's number.
async fn ask(store: &Store, chat: i64, text: &str) -> i64 {
    log(store, ChatId(chat), &[asked(Outcome::Unknown, Some(text))], NOW).await;
    let waiting = store.unresolved(100).await.unwrap();
    waiting.iter().find(|logged| logged.asked.text.as_deref() == Some(text)).unwrap().number
}

fn new(questions: Vec<i64>, text: &str) -> NewProposal {
    let lines = vec![Line { lang: Lang::Id, text: text.to_owned() }];
    NewProposal {
        questions,
        change: Change::Phrase { topic: "rex-about".into(), lines, test: text.to_owned() },
        knowledge: "v1".into(),
        made_by: Some(ADMIN),
        reason: None,
    }
}

async fn waiting(store: &Store) -> Vec<String> {
    store.unresolved(100).await.unwrap().into_iter().filter_map(|logged| logged.asked.text).collect()
}

async fn proposal(store: &Store, number: ProposalNumber) -> Proposal {
    store.proposal(number).await.unwrap().unwrap()
}

/// Whether any column of any table holds a text.
async fn holds(place: &Place, text: &str) -> bool {
    crate::places::texts(&place.url).await.iter().any(|(_, held)| held.contains(text))
}

pub async fn questions_wait_until_a_proposal_cares_for_them(_: &Place, store: &Store, _: &Lease) {
    let (first, second) = (ask(store, 1, "satu").await, ask(store, 2, "dua").await);
    assert_eq!(waiting(store).await, ["dua", "satu"]);
    assert!(first < second);
    let number = store.propose(&new(vec![first], "satu"), NOW).await.unwrap();
    assert_eq!(waiting(store).await, ["dua"]);
    assert_eq!(store.questions_of(number).await.unwrap(), ["satu"]);
}

pub async fn a_proposal_is_kept_as_it_was_made(_: &Place, store: &Store, _: &Lease) {
    let question = ask(store, 1, "satu").await;
    let made = new(vec![question], "dengan \"kutip\" dan 'apostrof'; drop table proposal");
    let number = store.propose(&made, NOW).await.unwrap();
    let expected = Proposal {
        number,
        version: 1,
        state: ProposalState::Open,
        kind: "phrase".into(),
        questions: vec![question],
        change: Some(made.change.clone()),
        knowledge: "v1".into(),
        effect: None,
        made_at: NOW,
        made_by: Some(ADMIN),
        decided_at: None,
        decided_by: None,
        reason: None,
        went: None,
    };
    assert_eq!(proposal(store, number).await, expected);
    assert_eq!(store.proposals(None, 10).await.unwrap(), std::slice::from_ref(&expected));
    assert_eq!(store.proposals(Some(ProposalState::Open), 10).await.unwrap(), [expected]);
    assert_eq!(store.proposals(Some(ProposalState::Accepted), 10).await.unwrap(), []);
    assert_eq!(store.proposal(ProposalNumber(99)).await.unwrap(), None);
}

pub async fn a_question_leads_to_one_proposal_at_most(_: &Place, store: &Store, _: &Lease) {
    let (first, second) = (ask(store, 1, "satu").await, ask(store, 2, "dua").await);
    store.propose(&new(vec![first], "satu"), NOW).await.unwrap();
    let again = store.propose(&new(vec![second, first], "dua"), NOW).await.unwrap_err();
    assert!(matches!(again, StoreError::Stale), "{again:?}");
    assert_eq!(waiting(store).await, ["dua"], "nothing of a refused proposal stays");
    assert_eq!(store.proposals(None, 10).await.unwrap().len(), 1);
    assert!(matches!(store.propose(&new(vec![77], "x"), NOW).await, Err(StoreError::Stale)));
    store.propose(&new(Vec::new(), "an edit needs no question"), NOW).await.unwrap();
}

pub async fn of_two_who_propose_at_once_one_is_told_to_look_again(_: &Place, store: &Store, _: &Lease) {
    let question = ask(store, 1, "satu").await;
    let (one, two) = (new(vec![question], "satu"), new(vec![question], "dua"));
    let both = tokio::join!(store.propose(&one, NOW), store.propose(&two, NOW));
    assert_ne!(both.0.is_ok(), both.1.is_ok(), "{both:?}");
    assert_eq!(store.proposals(None, 10).await.unwrap().len(), 1);
}

pub async fn an_effect_is_noted_on_what_was_measured(_: &Place, store: &Store, _: &Lease) {
    let number = store.propose(&new(vec![ask(store, 1, "satu").await], "satu"), NOW).await.unwrap();
    let effect = Effect { knowledge: "v2".into(), judged: 7, ..Effect::default() };
    store.note_effect(number, 1, &effect).await.unwrap();
    let known = proposal(store, number).await;
    assert_eq!((known.version, known.effect), (2, Some(effect.clone())));
    assert!(matches!(store.note_effect(number, 1, &effect).await, Err(StoreError::Stale)));
}

pub async fn of_two_who_accept_at_once_one_is_told_to_look_again(_: &Place, store: &Store, _: &Lease) {
    let number = store.propose(&new(vec![ask(store, 1, "satu").await], "satu"), NOW).await.unwrap();
    let both = tokio::join!(store.claim_proposal(number, 1), store.claim_proposal(number, 1));
    assert_ne!(both.0.is_ok(), both.1.is_ok(), "{both:?}");
    let claimed = both.0.or(both.1).unwrap();
    assert!(matches!(store.reject_proposal(number, 1, None, "too late", NOW).await, Err(StoreError::Stale)));
    store.accept_proposal(number, claimed, Some(ADMIN), Some("abc on main"), NOW).await.unwrap();
    let known = proposal(store, number).await;
    assert_eq!(
        (known.state, known.decided_by, known.decided_at),
        (ProposalState::Accepted, Some(ADMIN), Some(NOW))
    );
    assert_eq!(known.went.as_deref(), Some("abc on main"));
    for late in [
        store.accept_proposal(number, known.version, None, None, NOW).await,
        store.reject_proposal(number, known.version, None, "no", NOW).await,
        store.note_effect(number, known.version, &Effect::default()).await,
        store.claim_proposal(number, known.version).await.map(drop),
    ] {
        assert!(matches!(late, Err(StoreError::Stale)), "what is decided stays decided");
    }
    assert_eq!(waiting(store).await, Vec::<String>::new());
}

pub async fn a_rejected_proposal_sets_its_questions_free_and_keeps_no_words(
    place: &Place,
    store: &Store,
    _: &Lease,
) {
    let question = ask(store, 1, "satu").await;
    let number = store.propose(&new(vec![question], "kata-kata usulan"), NOW).await.unwrap();
    store.reject_proposal(number, 1, Some(ADMIN), "wrong topic", NOW).await.unwrap();
    let known = proposal(store, number).await;
    assert_eq!((known.state, known.change, known.effect), (ProposalState::Rejected, None, None));
    assert_eq!(known.reason.as_deref(), Some("wrong topic"));
    assert_eq!(waiting(store).await, ["satu"]);
    assert!(!holds(place, "kata-kata usulan").await);
    store.propose(&new(vec![question], "satu"), NOW).await.unwrap();
}

pub async fn a_dismissal_is_accepted_at_once(_: &Place, store: &Store, _: &Lease) {
    let question = ask(store, 1, "satu").await;
    let dismissal =
        NewProposal { change: Change::Dismiss, reason: Some("spam".into()), ..new(vec![question], "") };
    let known = proposal(store, store.propose(&dismissal, NOW).await.unwrap()).await;
    assert_eq!((known.state, known.kind.as_str()), (ProposalState::Accepted, "dismiss"));
    assert_eq!((known.decided_by, known.reason.as_deref()), (Some(ADMIN), Some("spam")));
    assert_eq!(waiting(store).await, Vec::<String>::new());
}

pub async fn who_is_forgotten_is_in_no_proposal(place: &Place, store: &Store, lease: &Lease) {
    let (mine, other) = (ask(store, 700_123, "rahasia saya").await, ask(store, 2, "pertanyaan lain").await);
    let both = store.propose(&new(vec![mine, other], "rahasia saya"), NOW).await.unwrap();
    let second = new(vec![ask(store, 700_123, "rahasia kedua").await], "rahasia kedua");
    let accepted = store.propose(&second, NOW).await.unwrap();
    store.accept_proposal(accepted, 1, None, None, NOW).await.unwrap();
    let forgetting = Settled::errand().forgetting(PersonId(700_123));
    store.settle(lease, vec![forgetting], NOW).await.unwrap();
    let known = proposal(store, both).await;
    assert_eq!((known.state, known.change), (ProposalState::Rejected, None));
    assert_eq!(known.reason.as_deref(), Some("forgotten"));
    assert_eq!(waiting(store).await, ["pertanyaan lain"], "of others it waits again");
    let known = proposal(store, accepted).await;
    assert_eq!((known.state, known.change), (ProposalState::Accepted, None));
    assert!(!holds(place, "rahasia").await);
}

pub async fn old_questions_are_in_no_proposal(place: &Place, store: &Store, _: &Lease) {
    let day = Duration::from_secs(24 * 60 * 60);
    let keep = Retention { asked_days: 10, ..Retention::default() };
    let number = store.propose(&new(vec![ask(store, 1, "lama").await], "lama"), NOW).await.unwrap();
    assert_eq!(store.retain(&keep, NOW.plus(day * 9)).await.unwrap().proposals, 0);
    assert_eq!(store.retain(&keep, NOW.plus(day * 11)).await.unwrap().proposals, 1);
    assert_eq!(proposal(store, number).await.state, ProposalState::Rejected);
    assert!(!holds(place, "lama").await);
    assert_eq!(store.retain(&keep, NOW.plus(day * 12)).await.unwrap().proposals, 0);
}
