//! What is said to the database: the same words to both, so columns are always named
//! (`select *` would break a running program when a newer one adds a column).
//!
//! Many rows are written by one statement, from a JSON list of objects in `$1`: that is
//! what makes thousands of durable messages a second possible.

/// A statement over a JSON list in `$1`. How a list becomes rows is all that the two
/// databases say differently; each row is `each.value`.
pub struct Each {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

macro_rules! each {
    ($before:literal, $after:literal) => {
        Each {
            sqlite: concat!($before, " json_each($1) as each ", $after),
            postgres: concat!($before, " json_array_elements($1::json) as each(value) ", $after),
        }
    };
}

/// The halves of [`CLAIM`] around the list of busy chats.
macro_rules! claim {
    () => {
        "update outbox set state = 'sending', due_at = null, copies = copies + 1, changed_at = $1
         where outbox_id in (
            select o.outbox_id from outbox o
            where o.due_at <= $1 and ($4 = 0 or o.chat_id is null) and (o.chat_id is null or (o.chat_id not in "
    };
    (end) => {
        " and not exists (
                select 1 from outbox e where e.chat_id = o.chat_id and e.due_at is not null
                    and (e.priority, e.outbox_id) < (o.priority, o.outbox_id))))
            order by o.priority, o.outbox_id limit $3)
         returning outbox_id, chat_id, method, body, priority, copies, copies_max, created_at, ticket, post, makes,
            place"
    };
}

/// [`RECLAIM`] up to the list of what is in hand.
macro_rules! reclaim {
    () => {
        "update outbox set state = 'ready', due_at = 0, copies = copies - 1, changed_at = $2
         where state = 'sending' and outbox_id not in "
    };
}

/// A chat.
pub const CHAT: &str = "
    select chat_id, language, last_topic, last_at, unknowns, offer_question, offer_lang, offer_options,
           tapped, tapped_at, missing, missing_at, detail, detail_at
    from chat where chat_id = $1";
/// Chats as they are from now on. Whoever wrote can be written to.
pub const SAVE_CHATS: Each = each!(
    "insert into chat (chat_id, language, last_topic, last_at, unknowns, offer_question, offer_lang,
                      offer_options, tapped, tapped_at, missing, missing_at, detail, detail_at, updated_at)
     select cast(value ->> 'chat_id' as bigint), value ->> 'language', value ->> 'last_topic',
            cast(value ->> 'last_at' as bigint), cast(value ->> 'unknowns' as bigint),
            value ->> 'offer_question', value ->> 'offer_lang', value ->> 'offer_options',
            value ->> 'tapped', cast(value ->> 'tapped_at' as bigint),
            value ->> 'missing', cast(value ->> 'missing_at' as bigint),
            cast(value ->> 'detail' as bigint), cast(value ->> 'detail_at' as bigint), $2
     from",
    "where true on conflict (chat_id) do update set
        language = excluded.language, last_topic = excluded.last_topic, last_at = excluded.last_at,
        unknowns = excluded.unknowns, offer_question = excluded.offer_question,
        offer_lang = excluded.offer_lang, offer_options = excluded.offer_options,
        tapped = excluded.tapped, tapped_at = excluded.tapped_at,
        missing = excluded.missing, missing_at = excluded.missing_at,
        detail = excluded.detail, detail_at = excluded.detail_at, updated_at = excluded.updated_at, unreachable_since = null"
);
/// Questions more.
pub const ADD_ASKED: Each = each!(
    "insert into asked (chat_id, asked_at, lang, outcome, topic, programme, score, among, text, knowledge,
                       message_id, again)
     select cast(value ->> 'chat_id' as bigint), cast(value ->> 'asked_at' as bigint), value ->> 'lang',
            value ->> 'outcome', value ->> 'topic', value ->> 'programme',
            cast(value ->> 'score' as double precision), cast(value ->> 'among' as double precision),
            value ->> 'text', value ->> 'knowledge', cast(value ->> 'message_id' as bigint),
            case when cast(value ->> 'chat_id' as bigint) >= 0 and value ->> 'outcome' = 'answered' and exists (
                select 1 from asked a
                where a.chat_id = cast(value ->> 'chat_id' as bigint) and a.topic = value ->> 'topic'
                    and a.outcome in ('answered', 'chosen')
                    and a.asked_at >= cast(value ->> 'asked_at' as bigint) - 604800000) then 1 else 0 end
     from",
    "where true"
);
/// What a message asked before it was changed.
pub const UNASK: Each = each!(
    "update asked set outcome = 'edited', text = null from",
    "where asked.chat_id = cast(each.value ->> 'chat_id' as bigint)
        and asked.message_id = cast(each.value ->> 'message_id' as bigint)"
);
/// What was tapped under the chat's last question.
pub const CHOOSE: Each = each!(
    "update asked set
        outcome = each.value ->> 'outcome',
        topic = coalesce(each.value ->> 'topic', asked.topic),
        programme = coalesce(each.value ->> 'programme', asked.programme),
        again = case when asked.chat_id >= 0 and exists (
            select 1 from asked a
            where a.chat_id = asked.chat_id and a.topic = each.value ->> 'topic'
                and a.outcome in ('answered', 'chosen') and a.asked_id < asked.asked_id
                and a.asked_at >= asked.asked_at - 604800000) then 1 else 0 end
     from",
    "where asked.outcome = 'unsure' and asked.asked_id = (
        select max(last.asked_id) from asked last
        where last.chat_id = cast(each.value ->> 'chat_id' as bigint))"
);
/// The last question of chat `$1` waits as ticket `$2`.
pub const TICKETED: &str = "
    update asked set ticket = $2,
        again = case when chat_id >= 0 and exists (
            select 1 from asked a
            where a.chat_id = $1 and a.ticket = $2 and a.outcome <> 'edited' and a.asked_id < asked.asked_id
                and a.asked_at >= asked.asked_at - 604800000) then 1 else again end
    where asked_id = (select max(asked_id) from asked where chat_id = $1)";
