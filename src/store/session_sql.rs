//! What is said to the database about links that sign somebody in, and about the browsers
//! that are; the same words to both databases. Codes are hashes throughout.

/// A link more.
pub const ADD_LOGIN: &str = "insert into login (code, person, made_at, until) values ($1, $2, $3, $4)";
/// A link.
pub const LOGIN: &str = "select person, until, used_at from login where code = $1";
/// A link is used, once and in time.
pub const USE_LOGIN: &str = "
    update login set used_at = $2 where code = $1 and used_at is null and until > $2 returning person";
/// A browser more.
pub const ADD_SESSION: &str =
    "insert into session (code, person, made_at, seen_at, until) values ($1, $2, $3, $3, $4)";
/// A browser that is signed in at `$2` and was seen after `$3`.
pub const SESSION: &str = "
    select code, person, made_at, seen_at, until from session
    where code = $1 and ended_at is null and until > $2 and seen_at > $3";
/// The browsers that are signed in, of one person or of all; the last seen first.
pub const SESSIONS: &str = "
    select code, person, made_at, seen_at, until from session
    where (cast($1 as bigint) is null or person = $1) and ended_at is null and until > $2 and seen_at > $3
    order by seen_at desc, code";
/// A browser was seen.
pub const SEEN: &str = "update session set seen_at = $2 where code = $1 and seen_at < $2";
/// Browsers are signed out: those whose code begins so, of one person or of all.
pub const END_SESSIONS: &str = "
    update session set ended_at = $3
    where (cast($1 as bigint) is null or person = $1) and code like $2 || '%' and ended_at is null";
/// Nobody follows this person's links any more.
pub const END_LOGINS: &str =
    "update login set until = $2 where person = $1 and used_at is null and until > $2";

/// What is over since before `$1` is forgotten.
pub const PURGE: [&str; 2] =
    ["delete from login where until < $1", "delete from session where until < $1 or ended_at < $1"];
