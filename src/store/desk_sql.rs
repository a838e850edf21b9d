//! What is said to the database about the desk; the same words to both databases.

/// The columns of a ticket, in no other order than their names'.
macro_rules! tickets {
    ($rest:literal) => {
        concat!(
            "select number, chat_id, thread, message_id, asker, asked_at, state, programme, lang, question,
                offered, version, posts, owner, leader, told_at, heard_at, due_at, reminded, closed_at,
                closing, content, news, hint
             from ticket ",
            $rest
        )
    };
}

/// The columns of a post.
macro_rules! posts {
    ($rest:literal) => {
        concat!(
            "select ticket, nth, kind, state, chat_id, message_id, from_chat, from_message, album, author,
                media, text, posted_at
             from post ",
            $rest
        )
    };
}

/// The open ticket of a chat that asks the same, or that the same message asked; the
/// question as it is now.
pub const SAME_TICKET: &str = "
    update ticket set version = version + case when question = $2 then 0 else 1 end, question = $2
    where number = (
        select min(number) from ticket
        where chat_id = $1 and state in ('open', 'claimed') and (question = $2 or message_id = $3))
    returning number";
/// A ticket more; gives its number.
pub const ADD_TICKET: &str = "
    insert into ticket (chat_id, thread, message_id, asker, asked_at, state, programme, lang, question, offered)
    values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9) returning number";
/// A ticket.
pub const TICKET: &str = tickets!("where number = $1");
/// The tickets of a chat that still matter to it.
pub const TICKETS: &str =
    tickets!("where chat_id = $1 and state not in ('closed', 'dismissed') order by number");
/// All tickets from `$1` on, by number.
pub const ALL_TICKETS: &str = tickets!("where number >= $1 order by number limit $2");
/// Tickets after number `$1` of these states (`,open,claimed,`), of this programme, asked
/// in this time; by number.
pub const SOME_TICKETS: &str = tickets!(
    "where number > $1 and ($2 = ',' or $2 like '%,' || state || ',%')
        and (cast($3 as text) is null or programme = $3) and asked_at >= $4 and asked_at < $5
        and (cast($7 as text) is null or programme is null or programme = $7)
     order by number limit $6"
);
/// How many there are of each state, of this programme.
pub const COUNT_TICKETS: &str = "
    select state, count(*) from ticket where cast($1 as text) is null or programme = $1 group by state";
/// What the office said about the tickets from `$1` to `$2`.
pub const SAID: &str = "
    select ticket, text from post
    where kind = 'out' and text is not null and ticket >= $1 and ticket <= $2 order by ticket, nth";
/// The ticket that a chat talks with the office about.
pub const LIVE: &str = tickets!(
    "where chat_id = $1 and told_at is not null and state not in ('closed', 'dismissed')
     order by told_at desc limit 1"
);
/// Tickets whose cards do not show how they are, oldest first; not while a card is on its way.
pub const UNSHOWN: &str = tickets!(
    "where shown < version and not exists (
        select 1 from post where post.ticket = ticket.number and kind = 'card' and post.state = 'planned')
     order by number limit $1"
);
/// Tickets of which something is due.
pub const DUE: &str = tickets!("where due_at <= $1 order by due_at limit $2");
/// Tickets that are answered with another.
pub const FELLOWS: &str = tickets!("where leader = $1 order by number");
/// Tickets that are not over.
pub const OPEN: &str = tickets!("where state not in ('closed', 'dismissed') order by number");
/// Tickets asked since.
pub const SINCE: &str = tickets!("where asked_at >= $1 order by number");
/// The ticket that a topic of a forum is made for.
pub const TICKET_IN: &str = tickets!(
    "where number = (select cast(substr(name, 8) as bigint) from place
        where chat_id = $1 and thread = $2 and name like 'ticket:%' limit 1)"
);
/// Open tickets that others may join.
pub const LEADERS: &str = tickets!(
    "where leader is null and state not in ('closed', 'dismissed') and number < $1 order by number limit $2"
);
/// Tickets that ended without an answer and whose askers want to hear of one.
pub const HOPEFUL: &str =
    tickets!("where news = 1 and state in ('closed', 'dismissed') order by number limit $1");
