//! What a store promises to the desk: tickets change one step at a time, messages keep
//! their numbers, and who did what is never changed.

use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::{PgPool, SqlitePool};
use tanya::chat::{Chat, ChatId, PersonId, TicketNumber};
use tanya::clock::Timestamp;
use tanya::lang::Lang;
use tanya::staff::{Closing, Invite, Member, PostKind, PostState, Role, Ticket, TicketState};
use tanya::store::{
    Actor, Also, Claim, Draft, End, Ended, Event, Fate, Lease, Link, NewPost, Outbound, Priority, Record,
    Settled, Step, Store, StoreError, TicketFilter, Vanished,
};

use crate::places::Place;
use crate::samples::{ASKER, NOW, ask, ticket};

/// The desk's part of the contract as tests, on a place of `places`.
macro_rules! desk {
    ($place:ident) => {
        desk! { $place:
            a_step_is_taken_whole_with_its_line_in_the_audit_trail
            a_step_on_an_old_version_leaves_nothing_of_its_transaction
            of_two_steps_at_once_one_is_taken
            an_errand_needs_no_lead_and_is_refused_all_the_same
            messages_of_a_ticket_get_consecutive_numbers
            a_sent_request_gives_its_message_a_number
            an_album_gives_its_numbers_in_order
            a_failed_message_is_undelivered_and_changes_the_card
            a_message_that_is_gone_is_gone
            a_vanished_topic_loses_its_messages_and_is_forgotten
            a_topic_is_made_or_is_not
            a_message_to_a_topic_that_fails_leaves_the_topic
            who_unblocks_gets_what_did_not_arrive
            a_link_is_used_once_and_not_too_late
            who_was_removed_leaves_their_tickets_and_cannot_come_back
            who_is_nobody_of_the_office_cannot_be_removed
            a_restraint_ends_or_does_not
            a_chore_was_last_done_when_it_was_done
            what_is_unshown_is_what_changed_since
            what_is_due_comes_in_order
            leaders_and_fellows_and_the_hopeful_are_found
            tickets_are_found_by_what_they_are
            what_was_said_comes_in_order
            a_group_moves_with_its_messages
        }
    };
    ($place:ident: $($fact:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(place) = crate::places::$place().await else { return };
            let store = place.open().await;
            let lease = crate::wire::lead(&store, "a").await;
            crate::desk::$fact(&store, &lease).await;
            store.close().await;
        })+
    };
}

/// What of the desk outlives a store.
macro_rules! desk_lasting {
    ($place:ident) => {
        desk_lasting! { $place:
            the_audit_trail_is_never_changed
            tickets_of_before_the_desk_are_kept
        }
    };
    ($place:ident: $($fact:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(place) = crate::places::$place().await else { return };
            crate::desk::$fact(&place).await;
        })+
    };
}

const RINI: PersonId = PersonId(501);
const BUDI: PersonId = PersonId(502);
const OFFICE: ChatId = ChatId(-77);
const NOTHING: Claim<'_> = Claim { limit: 0, busy: &[], taps_only: false };

fn later(milliseconds: u64) -> Timestamp {
    NOW.plus(Duration::from_millis(milliseconds))
}

async fn asked(store: &Store, question: &str) -> Ticket {
    let number = ask(store, ASKER, question).await.unwrap();
    seen(store, number).await
}

async fn seen(store: &Store, number: TicketNumber) -> Ticket {
    store.ticket(number).await.unwrap().unwrap()
}

fn event(ticket: TicketNumber, act: &'static str) -> Event {
    Event { ticket: Some(ticket), actor: Actor::Staff(RINI), act, detail: String::new() }
}

fn step(ticket: &Ticket, act: &'static str) -> Step {
    Step { ticket: ticket.clone(), event: event(ticket.number, act) }
}

async fn settle(store: &Store, lease: &Lease, settled: Settled) {
    store.settle(lease, vec![settled], NOW).await.unwrap();
}

/// Takes the ticket, and gives it as it is then.
async fn take(store: &Store, lease: &Lease, ticket: &Ticket, change: impl FnOnce(&mut Ticket)) -> Ticket {
    let mut next = ticket.clone();
    change(&mut next);
    settle(store, lease, Settled::errand().stepping(step(&next, "changed"))).await;
    seen(store, ticket.number).await
}

fn post(ticket: TicketNumber, kind: PostKind, chat: ChatId) -> NewPost {
    NewPost {
        ticket,
        kind,
        chat,
        message: None,
        from: None,
        album: None,
        author: None,
        media: false,
        text: Some("ya".into()),
    }
}

