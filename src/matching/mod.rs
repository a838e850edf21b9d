//! The judgement, pure: which topic a line asks about, how sure that is, and why.
//! Trained from the knowledge alone when it is loaded; the same files give the same
//! verdicts. It may not read files or clocks, speak to people, or fail on odd input.
//!
//! A line becomes a [`Question`] (`normalise`), the question a sparse vector (`features`,
//! over `concepts`), the vector a probability for every topic and for "none of ours"
//! (`linear`) beside its nearest lines (`nearest`); the `signals` of that ranking become
//! one probability that the best topic is right (`calibrate`), fitted on lines that the
//! engine had not seen (`fit`). A further source of evidence joins as further signals.

mod calibrate;
mod concepts;
mod corpus;
mod engine;
mod features;
mod fit;
mod judge;
mod linear;
mod nearest;
mod normalise;
mod signals;
mod spelling;

pub use calibrate::Costs;
pub use fit::FOLDS;
pub use judge::{Evidence, Explanation, Hit, Judge, Judgement, Quality, Verdict, Weights};
pub use normalise::{Origin, Question, Word};
