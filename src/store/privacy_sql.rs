//! What is said to the database about forgetting: one person at once (`$1`), or
//! everybody's things by their age; the same words to both databases.
//!
//! Whoever is forgotten becomes nobody, one chat for all of them, so that counts stay right.

/// The chat of everybody who is forgotten: no number that Telegram gives, nor 0, the
/// terminal's.
macro_rules! nobody {
    () => {
        "(-9223372036854775807 - 1)"
    };
}

/// A question that is only counted: that it became a ticket, and not which.
macro_rules! nobodys {
    () => {
        concat!("text = null, message_id = null, ticket = 0 * ticket, chat_id = ", nobody!())
    };
}

/// The tickets of a person: those of their private chat, and what they asked in groups.
macro_rules! theirs {
    () => {
        "(select number from ticket where chat_id = $1 or asker = $1)"
    };
}

/// A request to them, or of one of their tickets, but for a card of many tickets.
macro_rules! about_them {
    () => {
        concat!(
            "(chat_id = $1 or (ticket in ",
            theirs!(),
            " and not exists (select 1 from post many
                where many.ticket = outbox.ticket and many.nth = outbox.post and many.kind = 'digest')))"
        )
    };
}

/// What a proposal says is gone; where it waits, it is withdrawn.
macro_rules! withdraw_proposals {
    ($which:expr) => {
        concat!(
            "update proposal set version = version + 1, change = '{}', effect = null,
                reason = case when state = 'open' then 'forgotten' else reason end,
                state = case when state = 'open' then 'rejected' else state end
             where ",
            $which
        )
    };
}

/// The chat that nobody writes in is there.
pub const SOMEWHERE: &str = concat!(
    "insert into chat (chat_id, unknowns, updated_at) values (",
    nobody!(),
    ", 0, 0) on conflict (chat_id) do nothing"
);

/// Everything that holds a person's words or leads to them, but the tickets themselves:
/// after their messages, since those are found by them.
pub const FORGET: [&str; 14] = [
    // What was accepted stands in the office's files, without whoever asked.
    withdraw_proposals!(
        "number in (select proposal from asked where proposal is not null and (chat_id = $1
            or (chat_id in (select chat_id from ticket where asker = $1) and text in (
                select question from ticket where asker = $1 and ticket.chat_id = asked.chat_id))))"
    ),
    super::proposal_sql::FREE,
    // Not sent after all: what goes to them, and what shows their words to the office.
    concat!(
        "update outbox set state = 'failed', fault = 'its person is forgotten', due_at = null, body = null
         where state = 'ready' and ",
        about_them!()
    ),
    concat!("update outbox set due_at = null, body = null where state = 'uncertain' and ", about_them!()),
    "update inbox set state = 'done', raw = null where state = 'parked' and chat_id = $1",
    // Nothing is sent again to a person who is forgotten, nor in their name.
    concat!(
        "update post set state = 'gone'
         where state not in ('sent', 'gone') and kind <> 'digest' and ticket in ",
        theirs!()
    ),
    concat!("update post set text = null, album = null where ticket in ", theirs!()),
    concat!(
        "update post set from_chat = null, from_message = null
         where (from_chat = $1 or kind = 'in') and ticket in ",
        theirs!()
    ),
    concat!(
        "update post set chat_id = ",
        nobody!(),
        ", message_id = null where chat_id = $1 and ticket in ",
        theirs!()
    ),
    concat!("update post set author = null where author = $1 and ticket in ", theirs!()),
    // Whoever asked the same gets an answer of their own.
    concat!(
        "update ticket set leader = null, version = version + 1
         where coalesce(asker, 0) <> $1 and chat_id <> $1 and leader in ",
        theirs!()
    ),
    "delete from rating where chat_id = $1",
    // In a group nobody keeps who asked what; where it became a ticket, its words tell.
    "update asked set text = null where chat_id in (select chat_id from ticket where asker = $1)
        and text in (select question from ticket where asker = $1 and ticket.chat_id = asked.chat_id)",
    "update chat set offer_question = null, offer_lang = null, offer_options = null
     where chat_id in (select chat_id from ticket where asker = $1)
        and offer_question in (select question from ticket where asker = $1 and ticket.chat_id = chat.chat_id)",
];
/// Their tickets are withdrawn and nobody's, at `$2`; the cards show it.
pub const FORGET_TICKETS: &str =
    concat!(
    "update ticket set version = version + 1, question = '', offered = '[]', asker = null, message_id = null,
        thread = null, chat_id = ", nobody!(), ", due_at = null, news = 0,
        closed_at = case when state in ('closed', 'dismissed') then closed_at else $2 end,
        closing = case when state in ('closed', 'dismissed') then closing else 'withdrawn' end,
        state = case when state in ('closed', 'dismissed') then state else 'closed' end
     where chat_id = $1 or asker = $1"
);
/// A restraint that is over at `$2` goes too; one that runs stays, or it would end itself.
pub const FORGET_RESTRAINT: &str = "delete from restraint where person = $1 and until <= $2";
/// Their questions are only counted, and nothing is left that needs the chat.
pub const FORGET_CHAT: [&str; 2] =
    [concat!("update asked set ", nobodys!(), " where chat_id = $1"), "delete from chat where chat_id = $1"];

