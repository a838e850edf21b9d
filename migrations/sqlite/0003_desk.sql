-- The desk: who answers for the office, what became of each question, and which message
-- of which chat belongs to which ticket. The same tables, columns and order as
-- migrations/postgres/0003_desk.sql; only the counted keys differ.

-- Who asked: in a group the chat does not say. Null for tickets of older versions.
alter table ticket add column asker bigint;
-- The topic of the forum where it was asked.
alter table ticket add column thread bigint;
-- Grows with every change: whoever decided on an older one is refused.
alter table ticket add column version bigint not null default 1;
-- The version that its cards show.
alter table ticket add column shown bigint not null default 0;
-- Messages that belong to it, so far: the next one's number.
alter table ticket add column posts bigint not null default 0;
-- The person of the office who took it.
alter table ticket add column owner bigint;
-- The ticket that asks the same and is answered for both.
alter table ticket add column leader bigint;
-- The last word of the office, and of the asker.
alter table ticket add column told_at bigint;
alter table ticket add column heard_at bigint;
-- When somebody must be reminded, or it closes itself.
alter table ticket add column due_at bigint;
-- Reminders so far; they begin again with every word of the asker.
alter table ticket add column reminded bigint not null default 0;
alter table ticket add column closed_at bigint;
-- Why it is over, as a word.
alter table ticket add column closing text;
-- How content the asker is, 1 to 5.
alter table ticket add column content bigint;
-- 1 where the asker wants to hear once the knowledge has an answer.
alter table ticket add column news bigint not null default 0;
-- 1 where the card says that the asker writes another language.
alter table ticket add column hint bigint not null default 1;

create index ticket_unshown on ticket (number) where shown < version;
create index ticket_due on ticket (due_at) where due_at is not null;
create index ticket_of_leader on ticket (leader) where leader is not null;

-- One row a message that belongs to a ticket: a card, a word of the asker as the office
-- sees it, a word of the office as the asker sees it, a note.
create table post (
    ticket     bigint not null references ticket (number),
    nth        bigint not null,
    -- 'card', 'in', 'out', 'note', 'notice', 'digest'.
    kind       text not null,
    -- 'collecting' (an album), 'planned', 'sent', 'undelivered', 'lost' (to be sent
    -- again), 'gone' (deleted by somebody).
    state      text not null,
    chat_id    bigint not null,
    message_id bigint,
    -- The message that it is a copy of.
    from_chat    bigint,
    from_message bigint,
    album      text,
    -- Who wrote it; null for the program.
    author     bigint,
    -- 1 for a picture, a voice or the like: its words are a caption.
    media      bigint not null,
    -- Masked. Null where it has no words.
    text       text,
    posted_at  bigint not null,
    primary key (ticket, nth)
);

create index post_there on post (chat_id, message_id);
create index post_from on post (from_chat, from_message);
create index post_cards on post (posted_at) where kind in ('card', 'digest');
create index post_unsent on post (state) where state in ('collecting', 'lost');

-- The topics of the office's forum that the program made.
create table place (
    -- 'programme:rex', 'ticket:12'.
    name    text not null primary key,
    chat_id bigint not null,
    -- Null until Telegram has made it, and where it would not.
    thread  bigint,
    -- 'planned', 'ready', 'failed'.
    state   text not null,
    made_at bigint not null
);

-- The people of the office.
create table staff (
    person     bigint not null primary key,
    name       text not null,
    -- 'contact' or 'admin'.
    role       text not null,
    -- Null for all programmes.
    programme  text,
    -- Their key in faq/contacts.toml.
    contact    text,
    lang       text,
    joined_at  bigint not null,
    removed_at bigint
);

-- Links that make somebody a person of the office, once. The code itself is not kept.
create table invite (
    code       text not null primary key,
    role       text not null,
    programme  text,
    contact    text,
    made_at    bigint not null,
    until      bigint not null,
    used_by    bigint,
    used_at    bigint
);

-- Who did what to which ticket. Never changed, and deleted only by its age.
create table event (
    event_id integer primary key autoincrement,
    at       bigint not null,
    ticket   bigint,
    -- A person of the office; 0 for the program, null for the asker.
    actor    bigint,
    act      text not null,
    -- Names and numbers, never a person's words.
    detail   text not null
);

create index event_of_ticket on event (ticket, event_id);
create trigger event_is_never_changed before update on event
begin
    select raise(abort, 'the audit trail is append-only');
end;

-- People who may not write for a while.
create table restraint (
    person  bigint not null primary key,
    -- 'muted' or 'banned'.
    kind    text not null,
    -- Null for good.
    until   bigint,
    why     text not null,
    by_whom bigint,
    since   bigint not null
);

-- What is done once in a while, and when it was last.
create table chore (
    name    text not null primary key,
    done_at bigint not null
);

-- A ticket that the next text of the chat adds to.
alter table chat add column detail bigint;
alter table chat add column detail_at bigint;

-- A request that makes or changes a message of a ticket, or makes a topic.
alter table outbox add column ticket bigint;
alter table outbox add column post bigint;
-- 1 where the message that it becomes is the post, 0 where it changes it.
alter table outbox add column makes bigint;
alter table outbox add column place text;
-- Requests that no update led to have update_id 0.
drop index outbox_once;
create unique index outbox_once on outbox (update_id, seq) where update_id <> 0;
