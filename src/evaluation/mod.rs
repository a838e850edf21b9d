//! How the judgement did on labelled questions, pure: each question with what became of
//! it (`question`), counted (`tally`), as the figures behind a chart (`curves`), and as a
//! page to read (`report`, of `tables` and `chart`s in `markup`). And what another version
//! of the knowledge makes of questions that were asked (`drift`). It may not read or write
//! files, or know a clock.

mod chart;
mod curves;
mod drift;
mod markup;
mod question;
mod report;
mod tables;
mod tally;

pub use curves::{Bin, Point, Share, coverage, reliability};
pub use drift::{Change, Drift, Moved};
pub use question::{Judged, Labelled, NOTHING};
pub use report::{About, page};
pub use tally::{Confusion, Evaluation, Tally};
