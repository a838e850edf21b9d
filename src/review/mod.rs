//! From what people asked in vain to what the office may change, pure: questions put into
//! groups, changes of the knowledge as values, what a change was measured to do, and when
//! it may be accepted. It may not read or write a file, run the judgement, or know a
//! sentence of any language.

mod change;
mod effect;
mod group;
mod proposal;

pub use change::{Change, Edit, Line, Reworded, Says, SourceOf, Subject, asked_as};
pub use effect::{Blame, Drifted, Effect, Finding, Hindrance, Now, Scores, Shift};
pub use group::{Group, Question, Wording, gathered};
pub use proposal::{NewProposal, Proposal, ProposalNumber, ProposalState};