/// A ticket as it is from now on, where it is still the one that was decided on.
pub const STEP: &str = "
    update ticket set version = version + 1, state = $3, programme = $4, owner = $5, leader = $6,
        told_at = $7, heard_at = $8, due_at = $9, reminded = $10, closed_at = $11, closing = $12,
        content = $13, news = $14, hint = $15
    where number = $1 and version = $2";
/// A ticket changed by what was sent.
pub const TOUCH: &str = "update ticket set version = version + 1 where number = $1";
/// The cards show this version.
pub const SHOWN: &str = "update ticket set shown = $2 where number = $1 and shown < $2";

/// The number of a ticket's next message.
pub const NEXT_POST: &str = "update ticket set posts = posts + 1 where number = $1 returning posts - 1";
/// A message of a ticket more.
pub const ADD_POST: &str = "
    insert into post (ticket, nth, kind, state, chat_id, message_id, from_chat, from_message, album, author,
        media, text, posted_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
/// What became of a message.
pub const MARK: &str = "update post set state = $3 where ticket = $1 and nth = $2";
/// A message is there, or one more of its album, in the order of what they are copies of.
pub const SENT_POST: &str = "
    update post set state = 'sent', message_id = $3 where ticket = $1 and nth = (
        select other.nth from post other, post this
        where this.ticket = $1 and this.nth = $2 and other.ticket = $1 and other.state = 'planned'
            and (other.nth = this.nth or (other.album = this.album and other.chat_id = this.chat_id))
        order by other.from_message, other.nth limit 1)";
/// A message did not arrive; what it is then, for a card and for anything else.
pub const UNSENT_POST: &str = "
    update post set state = case when kind = 'card' then $3 else $4 end
    where ticket = $1 and state = 'planned' and (nth = $2 or (album, chat_id) = (
        select album, chat_id from post this where this.ticket = $1 and this.nth = $2))";
/// Messages whose request may have arrived and is not tried again: they count as there,
/// but for cards, which are made anew; their tickets are changed.
pub const SETTLE_UNCERTAIN: [&str; 2] = [
    "update ticket set version = version + 1 where number in (
        select p.ticket from post p join outbox o on o.ticket = p.ticket and o.post = p.nth
        where p.state = 'planned' and o.makes = 1 and o.state = 'uncertain' and o.due_at is null)",
    "update post set state = case when kind = 'card' then 'gone' else 'sent' end
     where state = 'planned' and exists (
        select 1 from outbox o where o.ticket = post.ticket and o.post = post.nth and o.makes = 1
            and o.state = 'uncertain' and o.due_at is null)",
];
/// The tickets of what did not arrive there are changed.
pub const TOUCH_UNDELIVERED: &str = "
    update ticket set version = version + 1 where number in (
        select ticket from post where chat_id = $1 and state = 'undelivered')";
/// What did not arrive while its person was away is sent again.
pub const HEAL: &str = "
    update post set state = case when kind = 'card' then 'gone' else 'lost' end
    where chat_id = $1 and state = 'undelivered' and kind in ('out', 'in', 'card')";
/// The cards of a ticket went with their place.
pub const LOSE_CARDS: &str =
    "update post set state = 'gone' where ticket = $1 and kind = 'card' and state = 'sent'";
/// Cards made since.
pub const CARDS_SINCE: &str = "select count(*) from post where kind = 'card' and posted_at > $1";
/// The message of a chat, where it belongs to a ticket.
pub const POST_AT: &str = posts!("where chat_id = $1 and message_id = $2 limit 1");
/// Digests that are shown now.
pub const DIGESTS: &str =
    posts!("where kind = 'digest' and state in ('planned', 'sent') order by ticket, nth");
