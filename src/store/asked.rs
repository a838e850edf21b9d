//! What was asked, as it was logged: what nothing answered, and all that still has its
//! words. It may not judge it anew.

use super::rows::NumberedAskedRow;
use super::{Pool, Store, StoreError, on, to_the_end};
use crate::chat::{Asked, ChatId};
use crate::clock::Timestamp;

/// Questions that nothing answered and no proposal settles, newest first. Whoever asks for
/// a person gets one: that is an answer.
const UNRESOLVED: &str = "
    select asked_id, chat_id, asked_at, lang, outcome, topic, programme, score, among, text, knowledge, message_id
    from asked
    where text is not null and outcome not in ('answered', 'small-talk') and proposal is null
        and outcome <> 'person'
    order by asked_at desc, asked_id desc limit $1";
/// Questions asked since `$1` with their words, newest first, from before `$2` and `$3` on.
const LOGGED: &str = "
    select asked_id, chat_id, asked_at, lang, outcome, topic, programme, score, among, text, knowledge, message_id
    from asked where text is not null and asked_at >= $1 and (asked_at, asked_id) < ($2, $3)
    order by asked_at desc, asked_id desc limit $4";

/// A question with its words, as it was logged.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// Its number: later ones are higher.
    pub number: i64,
    /// Where it was asked.
    pub chat: ChatId,
    /// When.
    pub asked_at: Timestamp,
    /// The question and its judgement.
    pub asked: Asked,
    /// The version of the knowledge that judged it.
    pub knowledge: String,
}

impl Store {
    /// The questions that nothing answered and no proposal settles, newest first.
    pub async fn unresolved(&self, limit: u32) -> Result<Vec<Logged>, StoreError> {
        let read = self.read.clone();
        let rows: Vec<NumberedAskedRow> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as(UNRESOLVED).bind(i64::from(limit)).fetch_all(pool).await)
        })
        .await?;
        rows.into_iter().map(NumberedAskedRow::read).collect()
    }

    /// A page of the questions asked since then that have their words, newest first: the
    /// ones that were asked before `last`, the end of the page before.
    pub async fn logged(
        &self,
        since: Timestamp,
        last: Option<&Logged>,
        limit: u32,
    ) -> Result<Vec<Logged>, StoreError> {
        let (at, number) = last.map_or((i64::MAX, i64::MAX), |last| (last.asked_at.0, last.number));
        let read = self.read.clone();
        let rows: Vec<NumberedAskedRow> = to_the_end(async move {
            on!(&read, pool => {
                let page = sqlx::query_as(LOGGED).bind(since.0).bind(at).bind(number);
                page.bind(i64::from(limit)).fetch_all(pool).await
            })
        })
        .await?;
        rows.into_iter().map(NumberedAskedRow::read).collect()
    }
}
