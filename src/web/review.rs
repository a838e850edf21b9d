//! What the pages about questions, proposals and edits share: the groups that are
//! remembered, the measuring that goes on beside them, and words for both.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::response::Redirect;
use maud::{Markup, html};

use super::request::Signed;
use super::widgets::{Tone, badge};
use super::{Refusal, THE_SERVER, Web, see};
use crate::app::chain;
use crate::clock::Timestamp;
use crate::faq::Programme;
use crate::knowledge::decide::{self, Progress};
use crate::knowledge::{Knowledge, Unfit, Waiting};
use crate::lang::Lang;
use crate::matching::Judgement;
use crate::review::{Change, Group, NewProposal, Proposal, ProposalNumber, ProposalState};
use crate::store::{Store, StoreError};

/// What is remembered between requests; all of it may be forgotten at any moment.
#[derive(Default)]
pub(super) struct Review {
    waiting: Waiting,
    running: Mutex<HashMap<ProposalNumber, Run>>,
}

/// A proposal that is being measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// So many parts of so many.
    At(usize, usize),
    /// It could not be.
    Failed,
}

impl Review {
    /// What waits, in groups.
    pub async fn groups(
        &self,
        store: &Store,
        knowledge: &Arc<Knowledge>,
        now: Timestamp,
    ) -> Result<Vec<Group>, StoreError> {
        self.waiting.groups(store, knowledge, now).await
    }

    /// How far measuring a proposal is; begins it where nobody did.
    pub fn measured(web: &Web, number: ProposalNumber) -> Run {
        let mut running = web.review.running();
        if let Some(run) = running.get(&number) {
            return *run;
        }
        // One at a time: each takes all processors.
        if running.values().any(|run| *run != Run::Failed) {
            return Run::At(0, 1);
        }
        running.insert(number, Run::At(0, 1));
        tokio::spawn(measure(web.clone(), number));
        Run::At(0, 1)
    }

    /// Measures a proposal anew that could not be measured.
    pub fn again(&self, number: ProposalNumber) {
        self.running().remove(&number);
    }

    fn running(&self) -> std::sync::MutexGuard<'_, HashMap<ProposalNumber, Run>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn measure(web: Web, number: ProposalNumber) {
    let told = web.clone();
    let progress: Progress = Arc::new(move |done, of| {
        told.review.running().insert(number, Run::At(done, of));
        told.beat.ring();
    });
    let today = web.app.now().date();
    let done = decide::measure(&web.store, &web.origin, number, today, progress).await;
    match done {
        Ok(_) => drop(web.review.running().remove(&number)),
        // Somebody measured or decided it meanwhile: the page shows that.
        Err(decide::Undecided::Store(StoreError::Stale) | decide::Undecided::Decided(..)) => {
            web.review.again(number);
        }
        Err(why) => {
            tracing::warn!(proposal = number.0, error = %chain(&why), "a proposal cannot be measured");
            web.review.running().insert(number, Run::Failed);
        }
    }
    web.beat.ring();
}

/// Groups with what the question in their middle is judged as now.
pub(super) async fn judged(
    knowledge: &Arc<Knowledge>,
    groups: Vec<Group>,
) -> Result<Vec<(Group, Judgement)>, Refusal> {
    let knowledge = Arc::clone(knowledge);
    let judging = tokio::task::spawn_blocking(move || {
        let judge = |group: Group| {
            let judgement = knowledge.judge.judge(group.central());
            (group, judgement)
        };
        groups.into_iter().map(judge).collect()
    });
    judging.await.map_err(|_| Refusal::Fault)
}

/// Proposes a change, and shows what became of it.
pub(super) async fn propose(
    web: &Web,
    signed: &Signed,
    questions: Vec<i64>,
    change: Change,
    reason: Option<String>,
) -> Result<Redirect, Refusal> {
    let knowledge = signed.knowledge.version.clone();
    let made_by = Some(signed.member.person).filter(|person| *person != THE_SERVER);
    let new = NewProposal { questions, change, knowledge, made_by, reason };
    match web.store.propose(&new, signed.now).await {
        Ok(number) => {
            web.beat.ring();
            Ok(see(&format!("/proposals/{}", number.0)))
        }
        // Somebody cared for it meanwhile: what waits shows it no more.
        Err(StoreError::Stale) => Ok(see("/unanswered")),
        Err(error) => Err(error.into()),
    }
}

