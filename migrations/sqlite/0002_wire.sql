-- What lies between Telegram and the conversation: updates as they were handed over,
-- and requests that must reach Telegram. The same tables, columns and order as
-- migrations/postgres/0002_wire.sql; only the counted keys differ.

-- One row an update, written before Telegram is told that it arrived. The key is what
-- makes a repeated delivery harmless: never a high-water mark, ids may jump back.
create table inbox (
    -- Telegram's number; a negative one of ours where the update has none.
    update_id   bigint not null primary key,
    -- Updates of one chat are handled in order. 0 where there is no chat.
    chat_id     bigint not null,
    received_at bigint not null,
    -- The update as it came; null once it is done, so that nothing lingers unmasked.
    raw         text,
    -- 'new', 'done', or 'parked': given up, for an operator to look at.
    state       text not null,
    -- How often handling it has failed.
    attempts    bigint not null,
    -- Not handled before.
    due_at      bigint not null,
    -- Why it failed, without a word of the person's.
    fault       text
);

create index inbox_waiting on inbox (chat_id, update_id) where state = 'new';
create index inbox_in_order on inbox (update_id) where state = 'new';
create index inbox_parked on inbox (update_id) where state = 'parked';

-- One row a request to Telegram, written in the transaction that decided on it.
create table outbox (
    outbox_id  integer primary key autoincrement,
    -- The update that it answers, and which of its requests this is: decided once.
    update_id  bigint not null,
    seq        bigint not null,
    -- Null for what goes to no chat, such as the answer to a tap.
    chat_id    bigint,
    method     text not null,
    -- Its parameters but the chat, as a JSON object; null once it is over.
    body       text,
    -- Lower goes first.
    priority   bigint not null,
    -- The message of the chat that it answers.
    question   bigint,
    -- 'ready', 'sending', 'uncertain' (the answer never came), 'sent', 'failed'.
    state      text not null,
    -- When to try next; null when there is nothing to try: in flight, or over.
    due_at     bigint,
    -- Requests that may have arrived, and how many may: a person can read an answer
    -- twice, a notice not; an edit is the same however often it is made.
    copies     bigint not null,
    copies_max bigint not null,
    created_at bigint not null,
    changed_at bigint not null,
    -- What Telegram made of it.
    message_id bigint,
    fault      text
);

create unique index outbox_once on outbox (update_id, seq);
create index outbox_due on outbox (priority, outbox_id) where due_at is not null;
create index outbox_due_of_chat on outbox (chat_id, priority, outbox_id) where due_at is not null;
create index outbox_of_question on outbox (chat_id, question, outbox_id);

-- Who handles and sends, where several instances run. The epoch grows with every
-- change of hands, so that one that slept through its end is refused.
create table lease (
    name   text not null primary key,
    holder text not null,
    epoch  bigint not null,
    until  bigint not null
);

-- What people thought of an answer.
create table rating (
    chat_id    bigint not null references chat (chat_id),
    message_id bigint not null,
    topic      text not null,
    -- 1 for good, 0 for not.
    good       bigint not null,
    rated_at   bigint not null,
    knowledge  text not null,
    primary key (chat_id, message_id)
);

-- The last tap: the same one again, a moment later, changes nothing.
alter table chat add column tapped text;
alter table chat add column tapped_at bigint;
-- The topic whose answer lacked something: the next text may say what.
alter table chat add column missing text;
alter table chat add column missing_at bigint;
-- Since when nothing can be sent there: the person blocked the bot, or is gone.
alter table chat add column unreachable_since bigint;
-- The message that asked it: edited, it is still the same ticket.
alter table ticket add column message_id bigint;