fn draft(chat: ChatId, link: Link, place: Option<&str>) -> Draft {
    Draft {
        chat: Some(chat),
        method: "sendMessage",
        body: "{\"text\":\"ya\"}".into(),
        priority: Priority::Answer,
        question: None,
        idempotent: false,
        link,
        place: place.map(str::to_owned),
    }
}

fn making(post: NewPost, place: Option<&str>) -> Draft {
    draft(post.chat, Link::Makes(Box::new(post)), place)
}

/// Decides on these requests and takes them all.
async fn sent(store: &Store, lease: &Lease, drafts: Vec<Draft>) -> Vec<Outbound> {
    let count = drafts.len();
    settle(store, lease, Settled::errand().sending(Box::new(move |_| drafts))).await;
    let mut taken = Vec::new();
    while taken.len() < count {
        let claim = Claim { limit: 9, busy: &[], taps_only: false };
        let more = store.advance(lease, &[], claim, NOW).await.unwrap();
        assert!(!more.is_empty(), "{} of {count} requests came", taken.len());
        taken.extend(more);
    }
    taken
}

async fn end(store: &Store, lease: &Lease, request: &Outbound, end: End) {
    let ended = Ended { request: request.clone(), lost: false, end };
    store.advance(lease, &[ended], NOTHING, NOW).await.unwrap();
}

/// Messages of a ticket: which, how far, and their numbers.
async fn posts(store: &Store, ticket: TicketNumber) -> Vec<(i64, &'static str, Option<i64>)> {
    let posts = store.posts(ticket).await.unwrap();
    posts.iter().map(|post| (post.nth, post.state.code(), post.message)).collect()
}

fn numbers(tickets: &[Ticket]) -> Vec<i64> {
    tickets.iter().map(|ticket| ticket.number.0).collect()
}

pub async fn a_step_is_taken_whole_with_its_line_in_the_audit_trail(store: &Store, lease: &Lease) {
    let before = asked(store, "berapa?").await;
    let next = Ticket {
        state: TicketState::Dismissed,
        programme: Some("rex".into()),
        owner: Some(RINI),
        leader: Some(TicketNumber(7)),
        told_at: Some(later(1)),
        heard_at: Some(later(2)),
        due_at: Some(later(3)),
        reminded: 2,
        closed: Some((later(4), Closing::NotOurs)),
        content: Some(5),
        news: true,
        hint: false,
        ..before.clone()
    };
    settle(store, lease, Settled::errand().stepping(step(&next, "dismissed"))).await;
    assert_eq!(seen(store, before.number).await, Ticket { version: before.version + 1, ..next });
    let line = (NOW, Actor::Staff(RINI), "dismissed".to_owned(), String::new());
    assert_eq!(store.events(before.number).await.unwrap(), [line]);
}

pub async fn a_step_on_an_old_version_leaves_nothing_of_its_transaction(store: &Store, lease: &Lease) {
    let old = asked(store, "berapa?").await;
    let other = asked(store, "kapan?").await;
    let now = take(store, lease, &old, |ticket| ticket.owner = Some(BUDI)).await;
    let mine = Ticket { owner: Some(RINI), ..old.clone() };
    let chore = Also::Chore("digest".into());
    let made = making(post(old.number, PostKind::Out, ASKER), None);
    let settled = Settled::errand()
        .stepping(step(&Ticket { owner: Some(RINI), ..other.clone() }, "claimed"))
        .stepping(step(&mine, "claimed"))
        .with(chore)
        .sending(Box::new(move |_| vec![made]));
    let refused = store.settle(lease, vec![settled], NOW).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert_eq!(seen(store, old.number).await, now);
    assert_eq!(seen(store, other.number).await, other);
    assert_eq!(store.events(old.number).await.unwrap().len(), 1);
    assert_eq!(store.events(other.number).await.unwrap(), []);
    assert_eq!(posts(store, old.number).await, []);
    assert_eq!(store.chore("digest").await.unwrap(), None);
    assert_eq!(store.queues().await.unwrap().unsent, 0);
}

pub async fn of_two_steps_at_once_one_is_taken(store: &Store, _: &Lease) {
    let before = asked(store, "berapa?").await;
    let claiming: Vec<_> = (1..=8)
        .map(|person| {
            let (store, next) = (store.clone(), Ticket { owner: Some(PersonId(person)), ..before.clone() });
            tokio::spawn(async move {
                let errand = Settled::errand().stepping(step(&next, "claimed"));
                store.settle_errand(errand, NOW).await.map(|()| next.owner)
            })
        })
        .collect();
    let mut winners = Vec::new();
    for claim in claiming {
        match claim.await.unwrap() {
            Ok(owner) => winners.push(owner),
            Err(error) => assert!(matches!(error, StoreError::Stale), "{error:?}"),
        }
    }
    assert_eq!(winners, [seen(store, before.number).await.owner]);
    assert_eq!(store.events(before.number).await.unwrap().len(), 1);
}

