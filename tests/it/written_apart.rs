//! The judgement on questions that nobody wrote a phrase for: what it must come to, so that no
//! change makes it worse unseen. `tanya eval FILE` prints what it comes to.

use tanya::chat::{Chat, questions};
use tanya::clock::Timestamp;
use tanya::evaluation::{Evaluation, Labelled};

use crate::KNOWLEDGE;

/// What the questions that were written apart must come to, as shares: people's, hard ones,
/// wordings far from any phrase. Another processor may round otherwise, hence a question's room.
const FLOORS: [(&str, Floor); 3] = [
    ("people", Floor { first: 0.97, among: 0.99, right: 0.90, silent: 0.97 }),
    ("hard", Floor { first: 0.95, among: 0.98, right: 0.85, silent: 0.96 }),
    ("far", Floor { first: 0.93, among: 0.985, right: 0.70, silent: 0.94 }),
];
/// Of what is answered so little may be wrong, and of what nothing answers so little be offered.
const MOST_WRONG: f64 = 0.02;
const MOST_OFFERED: f64 = 0.10;

struct Floor {
    first: f64,
    among: f64,
    right: f64,
    silent: f64,
}

#[test]
#[cfg_attr(not(feature = "semantic"), ignore = "words alone are not measured by it")]
fn questions_written_apart_are_answered_right_or_not_at_all() {
    let share = |count: usize, of: usize| count as f64 / of as f64;
    for (set, floor) in FLOORS {
        let path = format!("{}/tests/questions/{set}.tsv", env!("CARGO_MANIFEST_DIR"));
        let lines = std::fs::read_to_string(path).unwrap();
        let judged = lines.lines().map(Labelled::parse).map(|labelled| {
            let mut parts = questions(
                &KNOWLEDGE.faq,
                &KNOWLEDGE.judge,
                &Chat::default(),
                labelled.question,
                Timestamp(0),
            );
            let only = parts.pop().filter(|_| parts.is_empty());
            let judged = only.unwrap_or_else(|| KNOWLEDGE.judge.judge(labelled.question));
            labelled.judged(&KNOWLEDGE.faq, &judged)
        });
        let tally = Evaluation::of(judged.collect()).all;
        let answered = tally.answered_right + tally.answered_wrong;
        assert!(share(tally.first, tally.asked) >= floor.first, "{set}: {tally:?}");
        assert!(share(tally.among, tally.asked) >= floor.among, "{set}: {tally:?}");
        assert!(share(tally.answered_right, tally.asked) >= floor.right, "{set}: {tally:?}");
        assert!(share(tally.answered_wrong, answered) <= MOST_WRONG, "{set}: {tally:?}");
        assert!(share(tally.silent, tally.outside) >= floor.silent, "{set}: {tally:?}");
        assert!(share(tally.outside_offered, tally.outside) <= MOST_OFFERED, "{set}: {tally:?}");
    }
}