/// What a person's private chat remembers.
pub const CHAT: &str = "
    select language, last_topic, last_at, offer_question, missing, detail, updated_at from chat where chat_id = $1";
/// Their questions, newest first.
pub const QUESTIONS: &str = "
    select asked_at, lang, outcome, topic, programme, text from asked where chat_id = $1
    order by asked_at desc, asked_id desc limit 1000";
/// Their tickets, newest first.
pub const TICKETS: &str = "
    select number, asked_at, lang, programme, state, question, offered, closed_at, closing, content, news
    from ticket where chat_id = $1 or asker = $1 order by number desc limit 1000";
/// What was written about them between them and the office, newest first: in a group not
/// what others wrote there.
pub const MESSAGES: &str = concat!(
    "select ticket, kind, posted_at, text from post
     where kind in ('in', 'out') and (kind = 'out' or author is null or author = $1) and ticket in ",
    theirs!(),
    " order by ticket desc, nth desc limit 1000"
);
/// What they think of answers, newest first.
pub const RATINGS: &str = "
    select rated_at, topic, good from rating where chat_id = $1 order by rated_at desc limit 1000";
/// Whether they may not write.
pub const RESTRAINT: &str = "select kind, since, until, why from restraint where person = $1";
/// Whether they are of the office.
pub const OFFICE: &str = "
    select name, role, programme, contact, lang, joined_at, removed_at from staff where person = $1";

/// Questions older than `$1`, at most `$2` at once, are only counted.
pub const AGE_ASKED: &str = concat!(
    "update asked set ",
    nobodys!(),
    " where asked_id in (
        select asked_id from asked where asked_at < $1 and (text is not null or chat_id <> ",
    nobody!(),
    ")
        order by asked_id limit $2)"
);
/// Questions older than `$1` that were answered, at most `$2` at once, lose their words.
pub const AGE_ANSWERED: &str = "
    update asked set text = null where asked_id in (
        select asked_id from asked
        where asked_at < $1 and text is not null and outcome in ('answered', 'small-talk', 'person')
        order by asked_id limit $2)";
/// Proposals, or with questions, older than `$1`.
pub const AGE_PROPOSALS: &str = withdraw_proposals!(
    "(change <> '{}' or effect is not null) and (made_at < $1 or number in (
        select proposal from asked where proposal is not null and asked_at < $1))"
);
/// Opinions older than `$1`.
pub const AGE_RATINGS: &str = "delete from rating where rated_at < $1";
/// Chats where nobody has written since `$1`, and of which nothing else is kept.
pub const AGE_CHATS: &str = concat!(
    "delete from chat where updated_at < $1 and chat_id <> ",
    nobody!(),
    "
        and not exists (select 1 from asked where asked.chat_id = chat.chat_id)
        and not exists (select 1 from ticket where ticket.chat_id = chat.chat_id)
        and not exists (select 1 from rating where rating.chat_id = chat.chat_id)"
);
/// What chats where nobody has written since `$1` were about.
pub const AGE_TALK: &str = "
    update chat set last_topic = null, last_at = null, unknowns = 0, offer_question = null, offer_lang = null,
        offer_options = null, tapped = null, tapped_at = null, missing = null, missing_at = null,
        detail = null, detail_at = null
    where updated_at < $1
        and (last_topic is not null or offer_question is not null or tapped is not null or missing is not null)";

/// The tickets that have been over since before `$1`, at most `$2` at once. Of older
/// versions it is not known since when.
macro_rules! aged {
    () => {
        "(select number from ticket where state in ('closed', 'dismissed') and coalesce(closed_at, asked_at) < $1
          order by number limit $2)"
    };
}

/// Their messages, and whatever leads to them.
pub const AGE_TICKETS: [&str; 3] = [
    concat!("delete from post where ticket in ", aged!()),
    concat!("delete from place where name in (select 'ticket:' || old.number from ", aged!(), " old)"),
    concat!("update ticket set leader = null, version = version + 1 where leader in ", aged!()),
];
/// The tickets themselves, after all of these.
pub const AGE_TICKETS_LAST: &str = concat!("delete from ticket where number in ", aged!());
/// Lines of the audit trail older than `$1`.
pub const AGE_EVENTS: &str = "delete from event where at < $1";
/// Restraints that are over at `$1`.
pub const AGE_RESTRAINTS: &str = "delete from restraint where until <= $1";
/// Links that have led nowhere since before `$1`.
pub const AGE_INVITES: &str = "delete from invite where until < $1";