pub async fn an_errand_needs_no_lead_and_is_refused_all_the_same(store: &Store, lease: &Lease) {
    let before = asked(store, "berapa?").await;
    let answered = Ticket { state: TicketState::Answered, told_at: Some(NOW), ..before.clone() };
    let errand = || {
        let made = making(post(before.number, PostKind::Out, ASKER), None);
        Settled::errand().stepping(step(&answered, "answered")).sending(Box::new(move |_| vec![made]))
    };
    store.settle_errand(errand(), NOW).await.unwrap();
    let refused = store.settle_errand(errand(), NOW).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    let claim = Claim { limit: 9, busy: &[], taps_only: false };
    assert_eq!(store.advance(lease, &[], claim, NOW).await.unwrap().len(), 1, "whoever leads sends it");
    assert_eq!(posts(store, before.number).await, [(0, "planned", None)]);
}

pub async fn messages_of_a_ticket_get_consecutive_numbers(store: &Store, lease: &Lease) {
    let (one, two) = (asked(store, "berapa?").await.number, asked(store, "kapan?").await.number);
    let note = NewPost { message: Some(9), author: Some(RINI), ..post(one, PostKind::Note, OFFICE) };
    settle(store, lease, Settled::errand().with(Also::Post(Box::new(note)))).await;
    sent(store, lease, vec![making(post(one, PostKind::Card, OFFICE), None)]).await;
    sent(store, lease, vec![making(post(two, PostKind::Card, OFFICE), None)]).await;
    let part = NewPost { album: Some("a".into()), ..post(one, PostKind::Out, ASKER) };
    settle(store, lease, Settled::errand().with(Also::Post(Box::new(part)))).await;
    let expected = [(0, "sent", Some(9)), (1, "planned", None), (2, "collecting", None)];
    assert_eq!(posts(store, one).await, expected);
    assert_eq!(posts(store, two).await, [(0, "planned", None)]);
    assert_eq!(seen(store, one).await.posts, 3);
    let found = store.post_at(OFFICE, 9).await.unwrap().unwrap();
    assert_eq!((found.ticket, found.kind, found.author), (one, PostKind::Note, Some(RINI)));
    assert_eq!(store.post_at(ASKER, 9).await.unwrap(), None);
}

pub async fn a_sent_request_gives_its_message_a_number(store: &Store, lease: &Lease) {
    let number = asked(store, "berapa?").await.number;
    let copy = NewPost { from: Some((OFFICE, 12)), ..post(number, PostKind::Out, ASKER) };
    let requests = sent(store, lease, vec![making(copy, None)]).await;
    end(store, lease, &requests[0], End::Sent(Some(31))).await;
    assert_eq!(posts(store, number).await, [(0, "sent", Some(31))]);
    let copies = store.copies(OFFICE, 12).await.unwrap();
    assert_eq!((copies.len(), copies[0].message, copies[0].at), (1, Some(31), NOW));
    // An edit of it changes nothing of that.
    let edit = Draft { idempotent: true, ..draft(ASKER, Link::Changes(number, 0), None) };
    let requests = sent(store, lease, vec![edit]).await;
    end(store, lease, &requests[0], End::Sent(Some(31))).await;
    assert_eq!(posts(store, number).await, [(0, "sent", Some(31))]);
}

pub async fn an_album_gives_its_numbers_in_order(store: &Store, lease: &Lease) {
    let number = asked(store, "berapa?").await.number;
    let mut settled = Settled::errand();
    for picture in [12, 13, 14] {
        let part = post(number, PostKind::Out, ASKER);
        let part = NewPost { album: Some("a".into()), from: Some((OFFICE, picture)), media: true, ..part };
        settled = settled.with(Also::Post(Box::new(part)));
    }
    settle(store, lease, settled).await;
    assert_eq!(store.unsent_posts(later(0), 9).await.unwrap().len(), 3, "the last came before this moment");
    assert_eq!(store.unsent_posts(NOW.minus(Duration::from_millis(1)), 9).await.unwrap(), []);
    let mut album = Settled::errand();
    for nth in [1, 2] {
        album = album.with(Also::Mark(number, nth, PostState::Planned));
    }
    let whole = Draft { method: "sendMediaGroup", ..draft(ASKER, Link::Remakes(number, 0), None) };
    settle(store, lease, album.sending(Box::new(move |_| vec![whole]))).await;
    let claim = Claim { limit: 9, busy: &[], taps_only: false };
    let requests = store.advance(lease, &[], claim, NOW).await.unwrap();
    end(store, lease, &requests[0], End::SentAll(vec![41, 42, 43])).await;
    let expected = [(0, "sent", Some(41)), (1, "sent", Some(42)), (2, "sent", Some(43))];
    assert_eq!(posts(store, number).await, expected);
}

