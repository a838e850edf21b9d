//! Proposals measured and accepted: what stands in the store and what stands in the folder,
//! brought together. The files come first, and what happened to them is noted afterwards; a
//! crash in between is healed by accepting again.

use std::sync::Arc;

use super::effect::{Trial, Unmeasured};
use super::land::{Aground, Landed, Landing};
use super::{Learnt, Origin, version_of};
use crate::chat::PersonId;
use crate::clock::{Date, Timestamp};
use crate::fault::crash_point;
use crate::review::{Change, Proposal, ProposalNumber, ProposalState};
use crate::store::{Store, StoreError};

/// Logged questions that a change is tried on: the newest.
const JUDGED: u32 = 1_000;

/// Whoever decides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decider {
    /// Their account; `None` for the command line.
    pub person: Option<PersonId>,
    /// Their name, for the commit.
    pub name: Option<String>,
}

/// Why a proposal was not measured or accepted.
#[derive(Debug, thiserror::Error)]
pub enum Undecided {
    /// Look which proposals there are.
    #[error("there is no proposal {}", .0.0)]
    Unknown(ProposalNumber),
    /// It is decided already.
    #[error("proposal {} is {} already", .0.0, .1.code())]
    Decided(ProposalNumber, ProposalState),
    /// The copy in the program cannot be changed: export it, and apply it elsewhere.
    #[error("the copy of the knowledge inside the program cannot be changed")]
    BuiltIn,
    /// It could not be measured.
    #[error(transparent)]
    Unmeasured(#[from] Unmeasured),
    /// It could not be written.
    #[error(transparent)]
    Aground(#[from] Aground),
    /// The store says no; [`StoreError::Stale`] where somebody was faster.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The work crashed.
    #[error("the work on the proposal crashed")]
    Crashed(#[from] tokio::task::JoinError),
}

/// Hears of parts done and of how many there are.
pub type Progress = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// An open proposal with its change.
pub async fn open(store: &Store, number: ProposalNumber) -> Result<(Proposal, Change), Undecided> {
    let proposal = store.proposal(number).await?.ok_or(Undecided::Unknown(number))?;
    match (&proposal.change, proposal.state) {
        (Some(change), ProposalState::Open) => {
            let change = change.clone();
            Ok((proposal, change))
        }
        (_, state) => Err(Undecided::Decided(number, state)),
    }
}

/// Whether an open proposal has to be measured: never was, or on another version.
pub fn is_due(proposal: &Proposal, knowledge: &str) -> bool {
    proposal.effect.as_ref().is_none_or(|effect| effect.knowledge != knowledge)
}

/// Measures an open proposal on the files as they are, unless that was done on this very
/// version; the proposal with its effect.
pub async fn measure(
    store: &Store,
    origin: &Origin,
    number: ProposalNumber,
    today: Date,
    progress: Progress,
) -> Result<Proposal, Undecided> {
    let (mut proposal, change) = open(store, number).await?;
    let files = origin.files().map_err(Unmeasured::from)?;
    if !is_due(&proposal, &version_of(&files)) {
        return Ok(proposal);
    }
    let learnt = Learnt::of(origin).map_err(Unmeasured::from)?;
    let questions = store.questions_of(number).await?;
    let logged = store.logged(Timestamp(i64::MIN), None, JUDGED).await?;
    let logged: Vec<String> = logged.into_iter().filter_map(|logged| logged.asked.text).collect();
    let measuring = tokio::task::spawn_blocking(move || {
        let trial = Trial {
            files: &files,
            learnt: &learnt,
            change: &change,
            questions: &questions,
            logged: &logged,
            today,
        };
        trial.run(|done, of| progress(done, of))
    });
    let effect = measuring.await??;
    store.note_effect(number, proposal.version, &effect).await?;
    proposal.version += 1;
    proposal.effect = Some(effect);
    Ok(proposal)
}

/// Accepts an open proposal as it was at `version`: its files are changed and committed.
pub async fn accept(
    store: &Store,
    origin: &Origin,
    (number, version): (ProposalNumber, i64),
    anyway: bool,
    by: &Decider,
    now: Timestamp,
) -> Result<Landed, Undecided> {
    let Origin::Folder(folder) = origin else { return Err(Undecided::BuiltIn) };
    let (proposal, change) = open(store, number).await?;
    let claimed = store.claim_proposal(number, version).await?;
    let (folder, name) = (folder.clone(), by.name.clone());
    let landing = tokio::task::spawn_blocking(move || {
        let (effect, by) = (proposal.effect.as_ref(), name.as_deref());
        Landing { number, change: &change, effect, anyway, by }.land(&folder)
    });
    let landed = landing.await??;
    crash_point("landed");
    let went = landed.commit.as_ref().ok().map(String::as_str);
    store.accept_proposal(number, claimed, by.person, went, now).await?;
    Ok(landed)
}
