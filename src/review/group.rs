//! Questions that were not answered, in groups that ask one thing: how many, of how many
//! people, how old, and whether there are more of them than before.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::chat::{ChatId, Outcome};
use crate::clock::Timestamp;
use crate::lang::Lang;
use crate::matching::{Gist, groups};

/// Weeks are compared: whoever asks on Mondays does so each Monday.
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// Wordings that are held against each other to find the one in the middle.
const COMPARED: usize = 40;

/// A question that was not answered and waits for somebody to care.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its number in the log.
    pub number: i64,
    /// Where it was asked.
    pub chat: ChatId,
    /// When.
    pub asked_at: Timestamp,
    /// Its language.
    pub lang: Lang,
    /// What became of it.
    pub outcome: Outcome,
    /// The programme that it is near to.
    pub programme: Option<String>,
    /// The question, masked.
    pub text: String,
}

/// One way in which a question was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// How many times.
    pub times: usize,
}

/// Questions that ask one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The number of its oldest question: it stays while questions come in.
    pub number: i64,
    /// Their language.
    pub lang: Lang,
    /// How it was asked: first the wording that is nearest to all the others.
    pub wordings: Vec<Wording>,
    /// The numbers of its questions, oldest first.
    pub questions: Vec<i64>,
    /// How many chats asked it.
    pub askers: usize,
    /// When it was first asked.
    pub first: Timestamp,
    /// When it was last asked.
    pub last: Timestamp,
    /// Questions of the last seven days.
    pub this_week: usize,
    /// Questions of the seven days before.
    pub week_before: usize,
    /// The programme that most of them are near to.
    pub programme: Option<String>,
    /// How many got buttons; the others got nothing.
    pub unsure: usize,
}

impl Group {
    /// The question in its middle.
    pub fn central(&self) -> &str {
        self.wordings.first().map_or("", |wording| wording.text.as_str())
    }

    /// How many more, or fewer, people asked this week than the week before.
    pub fn trend(&self) -> i64 {
        self.this_week as i64 - self.week_before as i64
    }
}

/// Questions in groups, what is asked most now first. `gists` are those of the questions, in
/// their order. Whoever wanted a person asked nothing that the knowledge could hold.
pub fn gathered(questions: &[Question], gists: &[&Gist], now: Timestamp) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    for lang in Lang::ALL {
        let asks = |question: &Question| {
            question.lang == lang && matches!(question.outcome, Outcome::Unsure | Outcome::Unknown)
        };
        let mut own: Vec<(&Question, &Gist)> =
            questions.iter().zip(gists.iter().copied()).filter(|(question, _)| asks(question)).collect();
        own.sort_by_key(|(question, _)| question.number);
        let gists: Vec<&Gist> = own.iter().map(|(_, gist)| *gist).collect();
        let members = |places: Vec<usize>| places.into_iter().map(|at| own[at]).collect::<Vec<_>>();
        all.extend(groups(&gists).into_iter().filter_map(|places| group(lang, &members(places), now)));
    }
    let weight = |group: &Group| (group.this_week, group.askers, group.questions.len(), group.last);
    all.sort_by(|a, b| weight(b).cmp(&weight(a)).then(a.number.cmp(&b.number)));
    all
}

fn group(lang: Lang, members: &[(&Question, &Gist)], now: Timestamp) -> Option<Group> {
    let questions = || members.iter().map(|(question, _)| *question);
    let oldest = questions().next()?;
    let within = |from: Timestamp, to: Timestamp| {
        questions().filter(|question| from < question.asked_at && question.asked_at <= to).count()
    };
    let (week, fortnight) = (now.minus(WEEK), now.minus(WEEK * 2));
    Some(Group {
        number: oldest.number,
        lang,
        wordings: wordings(members),
        questions: questions().map(|question| question.number).collect(),
        askers: questions().map(|question| question.chat).collect::<BTreeSet<_>>().len(),
        first: questions().map(|question| question.asked_at).min()?,
        last: questions().map(|question| question.asked_at).max()?,
        this_week: within(week, now),
        week_before: within(fortnight, week),
        programme: most(questions().filter_map(|question| question.programme.as_deref())),
        unsure: questions().filter(|question| question.outcome == Outcome::Unsure).count(),
    })
}

/// The different wordings: the one in the middle, then the others by how often.
fn wordings(members: &[(&Question, &Gist)]) -> Vec<Wording> {
    let mut wordings: Vec<(Wording, &Gist)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (question, gist) in members {
        let at = *known.entry(question.text.as_str()).or_insert(wordings.len());
        match wordings.get_mut(at) {
            Some((wording, _)) => wording.times += 1,
            None => wordings.push((Wording { text: question.text.clone(), times: 1 }, gist)),
        }
    }
    // Stable: of equally frequent ones the older comes first.
    wordings.sort_by_key(|(wording, _)| std::cmp::Reverse(wording.times));
    let compared = &wordings[..wordings.len().min(COMPARED)];
    let nearness = |gist: &Gist| -> f64 {
        compared.iter().map(|(wording, other)| wording.times as f64 * gist.alike(other)).sum()
    };
    let nearest: Vec<f64> = compared.iter().map(|(_, gist)| nearness(gist)).collect();
    // Of equals the first.
    let central = (0..nearest.len()).rev().max_by(|&a, &b| nearest[a].total_cmp(&nearest[b]));
    let mut wordings: Vec<Wording> = wordings.into_iter().map(|(wording, _)| wording).collect();
    if let Some(central) = central {
        wordings[..=central].rotate_right(1);
    }
    wordings
}

/// What is named most often; of equals the first by name.
fn most<'q>(names: impl Iterator<Item = &'q str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name.to_owned())
}
