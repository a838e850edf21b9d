-- What is remembered of chats, questions and tickets. The same tables, columns and
-- order as migrations/postgres/0001_memory.sql; only the counted keys differ.
--
-- Only bigint, text and double precision, which mean the same in both databases.
-- Moments are milliseconds since 1970 UTC and come from the program: no now(), so
-- that tests and replays decide what time it is. Words such as 'open' are checked by
-- the program when it reads (src/store/rows.rs): a check here would turn every new
-- word into a rebuild of the table.

-- One row a chat: what the next message needs to know of the ones before.
create table chat (
    -- The number that the edge gave it. Not null is said because SQLite, alone,
    -- lets a primary key be null.
    chat_id        bigint not null primary key,
    -- Chosen with /language; null until somebody chooses.
    language       text,
    last_topic     text,
    last_at        bigint,
    unknowns       bigint not null,
    -- A "did you mean" that waits for a tap: all three or none.
    offer_question text,
    offer_lang     text,
    offer_options  text,
    updated_at     bigint not null
);

-- One row a question and what was made of it: how good are we, and what is missing?
create table asked (
    -- autoincrement: a number is never given twice, not even after a deletion.
    asked_id  integer primary key autoincrement,
    chat_id   bigint not null references chat (chat_id),
    asked_at  bigint not null,
    lang      text not null,
    outcome   text not null,
    topic     text,
    score     double precision not null,
    among     double precision not null,
    -- Masked, and kept only when it was not answered: an answered question has
    -- served its purpose, and what is not stored cannot leak.
    text      text,
    -- Which version of the knowledge judged it: scores of two versions do not compare.
    knowledge text not null
);

-- For whoever deletes a chat, and for the reference above.
create index asked_of_chat on asked (chat_id);

-- For the list of what people ask that has no answer: most rows are not in it.
create index asked_unresolved on asked (asked_at, asked_id) where text is not null;

-- One row a question that waits for a person of the office, or did.
create table ticket (
    -- Said on the telephone, so it counts from 1; gaps are harmless, repeats are not.
    number    integer primary key autoincrement,
    chat_id   bigint not null references chat (chat_id),
    asked_at  bigint not null,
    state     text not null,
    programme text,
    lang      text not null,
    question  text not null,
    -- Topics that were shown and refused, as a JSON list of ids.
    offered   text not null
);

-- A person asks "what became of my question": that chat's tickets.
create index ticket_of_chat on ticket (chat_id, number);