pub async fn a_failed_message_is_undelivered_and_changes_the_card(store: &Store, lease: &Lease) {
    let before = asked(store, "berapa?").await;
    let (out, card) =
        (post(before.number, PostKind::Out, ASKER), post(before.number, PostKind::Card, OFFICE));
    for request in sent(store, lease, vec![making(out, None), making(card, None)]).await {
        end(store, lease, &request, End::Failed("Forbidden: bot was blocked by the user".into())).await;
    }
    assert_eq!(posts(store, before.number).await, [(0, "undelivered", None), (1, "undelivered", None)]);
    assert_eq!(seen(store, before.number).await.version, before.version + 2);
}

pub async fn a_message_that_is_gone_is_gone(store: &Store, lease: &Lease) {
    let before = asked(store, "berapa?").await;
    let requests = sent(store, lease, vec![making(post(before.number, PostKind::Card, OFFICE), None)]).await;
    end(store, lease, &requests[0], End::Sent(Some(5))).await;
    let edit = Draft { idempotent: true, ..draft(OFFICE, Link::Changes(before.number, 0), None) };
    let requests = sent(store, lease, vec![edit]).await;
    end(store, lease, &requests[0], End::Vanished(Vanished::Message, "message to edit not found".into()))
        .await;
    assert_eq!(posts(store, before.number).await, [(0, "gone", Some(5))]);
    assert_eq!(seen(store, before.number).await.version, before.version + 1);
}

/// A topic that is there.
async fn place(store: &Store, lease: &Lease, name: &str, thread: i64) {
    let planned = Also::Place { name: name.into(), chat: OFFICE };
    let opens = Draft { method: "createForumTopic", ..draft(OFFICE, Link::Opens, Some(name)) };
    settle(store, lease, Settled::errand().with(planned)).await;
    let requests = sent(store, lease, vec![opens]).await;
    end(store, lease, &requests[0], End::Opened(thread)).await;
}

pub async fn a_vanished_topic_loses_its_messages_and_is_forgotten(store: &Store, lease: &Lease) {
    let number = asked(store, "berapa?").await.number;
    place(store, lease, "programme:rex", 3).await;
    let word = post(number, PostKind::In, OFFICE);
    let requests = sent(store, lease, vec![making(word, Some("programme:rex"))]).await;
    end(store, lease, &requests[0], End::Vanished(Vanished::Topic, "message thread not found".into())).await;
    assert_eq!(posts(store, number).await, [(0, "lost", None)]);
    assert_eq!(store.place("programme:rex").await.unwrap(), None);
    let lost = store.unsent_posts(NOW, 9).await.unwrap();
    assert_eq!((lost.len(), lost[0].state), (1, PostState::Lost));
    // Sent again, it is the same message of the ticket.
    let requests = sent(store, lease, vec![draft(OFFICE, Link::Remakes(number, 0), None)]).await;
    end(store, lease, &requests[0], End::Sent(Some(8))).await;
    assert_eq!(posts(store, number).await, [(0, "sent", Some(8))]);
}

pub async fn a_topic_is_made_or_is_not(store: &Store, lease: &Lease) {
    assert_eq!(store.place("programme:rex").await.unwrap(), None);
    place(store, lease, "programme:rex", 3).await;
    let made = store.place("programme:rex").await.unwrap().unwrap();
    assert_eq!(
        (made.chat_id, made.thread, made.state.as_str(), made.made_at),
        (OFFICE.0, Some(3), "ready", NOW.0)
    );
    let planned = Also::Place { name: "programme:rex".into(), chat: OFFICE };
    settle(store, lease, Settled::errand().with(planned)).await;
    let again = store.place("programme:rex").await.unwrap().unwrap();
    assert_eq!((again.thread, again.state.as_str()), (None, "planned"));
    let opens = Draft { method: "createForumTopic", ..draft(OFFICE, Link::Opens, Some("programme:rex")) };
    let requests = sent(store, lease, vec![opens]).await;
    end(store, lease, &requests[0], End::Failed("not enough rights to create a topic".into())).await;
    let failed = store.place("programme:rex").await.unwrap().unwrap();
    assert_eq!((failed.thread, failed.state.as_str()), (None, "failed"));
}