/// The programme that the questions were near to, or that the one in the middle is near to.
pub(super) fn programme<'g>(group: &'g Group, judgement: &'g Judgement) -> Option<&'g str> {
    group.programme.as_deref().or(judgement.programme.as_deref())
}

/// A choice of programmes.
pub(super) fn programmes(signed: &Signed, name: &str, chosen: Option<&str>) -> Markup {
    let words = signed.words();
    let mut programmes: Vec<&Programme> = signed.knowledge.faq.programmes.iter().collect();
    programmes.sort_by_key(|programme| programme.small_talk);
    html! {
        select id=(name) name=(name) required {
            @for programme in programmes {
                option value=(programme.id) selected[chosen == Some(programme.id.as_str())] { (words.title(&programme.id)) }
            }
        }
    }
}

/// What a language calls itself.
pub(super) fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "web-in-language-id",
        Lang::En => "web-in-language-en",
    }
}

/// The lines of a field that are not empty.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A proposal as a link with how it stands.
pub(super) fn line(signed: &Signed, proposal: &Proposal) -> Markup {
    let words = signed.words();
    let title = title(signed, proposal);
    html! {
        a href={ "/proposals/" (proposal.number.0) } { (title) } " "
        span.soft { (words.moment(proposal.made_at)) }
        span.more { (state(signed, proposal.state)) }
    }
}

/// What a proposal is called.
pub(super) fn title(signed: &Signed, proposal: &Proposal) -> String {
    let words = signed.words();
    let named = |topic: &str| {
        let known = signed.knowledge.faq.topic(&crate::faq::TopicId::new(topic)).is_some();
        if known { words.title(topic) } else { topic.to_owned() }
    };
    let what = match &proposal.change {
        Some(Change::Phrase { topic, .. }) => named(topic),
        Some(Change::Topic(subject)) => match signed.lang {
            Lang::Id => subject.title.id.clone(),
            Lang::En => subject.title.en.clone(),
        },
        Some(Change::Never { about, .. }) => about.clone(),
        Some(Change::Edit(edit)) => named(&edit.topic),
        Some(Change::Dismiss) | None => String::new(),
    };
    let kind = words.say(match proposal.kind.as_str() {
        "phrase" => "web-proposal-phrase",
        "topic" => "web-proposal-topic",
        "never" => "web-proposal-never",
        "edit" => "web-proposal-edit",
        _ => "web-proposal-dismiss",
    });
    if what.is_empty() {
        format!("{}. {kind}", proposal.number.0)
    } else {
        format!("{}. {kind}: {what}", proposal.number.0)
    }
}

/// How a proposal stands.
pub(super) fn state(signed: &Signed, state: ProposalState) -> Markup {
    let (tone, word) = match state {
        ProposalState::Open => (Tone::Odd, "web-proposal-open"),
        ProposalState::Accepted => (Tone::Good, "web-proposal-accepted"),
        ProposalState::Rejected => (Tone::Plain, "web-proposal-rejected"),
    };
    badge(tone, &signed.words().say(word))
}

/// Why a change does not fit the files, and what to do.
pub(super) fn unfit(signed: &Signed, why: &Unfit) -> String {
    let words = signed.words();
    let named = |id: &str, what: &String| words.fill(id, &[("what", what.into())]);
    match why {
        Unfit::Gone(what) => named("web-unfit-gone", what),
        Unfit::Taken(what) => named("web-unfit-taken", what),
        Unfit::Reworded(what) => named("web-unfit-reworded", what),
        Unfit::BadName(what) => named("web-unfit-name", what),
        Unfit::BadFacts => words.say("web-unfit-facts"),
        Unfit::Topic(what, _) | Unfit::Text(what, _) => named("web-unfit-unwritable", what),
    }
}
