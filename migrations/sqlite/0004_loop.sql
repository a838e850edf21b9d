-- The loop: what people ask becomes knowledge, and a browser shows it. The same tables,
-- columns and order as migrations/postgres/0004_loop.sql; only the counted keys differ.

-- The programme of the topic, or that an unanswered question was near to.
alter table asked add column programme text;
-- The proposal that settles a question that was not answered; null while it waits.
alter table asked add column proposal bigint;
-- The message that asked it: changed, it is asked once ('edited' is what it was before).
alter table asked add column message_id bigint;
-- The ticket that it waits as, or did; 0 once nobody may know any more which.
alter table asked add column ticket bigint;
-- 1 where the chat had asked the same a week before at most: docs/figures.md says what
-- the same is. Written once, since later nobody may know any more whose chat it was.
alter table asked add column again bigint not null default 0;

-- A chat's last question is looked for with each tap under it.
drop index asked_of_chat;
create index asked_of_chat on asked (chat_id, asked_id);

-- Answered questions keep their text for a while, too: they show what an edit changes.
drop index asked_unresolved;
create index asked_unresolved on asked (asked_at, asked_id)
    where text is not null and outcome not in ('answered', 'small-talk') and proposal is null;
create index asked_in_order on asked (asked_at, asked_id);
-- The questions of a proposal: most rows are of none.
create index asked_of_proposal on asked (proposal) where proposal is not null;

-- One row a change of the knowledge that somebody proposed, or a dismissal.
create table proposal (
    number     integer primary key autoincrement,
    -- Grows with every change: whoever decided on an older one is refused.
    version    bigint not null,
    -- 'phrase', 'topic', 'never', 'edit', 'dismiss'.
    kind       text not null,
    -- 'open', 'accepted', 'rejected'.
    state      text not null,
    -- The questions that led to it, as a JSON list of asked_id.
    questions  text not null,
    -- What it changes, as a JSON object. Masked.
    change     text not null,
    -- The version of the knowledge that it was made for.
    knowledge  text not null,
    -- What it does, measured, as a JSON object; null until then.
    effect     text,
    made_at    bigint not null,
    -- A person of the office; null for the command line.
    made_by    bigint,
    decided_at bigint,
    decided_by bigint,
    -- Why it was rejected or dismissed.
    reason     text,
    -- Where it went: the commit, in a git work tree.
    went       text
);

create index proposal_open on proposal (number) where state = 'open';

-- Links that sign somebody in, once. The code itself is not kept, only its hash.
create table login (
    code    text not null primary key,
    -- 0 for whoever sits at the server.
    person  bigint not null,
    made_at bigint not null,
    until   bigint not null,
    used_at bigint
);

-- Browsers that are signed in. The cookie itself is not kept, only its hash.
create table session (
    code     text not null primary key,
    person   bigint not null,
    made_at  bigint not null,
    seen_at  bigint not null,
    until    bigint not null,
    ended_at bigint
);

create index session_of_person on session (person);