pub async fn a_message_to_a_topic_that_fails_leaves_the_topic(store: &Store, lease: &Lease) {
    place(store, lease, "programme:rex", 3).await;
    let digest = || draft(OFFICE, Link::None, Some("programme:rex"));
    let requests = sent(store, lease, vec![digest()]).await;
    end(store, lease, &requests[0], End::Failed("Bad Request: message is too long".into())).await;
    assert_eq!(store.place("programme:rex").await.unwrap().unwrap().thread, Some(3));
    let requests = sent(store, lease, vec![digest()]).await;
    end(store, lease, &requests[0], End::Vanished(Vanished::Topic, "message thread not found".into())).await;
    assert_eq!(store.place("programme:rex").await.unwrap(), None);
}

pub async fn who_unblocks_gets_what_did_not_arrive(store: &Store, lease: &Lease) {
    let before = asked(store, "berapa?").await;
    let (out, notice) =
        (post(before.number, PostKind::Out, ASKER), post(before.number, PostKind::Notice, ASKER));
    for request in sent(store, lease, vec![making(out, None), making(notice, None)]).await {
        end(store, lease, &request, End::Failed("Forbidden: bot was blocked by the user".into())).await;
    }
    let blocked = seen(store, before.number).await;
    assert_eq!(store.unsent_posts(NOW, 9).await.unwrap(), []);
    settle(store, lease, Settled::errand().reaching(ChatId(1), None)).await;
    assert_eq!(seen(store, before.number).await, blocked, "another chat's return is not theirs");
    settle(store, lease, Settled::errand().reaching(ASKER, None)).await;
    assert_eq!(posts(store, before.number).await, [(0, "lost", None), (1, "undelivered", None)]);
    assert_eq!(seen(store, before.number).await.version, blocked.version + 1);
    assert_eq!(store.unsent_posts(NOW, 9).await.unwrap().len(), 1);
}

fn invite() -> Invite {
    Invite { role: Role::Contact, programme: Some("rex".into()), contact: Some("mustafa".into()) }
}

pub async fn a_link_is_used_once_and_not_too_late(store: &Store, _: &Lease) {
    store.add_invite("hash", &invite(), NOW, later(1000)).await.unwrap();
    store.add_invite("old", &invite(), NOW, later(1000)).await.unwrap();
    let join = async |code: &str, person, at| store.join(code, person, "Rini", Lang::En, at).await.unwrap();
    assert_eq!(join("none of ours", RINI, NOW).await, None);
    assert_eq!(join("old", RINI, later(1000)).await, None, "too old");
    assert_eq!(store.members().await.unwrap(), []);
    let rini = Member {
        person: RINI,
        name: "Rini".into(),
        role: Role::Contact,
        programme: Some("rex".into()),
        contact: Some("mustafa".into()),
        lang: Lang::En,
    };
    assert_eq!(join("hash", RINI, later(1)).await.as_ref(), Some(&rini));
    assert_eq!(join("hash", BUDI, later(2)).await, None, "another");
    assert_eq!(join("hash", RINI, later(9999)).await.as_ref(), Some(&rini), "the same again");
    assert_eq!(store.members().await.unwrap(), std::slice::from_ref(&rini));
    assert_eq!(store.member(RINI).await.unwrap(), Some(rini));
    assert_eq!(store.member(BUDI).await.unwrap(), None);
}

pub async fn who_was_removed_leaves_their_tickets_and_cannot_come_back(store: &Store, lease: &Lease) {
    store.add_invite("hash", &invite(), NOW, later(1000)).await.unwrap();
    store.join("hash", RINI, "Rini", Lang::Id, NOW).await.unwrap().unwrap();
    let mut tickets = Vec::new();
    for (question, state) in
        [("1?", TicketState::Claimed), ("2?", TicketState::Answered), ("3?", TicketState::Closed)]
    {
        let ticket = asked(store, question).await;
        tickets
            .push(take(store, lease, &ticket, |next| (next.owner, next.state) = (Some(RINI), state)).await);
    }
    let budis = asked(store, "4?").await;
    let budis = take(store, lease, &budis, |next| next.owner = Some(BUDI)).await;
    assert!(store.remove_member(RINI, later(5)).await.unwrap());
    let mut left = Vec::new();
    for ticket in &tickets {
        let now = seen(store, ticket.number).await;
        left.push((now.owner, now.state, now.version - ticket.version));
    }
    let expected = [
        (None, TicketState::Open, 1),
        (None, TicketState::Answered, 1),
        (Some(RINI), TicketState::Closed, 0),
    ];
    assert_eq!(left, expected);
    assert_eq!(seen(store, budis.number).await, budis);
    let freed = store.events(tickets[0].number).await.unwrap().pop().unwrap();
    assert_eq!(freed, (later(5), Actor::Program, "freed".to_owned(), RINI.0.to_string()));
    assert_eq!(store.member(RINI).await.unwrap(), None);
    assert_eq!(store.join("hash", RINI, "Rini", Lang::Id, later(6)).await.unwrap(), None);
    // A new link is a new beginning.
    store.add_invite("another", &invite(), NOW, later(1000)).await.unwrap();
    assert!(store.join("another", RINI, "Rini", Lang::Id, later(6)).await.unwrap().is_some());
}

