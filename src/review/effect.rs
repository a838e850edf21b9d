//! What a change does, as it was measured, and what stands in the way of accepting it. It
//! may not measure anything.

use serde::{Deserialize, Serialize};

/// What a change does to the knowledge of one version.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Effect {
    /// The version of the knowledge that it was measured on.
    pub knowledge: String,
    /// What is wrong with the changed knowledge that was not wrong before.
    pub findings: Vec<Finding>,
    /// Phrases that another topic would get, and did not before, the worst first.
    pub collisions: Vec<Blame>,
    /// How well unseen lines are judged; `None` where errors forbid it.
    pub quality: Option<Shift>,
    /// How many logged questions were judged again.
    pub judged: usize,
    /// How many different ones of them are judged otherwise.
    pub changed: usize,
    /// The first of these, worst first.
    pub drift: Vec<Drifted>,
    /// How many of these are judged worse.
    pub regressions: usize,
    /// The questions that led to the change, and what becomes of them now.
    pub questions: Vec<Now>,
}

/// Something that `tanya check` finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Whether it keeps the knowledge from being loaded.
    pub error: bool,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// A phrase that another topic would get, were it not known word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blame {
    /// The phrase.
    pub phrase: String,
    /// Its own topic.
    pub topic: String,
    /// The other one.
    pub rival: String,
}

/// Judgements of unseen lines, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// Without the change.
    pub before: Scores,
    /// With it.
    pub after: Scores,
    /// Lines that were judged right, and are not any more.
    pub lost: Vec<String>,
    /// How many those are.
    pub lost_count: usize,
    /// How many lines are judged right that were not.
    pub won_count: usize,
}

/// How well unseen lines are judged, as shares from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Scores {
    /// Phrases whose topic comes first.
    pub first: f64,
    /// Phrases that are answered, and rightly.
    pub answered: f64,
    /// Never lines that are not answered.
    pub silent: f64,
}

/// A logged question that is judged otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drifted {
    /// The question, masked.
    pub text: String,
    /// What became of it before, as a word or a topic.
    pub before: String,
    /// And now.
    pub after: String,
    /// Whether it is judged worse: it was answered, and is not, or with another topic.
    pub worse: bool,
}

/// A question of the group, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    /// The question, masked.
    pub text: String,
    /// The topic that answers it; `None` where none does.
    pub answer: Option<String>,
    /// Whether that is what the change is for.
    pub wanted: bool,
}

/// Why a change cannot be accepted as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// Measure it first, on the knowledge as it is.
    Unmeasured,
    /// Mend it: the knowledge would not load.
    Errors(usize),
    /// Look at them, and say so: questions that were answered are not, or otherwise.
    Regressions(usize),
}

impl Effect {
    /// How many errors the knowledge would have.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.error).count()
    }

    /// What stands in the way of accepting a change with this effect on knowledge of this
    /// version; `anyway` means that the regressions were seen.
    pub fn hindrance(effect: Option<&Effect>, knowledge: &str, anyway: bool) -> Option<Hindrance> {
        let Some(effect) = effect.filter(|effect| effect.knowledge == knowledge) else {
            return Some(Hindrance::Unmeasured);
        };
        match (effect.errors(), effect.regressions) {
            (0, 0) => None,
            (0, regressions) => (!anyway).then_some(Hindrance::Regressions(regressions)),
            (errors, _) => Some(Hindrance::Errors(errors)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sound_change_that_was_measured_on_this_version_is_accepted() {
        let sound = Effect { knowledge: "v1".into(), ..Effect::default() };
        let worse = Effect { regressions: 2, ..sound.clone() };
        let finding =
            Finding { error: true, file: "x".into(), line: 1, message: "broken".into(), hint: None };
        let broken = Effect { findings: vec![finding], ..worse.clone() };
        assert_eq!(Effect::hindrance(None, "v1", true), Some(Hindrance::Unmeasured));
        assert_eq!(Effect::hindrance(Some(&sound), "v2", true), Some(Hindrance::Unmeasured));
        assert_eq!(Effect::hindrance(Some(&sound), "v1", false), None);
        assert_eq!(Effect::hindrance(Some(&worse), "v1", false), Some(Hindrance::Regressions(2)));
        assert_eq!(Effect::hindrance(Some(&worse), "v1", true), None);
        assert_eq!(Effect::hindrance(Some(&broken), "v1", true), Some(Hindrance::Errors(1)));
    }
}
