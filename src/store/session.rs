//! Links that sign one of the office's people in, and the browsers that are signed in.
//! Only hashes are kept, of both. It may not know what anybody may do: that is looked up
//! anew with each request, so that a session is never worth more than its person is now.

use std::time::Duration;

use super::desk::{row, rows};
use super::{Pool, Store, StoreError, on, session_sql, to_the_end};
use crate::chat::PersonId;
use crate::clock::Timestamp;

/// How long a browser stays signed in that nobody uses.
const IDLE: Duration = Duration::from_secs(12 * 60 * 60);
/// How much of a session's hash names it in lists.
const NAME: usize = 8;

/// A link that signs somebody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Login {
    /// For whom it was made; 0 for whoever sits at the server.
    pub person: PersonId,
    /// Until when it can be followed.
    pub until: Timestamp,
    /// When it was.
    pub used_at: Option<Timestamp>,
}

/// What became of following a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// This person is signed in.
    In(PersonId),
    /// It was followed before: somebody has a link that is not theirs, or tapped twice.
    Used(PersonId),
    /// It is too old.
    Over,
    /// It is none of ours.
    Unknown,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What it is called in lists and commands: nothing that signs anybody in.
    pub name: String,
    /// Who is.
    pub person: PersonId,
    /// Since when.
    pub made_at: Timestamp,
    /// When it was used last, to the minute.
    pub seen_at: Timestamp,
    /// Until when at most.
    pub until: Timestamp,
}

#[derive(sqlx::FromRow)]
struct LoginRow {
    person: i64,
    until: i64,
    used_at: Option<i64>,
}

impl LoginRow {
    fn read(self) -> Result<Login, StoreError> {
        let LoginRow { person, until, used_at } = self;
        Ok(Login { person: PersonId(person), until: Timestamp(until), used_at: used_at.map(Timestamp) })
    }
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    code: String,
    person: i64,
    made_at: i64,
    seen_at: i64,
    until: i64,
}

impl SessionRow {
    fn read(self) -> Result<Session, StoreError> {
        Ok(Session {
            name: self.code.chars().take(NAME).collect(),
            person: PersonId(self.person),
            made_at: Timestamp(self.made_at),
            seen_at: Timestamp(self.seen_at),
            until: Timestamp(self.until),
        })
    }
}

impl Store {
    /// A link more, by the hash of its code.
    pub async fn add_login(
        &self,
        code: &str,
        person: PersonId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let (write, code) = (self.write.clone(), code.to_owned());
        to_the_end(async move {
            on!(&write, pool => {
                sqlx::query(session_sql::ADD_LOGIN).bind(code).bind(person.0).bind(now.0).bind(until.0)
                    .execute(pool).await.map(drop)
            })
        })
        .await
    }

    /// A link, by the hash of its code. Looking at it changes nothing.
    pub async fn login(&self, code: &str) -> Result<Option<Login>, StoreError> {
        let code = code.to_owned();
        row!(self, LoginRow, session_sql::LOGIN, code)
    }

    /// Follows a link: once, in time, its person is signed in, in the browser whose secret
    /// has this hash.
    pub async fn sign_in(
        &self,
        code: &str,
        session: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Admission, StoreError> {
        let (write, code, session) = (self.write.clone(), code.to_owned(), session.to_owned());
        to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                let person: Option<i64> = sqlx::query_scalar(session_sql::USE_LOGIN).bind(&code).bind(now.0)
                    .fetch_optional(&mut *work).await?;
                let Some(person) = person else {
                    let login: Option<LoginRow> =
                        sqlx::query_as(session_sql::LOGIN).bind(&code).fetch_optional(&mut *work).await?;
                    return Ok(match login {
                        Some(LoginRow { person, used_at: Some(_), .. }) => Admission::Used(PersonId(person)),
                        Some(_) => Admission::Over,
                        None => Admission::Unknown,
                    });
                };
                sqlx::query(session_sql::ADD_SESSION).bind(session).bind(person).bind(now.0).bind(until.0)
                    .execute(&mut *work).await?;
                work.commit().await?;
                Ok(Admission::In(PersonId(person)))
            })
        })
        .await
    }

    /// The browser whose secret has this hash, while it is signed in.
    pub async fn session(&self, code: &str, now: Timestamp) -> Result<Option<Session>, StoreError> {
        let code = code.to_owned();
        row!(self, SessionRow, session_sql::SESSION, code, now.0, now.minus(IDLE).0)
    }

    /// The browsers that are signed in, of one person or of all; the last seen first.
    pub async fn sessions(
        &self,
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Vec<Session>, StoreError> {
        let person = person.map(|person| person.0);
        rows!(self, SessionRow, session_sql::SESSIONS, person, now.0, now.minus(IDLE).0)
    }

    /// A browser was used.
    pub async fn seen(&self, code: &str, now: Timestamp) -> Result<(), StoreError> {
        let (write, code) = (self.write.clone(), code.to_owned());
        to_the_end(async move {
            on!(&write, pool => {
                sqlx::query(session_sql::SEEN).bind(code).bind(now.0).execute(pool).await.map(drop)
            })
        })
        .await
    }

    /// Signs browsers out: those whose name or hash begins so, all of them where that is
    /// nothing; of one person or of everybody. How many there were.
    pub async fn end_sessions(
        &self,
        person: Option<PersonId>,
        beginning: &str,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        // A name is hexadecimal: whatever else there is names none, and `%` not all.
        if !beginning.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Ok(0);
        }
        let (write, beginning) = (self.write.clone(), beginning.to_owned());
        to_the_end(async move {
            on!(&write, pool => {
                let ended = sqlx::query(session_sql::END_SESSIONS).bind(person.map(|person| person.0))
                    .bind(beginning).bind(now.0).execute(pool).await?;
                Ok(ended.rows_affected())
            })
        })
        .await
    }
}

/// Signs a person out everywhere, in the transaction that changes what they are.
macro_rules! sign_out {
    ($work:expr, $person:expr, $now:expr) => {{
        use crate::store::session_sql;
        sqlx::query(session_sql::END_LOGINS).bind($person).bind($now).execute(&mut *$work).await?;
        sqlx::query(session_sql::END_SESSIONS)
            .bind(Some($person))
            .bind("")
            .bind($now)
            .execute(&mut *$work)
            .await?;
    }};
}
pub(super) use sign_out;