pub async fn who_is_nobody_of_the_office_cannot_be_removed(store: &Store, lease: &Lease) {
    let ticket = asked(store, "berapa?").await;
    let ticket = take(store, lease, &ticket, |next| next.owner = Some(RINI)).await;
    assert!(!store.remove_member(RINI, NOW).await.unwrap());
    assert_eq!(seen(store, ticket.number).await, ticket);
}

pub async fn a_restraint_ends_or_does_not(store: &Store, lease: &Lease) {
    let restrain = |person, until| Also::Restrain { person, until, why: "flood", by: Actor::Program };
    settle(store, lease, Settled::errand().with(restrain(RINI, Some(later(100))))).await;
    settle(store, lease, Settled::errand().with(restrain(BUDI, None))).await;
    let until = async |person, at| store.restraint(person, at).await.unwrap().map(|found| found.until);
    assert_eq!(until(RINI, later(99)).await, Some(Some(later(100))));
    assert_eq!(until(RINI, later(100)).await, None);
    assert_eq!(until(BUDI, Timestamp(i64::MAX)).await, Some(None));
    assert_eq!(store.restraint(BUDI, NOW).await.unwrap().unwrap().why, "flood");
    settle(store, lease, Settled::errand().with(restrain(RINI, Some(later(300))))).await;
    assert_eq!(until(RINI, later(200)).await, Some(Some(later(300))));
    settle(store, lease, Settled::errand().with(Also::Free(BUDI))).await;
    assert_eq!(until(BUDI, NOW).await, None);
}

pub async fn a_chore_was_last_done_when_it_was_done(store: &Store, lease: &Lease) {
    assert_eq!(store.chore("digest").await.unwrap(), None);
    for at in [NOW, later(7)] {
        let done = Settled::errand().with(Also::Chore("digest".into()));
        store.settle(lease, vec![done], at).await.unwrap();
        assert_eq!(store.chore("digest").await.unwrap(), Some(at));
    }
    assert_eq!(store.chore("another").await.unwrap(), None);
}

pub async fn what_is_unshown_is_what_changed_since(store: &Store, lease: &Lease) {
    let (one, two) = (asked(store, "1?").await, asked(store, "2?").await);
    let unshown = async || numbers(&store.unshown(9).await.unwrap());
    assert_eq!(unshown().await, [one.number.0, two.number.0]);
    assert_eq!(store.unshown(1).await.unwrap().len(), 1);
    let requests = sent(store, lease, vec![making(post(one.number, PostKind::Card, OFFICE), None)]).await;
    assert_eq!(unshown().await, [two.number.0], "its card is on its way");
    end(store, lease, &requests[0], End::Sent(Some(1))).await;
    assert_eq!(unshown().await, [one.number.0, two.number.0]);
    settle(store, lease, Settled::errand().with(Also::Shown(one.number, one.version))).await;
    assert_eq!(unshown().await, [two.number.0]);
    take(store, lease, &one, |next| next.owner = Some(RINI)).await;
    assert_eq!(unshown().await, [one.number.0, two.number.0]);
    for version in [one.version + 1, one.version] {
        settle(store, lease, Settled::errand().with(Also::Shown(one.number, version))).await;
    }
    assert_eq!(unshown().await, [two.number.0], "what was shown later counts");
}

pub async fn what_is_due_comes_in_order(store: &Store, lease: &Lease) {
    for (question, due) in [("1?", Some(30)), ("2?", Some(10)), ("3?", None), ("4?", Some(20))] {
        let ticket = asked(store, question).await;
        take(store, lease, &ticket, |next| next.due_at = due.map(later)).await;
    }
    let due = async |at, limit| numbers(&store.due(later(at), limit).await.unwrap());
    assert_eq!(due(9, 9).await, Vec::<i64>::new());
    assert_eq!(due(20, 9).await, [2, 4]);
    assert_eq!(due(99, 9).await, [2, 4, 1]);
    assert_eq!(due(99, 1).await, [2]);
}

