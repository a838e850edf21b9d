//! The people of the office, the links by which they join, and the people who may not
//! write. It may not know what anybody may do.

use super::session::sign_out;
use super::{Pool, Store, StoreError, desk_sql, on, to_the_end};
use crate::chat::PersonId;
use crate::clock::Timestamp;
use crate::lang::Lang;
use crate::staff::{Invite, Member, Role};

/// A person who may not write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restraint {
    /// Until when; `None` for good.
    pub until: Option<Timestamp>,
    /// Why, as a word.
    pub why: String,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    person: i64,
    name: String,
    role: String,
    programme: Option<String>,
    contact: Option<String>,
    lang: Option<String>,
}

impl MemberRow {
    fn read(self) -> Result<Member, StoreError> {
        let role = Role::from_code(&self.role);
        Ok(Member {
            person: PersonId(self.person),
            name: self.name,
            role: role.ok_or_else(|| StoreError::corrupt("staff.role", self.person))?,
            programme: self.programme,
            contact: self.contact,
            lang: self.lang.as_deref().and_then(Lang::from_code).unwrap_or(Lang::Id),
        })
    }
}

impl Store {
    /// The people of the office.
    pub async fn members(&self) -> Result<Vec<Member>, StoreError> {
        let read = self.read.clone();
        let rows: Vec<MemberRow> =
            to_the_end(
                async move { on!(&read, pool => sqlx::query_as(desk_sql::MEMBERS).fetch_all(pool).await) },
            )
            .await?;
        rows.into_iter().map(MemberRow::read).collect()
    }

    /// A person, where they are of the office now.
    pub async fn member(&self, person: PersonId) -> Result<Option<Member>, StoreError> {
        let read = self.read.clone();
        let row: Option<MemberRow> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as(desk_sql::MEMBER).bind(person.0).fetch_optional(pool).await)
        })
        .await?;
        row.map(MemberRow::read).transpose()
    }

    /// A link more. `code` is a hash: the link itself is not kept.
    pub async fn add_invite(
        &self,
        code: &str,
        invite: &Invite,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let (write, code, invite) = (self.write.clone(), code.to_owned(), invite.clone());
        to_the_end(async move {
            on!(&write, pool => {
                sqlx::query(desk_sql::ADD_INVITE).bind(code).bind(invite.role.code()).bind(invite.programme)
                    .bind(invite.contact).bind(now.0).bind(until.0).execute(pool).await.map(drop)
            })
        })
        .await
    }

    /// Makes a person one of the office, by the hash of a link's code. `None` where the
    /// link is used by another, too old, or none of ours. The same person may again; what
    /// they may do can be another thing then, so their browsers are signed out.
    pub async fn join(
        &self,
        code: &str,
        person: PersonId,
        name: &str,
        lang: Lang,
        now: Timestamp,
    ) -> Result<Option<Member>, StoreError> {
        let (write, code) = (self.write.clone(), code.to_owned());
        let name = super::rows::clean(name);
        let row: Option<MemberRow> = to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                let invite: Option<(String, Option<String>, Option<String>)> =
                    sqlx::query_as(desk_sql::USE_INVITE).bind(code).bind(person.0).bind(now.0)
                        .fetch_optional(&mut *work).await?;
                let Some((role, programme, contact)) = invite else { return Ok(None) };
                sqlx::query(desk_sql::ADD_MEMBER).bind(person.0).bind(&name).bind(&role).bind(&programme)
                    .bind(&contact).bind(lang.code()).bind(now.0).execute(&mut *work).await?;
                sqlx::query(desk_sql::ADD_EVENT).bind(now.0).bind(None::<i64>).bind(person.0).bind("joined")
                    .bind(&role).execute(&mut *work).await?;
                sign_out!(work, person.0, now.0);
                work.commit().await?;
                let lang = Some(lang.code().to_owned());
                Ok(Some(MemberRow { person: person.0, name, role, programme, contact, lang }))
            })
        })
        .await?;
        row.map(MemberRow::read).transpose()
    }

    /// A person is of the office no more, from this moment on: their tickets are free for
    /// others, and the link that they joined by lets nobody in again, and they
    /// are signed out everywhere. False where they were not of it.
    pub async fn remove_member(&self, person: PersonId, now: Timestamp) -> Result<bool, StoreError> {
        let write = self.write.clone();
        to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                let gone = sqlx::query(desk_sql::REMOVE_MEMBER).bind(person.0).bind(now.0)
                    .execute(&mut *work).await?.rows_affected();
                if gone == 0 {
                    return Ok(false);
                }
                sign_out!(work, person.0, now.0);
                sqlx::query(desk_sql::SPEND_INVITES).bind(person.0).execute(&mut *work).await?;
                sqlx::query(desk_sql::NOTE_FREED).bind(person.0).bind(now.0).bind(person.0.to_string())
                    .execute(&mut *work).await?;
                sqlx::query(desk_sql::FREE_TICKETS).bind(person.0).execute(&mut *work).await?;
                sqlx::query(desk_sql::ADD_EVENT).bind(now.0).bind(None::<i64>).bind(0_i64).bind("removed")
                    .bind(person.0.to_string()).execute(&mut *work).await?;
                work.commit().await?;
                Ok(true)
            })
        })
        .await
    }

    /// Whether a person may not write now.
    pub async fn restraint(&self, person: PersonId, now: Timestamp) -> Result<Option<Restraint>, StoreError> {
        let read = self.read.clone();
        let row: Option<(Option<i64>, String)> = to_the_end(async move {
            on!(&read, pool => {
                sqlx::query_as(desk_sql::RESTRAINT).bind(person.0).bind(now.0).fetch_optional(pool).await
            })
        })
        .await?;
        Ok(row.map(|(until, why)| Restraint { until: until.map(Timestamp), why }))
    }
}
