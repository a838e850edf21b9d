//! The judgement, pure: which topic a line asks about, how sure that is, and why.
//! Trained from the knowledge alone when it is loaded; the same files give the same
//! verdicts. It may not read files or clocks, speak to people, or fail on odd input.
//!
//! A line becomes a [`Question`] (`normalise`), the question a sparse vector (`features`, over
//! the `vocabulary` of words and `concepts`, which `numbering` makes), the vector an opinion on
//! every topic and on "none of ours" (`words`: `linear` and `bayes`) beside its nearest lines (`nearest`) and what the
//! lines of each topic use (`used`). Where the words are not sure, the small language model is
//! asked what the sentence means (`sense`), and `meaning` joins in (where they are, `cascade`
//! decides); a `pool` makes one probability of all opinions. The `signals` of that ranking, what
//! the question names besides among them (`contrast`), become one probability that the best topic
//! is right (`boost`), and a verdict (`decide`), fitted on lines that the engine had not seen
//! (`fit`; what a decision comes to on them, `held_out`; which never lines are not for these
//! topics at all, `foreign`). Whose question it is where no topic answers is learnt apart
//! (`programme`). What reading all lines came to is kept with a fit (`digest`). Two
//! questions are held against each other in `alike`, many put into groups in `groups`, the
//! phrases of all topics held against each other in `collide` (by `counts` and `ridge`).

mod alike;
mod bayes;
mod boost;
mod cascade;
mod collide;
mod concepts;
mod contrast;
mod corpus;
mod counts;
mod decide;
mod digest;
mod engine;
mod explain;
mod features;
mod fit;
mod foreign;
mod groups;
mod held_out;
mod judge;
mod linear;
mod meaning;
mod nearest;
mod normalise;
mod numbering;
mod pool;
mod programme;
mod quality;
mod ridge;
mod rows;
mod sense;
mod signals;
mod spelling;
mod used;
mod vocabulary;
mod words;

pub use alike::{Gist, SAME};
pub use cascade::Cascade;
pub use collide::{Collision, Collisions, Reach, Same, Stray, TOO_MANY};
pub use contrast::Lack;
pub use decide::Costs;
pub use explain::{Evidence, Explanation};
pub use fit::{FOLDS, Fit, Fitted, Stage};
pub use groups::groups;
pub use held_out::{Fared, HeldLine, HeldOut, PARTS};
pub use judge::{Hit, Judge, Judgement, Verdict};
pub use normalise::{Origin, Question, Word};
pub use quality::{Quality, Routed};
pub use sense::{Shelf, Unreadable, has_model};