pub async fn leaders_and_fellows_and_the_hopeful_are_found(store: &Store, lease: &Lease) {
    let mut tickets = Vec::new();
    for question in ["1?", "2?", "3?", "4?"] {
        tickets.push(asked(store, question).await);
    }
    take(store, lease, &tickets[1], |next| next.leader = Some(TicketNumber(1))).await;
    take(store, lease, &tickets[2], |next| {
        (next.state, next.news) = (TicketState::Dismissed, true);
        next.closed = Some((NOW, Closing::NotOurs));
    })
    .await;
    take(store, lease, &tickets[3], |next| next.news = true).await;
    assert_eq!(numbers(&store.fellows(TicketNumber(1)).await.unwrap()), [2]);
    assert_eq!(numbers(&store.fellows(TicketNumber(2)).await.unwrap()), Vec::<i64>::new());
    assert_eq!(numbers(&store.leaders(TicketNumber(5), 9).await.unwrap()), [1, 4]);
    assert_eq!(numbers(&store.leaders(TicketNumber(4), 9).await.unwrap()), [1]);
    assert_eq!(numbers(&store.hopeful(9).await.unwrap()), [3], "an open one hears anyway");
    assert_eq!(store.live_ticket(ASKER).await.unwrap(), None);
    let told = take(store, lease, &tickets[0], |next| next.told_at = Some(NOW)).await;
    assert_eq!(store.live_ticket(ASKER).await.unwrap(), Some(told));
}

pub async fn tickets_are_found_by_what_they_are(store: &Store, lease: &Lease) {
    let record = async |programme: Option<&str>, question: &str, at| {
        let wanted = tanya::chat::NewTicket { programme: programme.map(str::to_owned), ..ticket(question) };
        let chat = Chat::default();
        let record = Record { ticket: Some(&wanted), ..Record::new(&chat, "v1") };
        store.record(ASKER, &record, later(at)).await.unwrap().unwrap()
    };
    for (programme, question, at) in [(Some("rex"), "1?", 0), (None, "2?", 10), (Some("fair"), "3?", 20)] {
        record(programme, question, at).await;
    }
    let second = seen(store, TicketNumber(2)).await;
    take(store, lease, &second, |next| next.state = TicketState::Claimed).await;
    let some = async |filter: TicketFilter, after, limit| {
        numbers(&store.some_tickets(&filter, TicketNumber(after), limit).await.unwrap())
    };
    let all = TicketFilter::default;
    assert_eq!(some(all(), 0, 9).await, [1, 2, 3]);
    assert_eq!(some(all(), 1, 1).await, [2]);
    assert_eq!(some(TicketFilter { states: vec![TicketState::Claimed], ..all() }, 0, 9).await, [2]);
    let two = vec![TicketState::Open, TicketState::Dismissed];
    assert_eq!(some(TicketFilter { states: two, ..all() }, 0, 9).await, [1, 3]);
    assert_eq!(some(TicketFilter { programme: Some("fair".into()), ..all() }, 0, 9).await, [3]);
    let hostile = Some("' or 1=1 --".into());
    assert_eq!(some(TicketFilter { programme: hostile, ..all() }, 0, 9).await, Vec::<i64>::new());
    let answered_by = Some("rex".into());
    assert_eq!(some(TicketFilter { answered_by, ..all() }, 0, 9).await, [1, 2], "theirs and nobody's");
    let between = TicketFilter { from: Some(later(10)), before: Some(later(20)), ..all() };
    assert_eq!(some(between, 0, 9).await, [2]);
    let count = async |programme| -> Vec<u64> {
        store.count_tickets(programme).await.unwrap().into_iter().map(|(_, count)| count).collect()
    };
    assert_eq!(count(None).await, [2, 1, 0, 0, 0]);
    assert_eq!(count(Some("rex")).await, [1, 0, 0, 0, 0]);
}

