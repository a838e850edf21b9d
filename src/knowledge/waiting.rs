//! What people asked in vain, in groups, as it is now. What a question comes to is remembered
//! for as long as the knowledge stays the same, since the language model takes its time over
//! each; it may be forgotten at any moment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Knowledge;
use crate::clock::Timestamp;
use crate::matching::Gist;
use crate::review::{Group, Question, gathered};
use crate::store::{Logged, Store, StoreError};

/// Questions that are looked at: the newest.
const LOOKED_AT: u32 = 2_000;

/// What questions come to, by the version of the knowledge that said so.
#[derive(Debug, Clone, Default)]
pub struct Waiting(Arc<Mutex<(String, Gists)>>);

type Gists = HashMap<String, Arc<Gist>>;

impl Waiting {
    /// All groups, what is asked most now first.
    pub async fn groups(
        &self,
        store: &Store,
        knowledge: &Arc<Knowledge>,
        now: Timestamp,
    ) -> Result<Vec<Group>, StoreError> {
        let logged = store.unresolved(LOOKED_AT).await?;
        let questions: Vec<Question> = logged.into_iter().filter_map(question).collect();
        let (own, knowledge) = (self.clone(), Arc::clone(knowledge));
        let grouping = tokio::task::spawn_blocking(move || {
            let gists = own.gists(&questions, &knowledge);
            gathered(&questions, &gists.iter().map(AsRef::as_ref).collect::<Vec<_>>(), now)
        });
        grouping.await.map_err(|crash| StoreError::Unavailable(crash.into()))
    }

    fn gists(&self, questions: &[Question], knowledge: &Knowledge) -> Vec<Arc<Gist>> {
        let known = {
            let remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if remembered.0 == knowledge.version { remembered.1.clone() } else { Gists::new() }
        };
        let text = |question: &Question| question.text.clone();
        let mut new: Vec<String> =
            questions.iter().map(text).filter(|text| !known.contains_key(text)).collect();
        new.sort();
        new.dedup();
        let lines: Vec<&str> = new.iter().map(String::as_str).collect();
        let fresh = knowledge.judge.gists(&lines).into_iter().map(Arc::new);
        let fresh: Gists = lines.iter().map(|line| (*line).to_owned()).zip(fresh).collect();
        let find = |question: &Question| known.get(&question.text).or_else(|| fresh.get(&question.text));
        let found: Vec<Arc<Gist>> = questions.iter().filter_map(find).cloned().collect();
        // Only what waits is remembered.
        let kept = questions.iter().map(text).zip(found.iter().cloned()).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (knowledge.version.clone(), kept);
        found
    }
}

fn question(logged: Logged) -> Option<Question> {
    let asked = logged.asked;
    Some(Question {
        number: logged.number,
        chat: logged.chat,
        asked_at: logged.asked_at,
        lang: asked.lang,
        outcome: asked.outcome,
        programme: asked.programme,
        text: asked.text?,
    })
}