/// Opinions on answers, one a message.
pub const RATE: Each = each!(
    "insert into rating (chat_id, message_id, topic, good, rated_at, knowledge)
     select cast(value ->> 'chat_id' as bigint), cast(value ->> 'message_id' as bigint), value ->> 'topic',
            cast(value ->> 'good' as bigint), $2, value ->> 'knowledge'
     from",
    "where true on conflict (chat_id, message_id) do update set
        good = excluded.good, rated_at = excluded.rated_at"
);
/// Changes no row, and yet fails where rows could not be changed.
pub const PING: &str = "update chat set unknowns = 0 where chat_id is null";

/// Updates as they were handed over; those known already are left alone.
pub const RECEIVE: Each = each!(
    "insert into inbox (update_id, chat_id, received_at, raw, state, attempts, due_at, fault)
     select cast(value ->> 'update_id' as bigint), cast(value ->> 'chat_id' as bigint), $2, value ->> 'raw',
            case when value ->> 'fault' is null then 'new' else 'parked' end, 0, 0, value ->> 'fault'
     from",
    "where true on conflict (update_id) do nothing"
);
/// The first waiting update of each chat, oldest first, with what is remembered of the chat.
pub const WAITING: &str = "
    select i.update_id, i.chat_id as inbox_chat_id, i.received_at, i.raw, i.attempts,
           coalesce(c.chat_id, i.chat_id) as chat_id, c.language, c.last_topic, c.last_at,
           coalesce(c.unknowns, 0) as unknowns, c.offer_question, c.offer_lang, c.offer_options,
           c.tapped, c.tapped_at, c.missing, c.missing_at, c.detail, c.detail_at,
           cast(case when exists (select 1 from ticket t where t.chat_id = i.chat_id
                and t.told_at is not null and t.state not in ('closed', 'dismissed'))
                then 1 else 0 end as bigint) as live
    from inbox i left join chat c on c.chat_id = i.chat_id
    where i.state = 'new' and i.due_at <= $1 and not exists (
        select 1 from inbox e
        where e.chat_id = i.chat_id and e.state = 'new' and e.update_id < i.update_id)
    order by i.update_id limit $2";
