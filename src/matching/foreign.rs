//! Subjects that one office never answers and another is asked about all day. An import
//! takes over lines that no bot of an office answers; here it is found out on which of them
//! its topics live. It may not be asked of lines that an office wrote for its own topics:
//! those are near to them on purpose.

use std::collections::BTreeMap;

use super::corpus::{Corpus, Line, subject};
use super::engine::Engine;
use super::judge::Judge;
use super::pool::Pool;
use super::sense::Shelf;
use super::vocabulary::mix;
use crate::faq::Faq;
use crate::lang::Lang;
use crate::parallel::in_parallel;

/// A language counts from this share of the topics' phrases on.
const SPOKEN: f64 = 0.1;
/// Engines; each goes without its share of the subjects, and is asked about their lines.
const PARTS: usize = 2;

impl Judge {
    /// The subjects of never lines of which most lines come to a topic, wherever nobody has
    /// said that they do not. Lines in a language that topics are hardly asked in are left
    /// aside: they are far from everything, whatever they say.
    pub fn foreign(faq: &Faq, shelf: &Shelf) -> Vec<String> {
        let corpus = Corpus::new(faq, shelf.clone());
        let parts: Vec<usize> = (0..PARTS).collect();
        let judged =
            in_parallel(&parts, |parts| parts.iter().flat_map(|&part| judged(&corpus, part)).collect());
        let mut subjects: BTreeMap<u64, (usize, usize)> = BTreeMap::new();
        for (group, is_ours) in judged {
            let (ours, all) = subjects.entry(group).or_default();
            *ours += usize::from(is_ours);
            *all += 1;
        }
        let is_foreign = |group: u64| subjects.get(&group).is_some_and(|(ours, all)| 2 * ours > *all);
        let foreign = faq.nevers.iter().filter(|never| subject(never).is_some_and(is_foreign));
        foreign.map(|never| never.about.clone()).collect()
    }
}

/// The never lines of a part by the subject, and whether each comes to a topic.
fn judged(corpus: &Corpus, part: usize) -> Vec<(u64, bool)> {
    let held = |line: &Line| line.group.filter(|group| (mix(*group, 0xf0) >> 32) as usize % PARTS == part);
    let kept: Vec<usize> =
        (0..corpus.lines.len()).filter(|&line| held(&corpus.lines[line]).is_none()).collect();
    let engine = Engine::train(corpus, &kept);
    let spoken: Vec<Lang> = Lang::ALL.into_iter().filter(|&lang| is_spoken(corpus, lang)).collect();
    let heard = corpus.lines.iter().filter(|line| spoken.contains(&line.lang));
    let lines = heard.filter_map(|line| Some((held(line)?, line)));
    lines.map(|(group, line)| (group, comes_to_a_topic(corpus, &engine, line))).collect()
}

fn comes_to_a_topic(corpus: &Corpus, engine: &Engine, line: &Line) -> bool {
    let mut ranked = engine.rank(&corpus.reading(line), &Pool::WORDS);
    if let Some(at) = line.sense {
        engine.rank_by_meaning(&corpus.shelf, &corpus.shelf.get(at).sense(), &Pool::MEANINGS, &mut ranked);
    }
    ranked.order.first().is_some_and(|&best| ranked.probabilities[best] > 0.5)
}

fn is_spoken(corpus: &Corpus, lang: Lang) -> bool {
    let asked = || corpus.lines.iter().filter(|line| line.class < corpus.topics.len());
    asked().filter(|line| line.lang == lang).count() as f64 >= SPOKEN * asked().count() as f64
}
