//! What is said to the database: the same words to both, so columns are always named
//! (`select *` would break a running program when a newer one adds a column).

/// A chat.
pub const CHAT: &str = "
    select chat_id, language, last_topic, last_at, unknowns, offer_question, offer_lang, offer_options
    from chat where chat_id = $1";
/// A chat as it is from now on.
pub const SAVE_CHAT: &str = "
    insert into chat (chat_id, language, last_topic, last_at, unknowns,
                      offer_question, offer_lang, offer_options, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (chat_id) do update set
        language = excluded.language, last_topic = excluded.last_topic, last_at = excluded.last_at,
        unknowns = excluded.unknowns, offer_question = excluded.offer_question,
        offer_lang = excluded.offer_lang, offer_options = excluded.offer_options,
        updated_at = excluded.updated_at";
/// A question more.
pub const ADD_ASKED: &str = "
    insert into asked (chat_id, asked_at, lang, outcome, topic, score, among, text, knowledge)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
/// Questions with their text, newest first.
pub const UNRESOLVED: &str = "
    select asked_id, chat_id, asked_at, lang, outcome, topic, score, among, text, knowledge
    from asked where text is not null order by asked_at desc, asked_id desc limit $1";
/// Questions by outcome.
pub const COUNTS: &str = "select outcome, count(*) from asked group by outcome";
/// A ticket more; gives its number.
pub const ADD_TICKET: &str = "
    insert into ticket (chat_id, asked_at, state, programme, lang, question, offered)
    values ($1, $2, $3, $4, $5, $6, $7) returning number";
/// A ticket.
pub const TICKET: &str = "
    select number, chat_id, asked_at, state, programme, lang, question, offered
    from ticket where number = $1";
/// The tickets of a chat that still matter to it.
pub const TICKETS: &str = "
    select number, chat_id, asked_at, state, programme, lang, question, offered
    from ticket where chat_id = $1 and state not in ('closed', 'dismissed') order by number";
/// Changes no row, and yet fails where rows could not be changed.
pub const PING: &str = "update chat set unknowns = 0 where chat_id is null";