pub async fn what_was_said_comes_in_order(store: &Store, lease: &Lease) {
    let (one, two) = (asked(store, "1?").await.number, asked(store, "2?").await.number);
    let say = |ticket, kind, words: &str| {
        Also::Post(Box::new(NewPost {
            message: Some(1),
            text: Some(words.into()),
            ..post(ticket, kind, ASKER)
        }))
    };
    let said = Settled::errand()
        .with(say(two, PostKind::Out, "b"))
        .with(say(one, PostKind::Out, "a"))
        .with(say(one, PostKind::Note, "not for the asker"))
        .with(say(one, PostKind::Out, "c"));
    settle(store, lease, said).await;
    let expected = [(one, "a".to_owned()), (one, "c".to_owned()), (two, "b".to_owned())];
    assert_eq!(store.said(one, two).await.unwrap(), expected);
    assert_eq!(store.said(two, two).await.unwrap(), expected[2..]);
}

pub async fn a_group_moves_with_its_messages(store: &Store, lease: &Lease) {
    let number = asked(store, "berapa?").await.number;
    place(store, lease, "programme:rex", 3).await;
    let card = NewPost { message: Some(5), ..post(number, PostKind::Card, OFFICE) };
    let copy = NewPost { message: Some(6), from: Some((OFFICE, 12)), ..post(number, PostKind::Out, ASKER) };
    let posts = Settled::errand().with(Also::Post(Box::new(card))).with(Also::Post(Box::new(copy)));
    settle(store, lease, posts).await;
    let there = ChatId(-10077);
    store.move_chat(lease, OFFICE, there).await.unwrap();
    assert_eq!(store.post_at(OFFICE, 5).await.unwrap(), None);
    assert_eq!(store.post_at(there, 5).await.unwrap().unwrap().kind, PostKind::Card);
    assert_eq!(store.copies(there, 12).await.unwrap().len(), 1);
    assert_eq!(store.place("programme:rex").await.unwrap().unwrap().chat_id, there.0);
}

pub async fn the_audit_trail_is_never_changed(place: &Place) {
    let store = place.open().await;
    let number = asked(&store, "berapa?").await.number;
    store.settle_errand(Settled::errand().with(Also::Event(event(number, "noted"))), NOW).await.unwrap();
    let before = store.events(number).await.unwrap();
    assert_eq!(before.len(), 1);
    let refused = place.try_sql("update event set act = 'nothing'").await.unwrap_err();
    assert!(refused.to_string().contains("append-only"), "{refused}");
    assert_eq!(store.events(number).await.unwrap(), before);
    store.close().await;
}

/// A database as the version before the desk left it.
async fn before_the_desk(place: &Place) {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = place.url.starts_with("sqlite:");
    let ours =
        format!("{}/migrations/{}", env!("CARGO_MANIFEST_DIR"), if sqlite { "sqlite" } else { "postgres" });
    for name in ["0001_memory.sql", "0002_wire.sql"] {
        std::fs::copy(format!("{ours}/{name}"), folder.path().join(name)).unwrap();
    }
    let migrator = Migrator::new(folder.path()).await.unwrap();
    if sqlite {
        let pool = SqlitePool::connect(&format!("{}?mode=rwc", place.url)).await.unwrap();
        migrator.run(&pool).await.unwrap();
        pool.close().await;
    } else {
        let pool = PgPool::connect(&place.url).await.unwrap();
        migrator.run(&pool).await.unwrap();
        pool.close().await;
    }
}

pub async fn tickets_of_before_the_desk_are_kept(place: &Place) {
    before_the_desk(place).await;
    place
        .sql(format!(
            "insert into chat (chat_id, unknowns, updated_at) values ({0}, 0, 1);
             insert into ticket (chat_id, asked_at, state, lang, question, offered)
             values ({0}, 5, 'open', 'id', 'berapa?', '[]');
             insert into outbox (update_id, seq, chat_id, method, body, priority, state, due_at, copies, copies_max,
                created_at, changed_at)
             values (9, 0, {0}, 'sendMessage', '{{}}', 1, 'ready', 0, 0, 2, 1, 1)",
            ASKER.0
        ))
        .await;
    let store = place.open().await;
    let lease = crate::wire::lead(&store, "a").await;
    let old = seen(&store, TicketNumber(1)).await;
    assert_eq!((old.state, old.asked_at, old.asker, old.version), (TicketState::Open, Timestamp(5), None, 1));
    assert_eq!(numbers(&store.unshown(9).await.unwrap()), [1]);
    let claim = Claim { limit: 9, busy: &[], taps_only: false };
    let waiting = store.advance(&lease, &[], claim, NOW).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].ticket, waiting[0].place.as_deref()), (1, None, None));
    let claimed = take(&store, &lease, &old, |next| next.owner = Some(RINI)).await;
    assert_eq!(claimed.owner, Some(RINI));
    settle(&store, &lease, Settled::new(9, Fate::Done)).await;
    store.close().await;
}