/// What became of updates.
pub const SETTLE: Each = each!(
    "update inbox set
        state = each.value ->> 'state',
        attempts = inbox.attempts + cast(each.value ->> 'failed' as bigint),
        due_at = coalesce(cast(each.value ->> 'due_at' as bigint), inbox.due_at),
        fault = each.value ->> 'fault',
        raw = case when each.value ->> 'state' = 'done' then null else inbox.raw end
     from",
    "where inbox.update_id = cast(each.value ->> 'update_id' as bigint) and inbox.state = 'new'"
);
/// Updates that were given up.
pub const PARKED: &str = "
    select update_id, chat_id, received_at, attempts, fault
    from inbox where state = 'parked' order by update_id limit $1";
/// A given-up update is tried again.
pub const UNPARK: &str = "
    update inbox set state = 'new', attempts = 0, fault = null, due_at = $2
    where state = 'parked' and update_id = $1";
/// A given-up update is let go, with its text.
pub const DROP_PARKED: &str = "
    update inbox set state = 'done', raw = null where state = 'parked' and update_id = $1";

/// Requests more, each decided once.
pub const POST: Each = each!(
    "insert into outbox (update_id, seq, chat_id, method, body, priority, question, state, due_at,
                        copies, copies_max, created_at, changed_at, ticket, post, makes, place)
     select cast(value ->> 'update_id' as bigint), cast(value ->> 'seq' as bigint),
            cast(value ->> 'chat_id' as bigint), value ->> 'method', value ->> 'body',
            cast(value ->> 'priority' as bigint), cast(value ->> 'question' as bigint),
            'ready', 0, 0, cast(value ->> 'copies_max' as bigint), $2, $2,
            cast(value ->> 'ticket' as bigint), cast(value ->> 'post' as bigint),
            cast(value ->> 'makes' as bigint), value ->> 'place'
     from",
    "where true order by cast(value ->> 'update_id' as bigint), cast(value ->> 'seq' as bigint)
     on conflict (update_id, seq) where update_id <> 0 do nothing"
);
/// The next requests: the first of each chat that is not in `$2`, most urgent first. They
/// count as under way from this commit on.
pub const CLAIM: Each = Each {
    sqlite: concat!(claim!(), "(select value from json_each($2))", claim!(end)),
    postgres: concat!(
        claim!(),
        "(select cast(value as text)::bigint from json_array_elements($2::json))",
        claim!(end)
    ),
};
/// How requests ended.
pub const FINISH: Each = each!(
    "update outbox set
        state = each.value ->> 'state',
        due_at = cast(each.value ->> 'due_at' as bigint),
        copies = outbox.copies - cast(each.value ->> 'not_acted' as bigint),
        message_id = coalesce(cast(each.value ->> 'message_id' as bigint), outbox.message_id),
        fault = each.value ->> 'fault',
        body = case when each.value ->> 'due_at' is null then null else outbox.body end,
        changed_at = $2
     from",
    "where outbox.outbox_id = cast(each.value ->> 'outbox_id' as bigint) and outbox.state = 'sending'"
);
/// Requests that were under way when the program ended: nobody knows whether they arrived.
pub const RECOVER: &str = "
    update outbox set state = 'uncertain', fault = 'the program ended while it was under way',
        due_at = case when copies < copies_max then $2 end,
        body = case when copies < copies_max then body end, changed_at = $1
    where state = 'sending'";
/// Requests that are under way for nobody: their taking was never confirmed.
pub const RECLAIM: Each = Each {
    sqlite: concat!(reclaim!(), "(select value from json_each($1))"),
    postgres: concat!(reclaim!(), "(select cast(value as text)::bigint from json_array_elements($1::json))"),
};
/// What was sent in answer to a message, and whether anything was sent there since.
pub const ANSWERS: &str = "
    select o.outbox_id, o.state, o.message_id, cast(case when exists (
        select 1 from outbox l where l.chat_id = $1 and l.outbox_id > o.outbox_id
            and l.method = 'sendMessage' and l.question is distinct from $2 and l.state <> 'failed') then 0 else 1 end as bigint) as last
    from outbox o
    where o.chat_id = $1 and o.question = $2 and o.method = 'sendMessage' and o.state <> 'failed'
    order by o.outbox_id";