/// The copies of a message.
pub const COPIES: &str = posts!("where from_chat = $1 and from_message = $2 order by ticket, nth");
/// The messages of a ticket.
pub const POSTS: &str = posts!("where ticket = $1 order by nth");
/// Albums whose last picture came before `$1`, and messages to be sent again.
pub const UNSENT: &str = posts!(
    "where state = 'lost' or (state = 'collecting' and not exists (
        select 1 from post later
        where later.album = post.album and later.chat_id = post.chat_id and later.posted_at > $1))
     order by ticket, nth limit $2"
);

/// A topic of the forum is about to be made.
pub const ADD_PLACE: &str = "
    insert into place (name, chat_id, state, made_at) values ($1, $2, 'planned', $3)
    on conflict (name) do update set chat_id = excluded.chat_id, state = 'planned', thread = null,
        made_at = excluded.made_at";
/// A topic was made, or was not.
pub const PLACE_MADE: &str = "update place set thread = $2, state = $3 where name = $1";
/// A topic is gone.
pub const LEAVE_PLACE: &str = "delete from place where name = $1";
/// A topic.
pub const PLACE: &str = "select name, chat_id, thread, state, made_at from place where name = $1";

/// A line of the audit trail.
pub const ADD_EVENT: &str = "insert into event (at, ticket, actor, act, detail) values ($1, $2, $3, $4, $5)";
/// The audit trail of a ticket.
pub const EVENTS: &str =
    "select at, ticket, actor, act, detail from event where ticket = $1 order by event_id";

/// The people of the office.
pub const MEMBERS: &str = "
    select person, name, role, programme, contact, lang from staff where removed_at is null order by person";
/// One of them.
pub const MEMBER: &str = "
    select person, name, role, programme, contact, lang from staff where removed_at is null and person = $1";
/// A person of the office more, or again.
pub const ADD_MEMBER: &str = "
    insert into staff (person, name, role, programme, contact, lang, joined_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (person) do update set name = excluded.name, role = excluded.role,
        programme = excluded.programme, contact = excluded.contact, lang = excluded.lang,
        joined_at = excluded.joined_at, removed_at = null";
/// A person leaves the office.
pub const REMOVE_MEMBER: &str = "update staff set removed_at = $2 where person = $1 and removed_at is null";
/// The link by which they joined lets nobody in again.
pub const SPEND_INVITES: &str = "update invite set used_by = 0 where used_by = $1";
/// The audit trail says which of their tickets are free.
pub const NOTE_FREED: &str = "
    insert into event (at, ticket, actor, act, detail)
    select $2, number, 0, 'freed', $3 from ticket
    where owner = $1 and state not in ('closed', 'dismissed') order by number";
/// Their tickets are free for others.
pub const FREE_TICKETS: &str = "
    update ticket set owner = null, version = version + 1,
        state = case when state = 'claimed' then 'open' else state end
    where owner = $1 and state not in ('closed', 'dismissed')";
/// A link more.
pub const ADD_INVITE: &str = "
    insert into invite (code, role, programme, contact, made_at, until) values ($1, $2, $3, $4, $5, $6)";
/// A link is used, by one person once.
pub const USE_INVITE: &str = "
    update invite set used_by = $2, used_at = coalesce(used_at, $3)
    where code = $1 and (used_by = $2 or (used_by is null and until > $3))
    returning role, programme, contact";

/// A person may not write.
pub const RESTRAIN: &str = "
    insert into restraint (person, kind, until, why, by_whom, since) values ($1, $2, $3, $4, $5, $6)
    on conflict (person) do update set kind = excluded.kind, until = excluded.until, why = excluded.why,
        by_whom = excluded.by_whom, since = excluded.since";
/// They may again.
pub const FREE: &str = "delete from restraint where person = $1";
/// Whether they may.
pub const RESTRAINT: &str = "
    select until, why from restraint where person = $1 and (until is null or until > $2)";

/// When something was last done.
pub const CHORE: &str = "select done_at from chore where name = $1";
/// It is done.
pub const DONE_CHORE: &str = "
    insert into chore (name, done_at) values ($1, $2) on conflict (name) do update set done_at = excluded.done_at";
