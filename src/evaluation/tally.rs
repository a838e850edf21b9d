//! Counting: how the questions went, all together and by style, language and topic.

use std::collections::BTreeMap;

use super::question::{Judged, NOTHING};

/// How the questions of one kind went. Those that a topic answers are `asked`, the
/// others `outside`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Questions that a topic answers.
    pub asked: usize,
    /// Of them, those whose topic came first.
    pub first: usize,
    /// Of them, those whose topic was among the first three.
    pub among: usize,
    /// Of them, those answered right.
    pub answered_right: usize,
    /// Of them, those answered with another topic.
    pub answered_wrong: usize,
    /// Of them, those given buttons with the right topic.
    pub offered_right: usize,
    /// Of them, those given buttons without it.
    pub offered_wrong: usize,
    /// Questions that no topic answers.
    pub outside: usize,
    /// Of them, those not answered.
    pub silent: usize,
    /// Of them, those given buttons.
    pub outside_offered: usize,
}

/// All questions of a file, judged and counted.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// The questions, in the order of the file.
    pub judged: Vec<Judged>,
    /// All of them.
    pub all: Tally,
    /// By style; `all` where the lines name none.
    pub styles: BTreeMap<String, Tally>,
    /// By language, of the lines that name one.
    pub langs: BTreeMap<String, Tally>,
    /// By label.
    pub topics: BTreeMap<String, Tally>,
}

/// Questions of one label that were taken for one topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confusion<'e> {
    /// What they are.
    pub label: &'e str,
    /// What they were taken for.
    pub taken_for: &'e str,
    /// How many there are.
    pub times: usize,
    /// The first of them.
    pub example: &'e str,
}

impl Tally {
    fn add(&mut self, judged: &Judged) {
        let Some(right) = judged.right() else {
            self.outside += 1;
            self.silent += usize::from(judged.answer.is_none());
            self.outside_offered += usize::from(!judged.offered.is_empty());
            return;
        };
        let offered_right = judged.offered.iter().any(|topic| topic == right);
        self.asked += 1;
        self.first += usize::from(judged.best_is_right());
        self.among += usize::from(judged.ranking.iter().take(3).any(|topic| topic == right));
        self.answered_right += usize::from(judged.good());
        self.answered_wrong += usize::from(judged.answered_wrong());
        self.offered_right += usize::from(offered_right);
        self.offered_wrong += usize::from(!judged.offered.is_empty() && !offered_right);
    }

    /// All questions.
    pub fn questions(&self) -> usize {
        self.asked + self.outside
    }

    /// Questions outside that were answered all the same.
    pub fn unfounded(&self) -> usize {
        self.outside - self.silent
    }

    /// Questions that were answered, rightly or not.
    pub fn answers(&self) -> usize {
        self.answered_right + self.answered_wrong + self.unfounded()
    }

    /// Questions with an answer that became a ticket at once.
    pub fn tickets(&self) -> usize {
        let known = self.answered_right + self.answered_wrong + self.offered_right + self.offered_wrong;
        self.asked - known
    }

    /// Questions outside that became a ticket at once.
    pub fn outside_tickets(&self) -> usize {
        self.silent - self.outside_offered
    }
}

impl Evaluation {
    /// Counts the questions.
    pub fn of(judged: Vec<Judged>) -> Evaluation {
        let mut counted = Evaluation::default();
        for one in &judged {
            let style = one.style.clone().unwrap_or_else(|| "all".to_owned());
            counted.all.add(one);
            counted.styles.entry(style).or_default().add(one);
            counted.topics.entry(one.label.clone()).or_default().add(one);
            if let Some(lang) = &one.lang {
                counted.langs.entry(lang.clone()).or_default().add(one);
            }
        }
        Evaluation { judged, ..counted }
    }

    /// What was taken for what, most often first.
    pub fn confusions(&self) -> Vec<Confusion<'_>> {
        let mut pairs: BTreeMap<(&str, &str), Confusion<'_>> = BTreeMap::new();
        for one in &self.judged {
            let (label, example) = (one.label.as_str(), one.question.as_str());
            let Some(taken_for) = one.confused() else { continue };
            let new = Confusion { label, taken_for, times: 0, example };
            pairs.entry((label, taken_for)).or_insert(new).times += 1;
        }
        let mut pairs: Vec<_> = pairs.into_values().collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.times));
        pairs
    }

    /// The topics that were not always answered right, worst first; of equals the one
    /// that was asked more often.
    pub fn worst(&self) -> Vec<(&str, &Tally)> {
        let missed = |tally: &Tally| tally.answered_right < tally.asked;
        let mut worst: Vec<(&str, &Tally)> = self
            .topics
            .iter()
            .map(|(label, tally)| (label.as_str(), tally))
            .filter(|(label, tally)| *label != NOTHING && missed(tally))
            .collect();
        let share = |tally: &Tally| tally.answered_right as f64 / tally.asked as f64;
        worst.sort_by(|(_, a), (_, b)| share(a).total_cmp(&share(b)).then(b.asked.cmp(&a.asked)));
        worst
    }

    /// The questions that were answered wrong, the surest first.
    pub fn wrong(&self) -> Vec<&Judged> {
        let mut wrong: Vec<&Judged> = self.judged.iter().filter(|one| one.answered_wrong()).collect();
        wrong.sort_by(|a, b| b.score.total_cmp(&a.score));
        wrong
    }
}