/// Requests that are no longer wanted, unless they are under way.
pub const WITHDRAW: Each = each!(
    "update outbox set state = 'failed', fault = 'replaced by a later answer', due_at = null, body = null,
        changed_at = $2
     from",
    "where outbox.outbox_id = cast(each.value ->> 'outbox_id' as bigint) and outbox.state = 'ready'"
);
/// Requests that did not arrive, or may not have, newest first.
pub const UNDELIVERED: &str = "
    select outbox_id, chat_id, method, state, changed_at, fault
    from outbox where state = 'failed' or (state = 'uncertain' and due_at is null)
    order by outbox_id desc limit $1";
/// What waits, and how long.
pub const QUEUES: &str = "
    select (select count(*) from inbox where state = 'new') as waiting,
           (select min(received_at) from inbox where state = 'new') as waiting_since,
           (select count(*) from inbox where state = 'parked') as parked,
           (select count(*) from outbox where due_at is not null or state = 'sending') as unsent,
           (select min(created_at) from outbox where due_at is not null or state = 'sending') as unsent_since";

/// A chat from which nothing can be reached any more, since when; or again, with null.
pub const REACH: &str = "update chat set unreachable_since = $2 where chat_id = $1";
/// A group that became a supergroup: everything of chat `$1` is chat `$2`'s.
pub const MOVE: [&str; 11] = [
    "insert into chat (chat_id, language, last_topic, last_at, unknowns, offer_question, offer_lang,
                       offer_options, tapped, tapped_at, missing, missing_at, detail, detail_at, updated_at)
     select $2, language, last_topic, last_at, unknowns, offer_question, offer_lang, offer_options,
            tapped, tapped_at, missing, missing_at, detail, detail_at, updated_at
     from chat where chat_id = $1 on conflict (chat_id) do nothing",
    "update asked set chat_id = $2, message_id = null where chat_id = $1",
    "update ticket set chat_id = $2 where chat_id = $1",
    "update post set chat_id = $2 where chat_id = $1",
    "update post set from_chat = $2 where from_chat = $1",
    "update place set chat_id = $2 where chat_id = $1",
    "update rating set chat_id = $2 where chat_id = $1 and not exists (
        select 1 from rating there where there.chat_id = $2 and there.message_id = rating.message_id)",
    "delete from rating where chat_id = $1 and chat_id <> $2",
    "update outbox set chat_id = $2 where chat_id = $1",
    "update inbox set chat_id = $2 where chat_id = $1 and state = 'new'",
    "delete from chat where chat_id = $1 and chat_id <> $2",
];

/// What is over since before `$1` is forgotten; what failed, four weeks later: somebody
/// may still want to look at it.
pub const PURGE: [&str; 5] = [
    "delete from inbox where state = 'done' and received_at < $1",
    "delete from inbox where state = 'parked' and received_at < $1 - 2419200000",
    "delete from outbox where state = 'sent' and changed_at < $1",
    "delete from outbox where state in ('failed', 'uncertain') and due_at is null
        and changed_at < $1 - 2419200000",
    "delete from chore where name like 'knowledge broken %' and done_at < $1 - 2419200000",
];

/// The lease, if it is free, ours, or run out; by the database's clock. `$2` holds it for
/// `$3` milliseconds. PostgreSQL only: a SQLite file is locked instead.
pub const LEAD: &str = "
    insert into lease (name, holder, epoch, until)
    values ($1, $2, 1, cast(extract(epoch from clock_timestamp()) * 1000 as bigint) + $3)
    on conflict (name) do update set
        epoch = lease.epoch + case when lease.holder = excluded.holder then 0 else 1 end,
        holder = excluded.holder, until = excluded.until
    where lease.holder = excluded.holder
        or lease.until < cast(extract(epoch from clock_timestamp()) * 1000 as bigint)
    returning epoch";
/// Whether the lease is still held by `$2` in epoch `$3`; nobody takes it until the commit.
pub const STILL_LEADS: &str =
    "select epoch from lease where name = $1 and holder = $2 and epoch = $3 for share";
/// The lease is free for the next.
pub const LET_GO: &str = "update lease set until = 0 where name = $1 and holder = $2 and epoch = $3";
