//! A change that somebody proposed, and what became of it.

use super::{Change, Effect};
use crate::chat::PersonId;
use crate::clock::Timestamp;

/// A proposal's number, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProposalNumber(pub i64);

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// Somebody has to decide.
    Open,
    /// It is done.
    Accepted,
    /// It is not done; its questions wait again.
    Rejected,
}

/// A change that somebody proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its number.
    pub number: ProposalNumber,
    /// Grows with every change: whoever decides on an older one is refused.
    pub version: i64,
    /// Where it stands.
    pub state: ProposalState,
    /// What kind of change it is: `phrase`, `topic`, `never`, `edit`, `dismiss`.
    pub kind: String,
    /// The questions that led to it, by number.
    pub questions: Vec<i64>,
    /// The change; `None` once it is forgotten.
    pub change: Option<Change>,
    /// The version of the knowledge that it was made for.
    pub knowledge: String,
    /// What it does, once that was measured.
    pub effect: Option<Effect>,
    /// When it was made.
    pub made_at: Timestamp,
    /// By whom; `None` for the command line.
    pub made_by: Option<PersonId>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// By whom; `None` for the command line.
    pub decided_by: Option<PersonId>,
    /// Why it was rejected or dismissed.
    pub reason: Option<String>,
    /// The commit that it went into.
    pub went: Option<String>,
}

/// A proposal about to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewProposal {
    /// The questions that lead to it, by number.
    pub questions: Vec<i64>,
    /// The change.
    pub change: Change,
    /// The version of the knowledge that it is made for.
    pub knowledge: String,
    /// By whom; `None` for the command line.
    pub made_by: Option<PersonId>,
    /// Why, where it is a dismissal.
    pub reason: Option<String>,
}

impl ProposalState {
    /// All states, in the order in which a proposal may go through them.
    pub const ALL: [ProposalState; 3] =
        [ProposalState::Open, ProposalState::Accepted, ProposalState::Rejected];

    /// The word in columns and commands.
    pub fn code(self) -> &'static str {
        match self {
            ProposalState::Open => "open",
            ProposalState::Accepted => "accepted",
            ProposalState::Rejected => "rejected",
        }
    }

    /// The state of an exact word.
    pub fn from_code(code: &str) -> Option<ProposalState> {
        ProposalState::ALL.into_iter().find(|state| state.code() == code)
    }
}
