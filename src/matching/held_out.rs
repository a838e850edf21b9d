//! How the judgement as it stands fares on lines that its engine has not seen: the folds of
//! the fit, with the decisions taken as they are. An edit is measured by it, before and
//! after; to fit decisions anew would take minutes, and an edit goes live without that. For
//! the same reason only every third line is judged, and all lines of one programme: where
//! an edit does harm, it does so beside itself.

use std::collections::HashMap;

use super::contrast::{coming_year, rank};
use super::corpus::{Corpus, Line};
use super::decide::OFFERED;
use super::engine::Engine;
use super::fit::{FOLDS, deal};
use super::judge::Judge;
use super::quality::Quality;
use super::signals::signals;
use super::vocabulary::mix;
use crate::faq::{Faq, TopicId};
use crate::parallel::{Tally, in_parallel};

/// Engines for each knowledge; each goes without two of the folds of the fit, which would
/// take twice as many.
pub const PARTS: usize = FOLDS / 2;
/// One line in so many is judged, whatever its programme.
const SAMPLED: u64 = 3;

/// What became of a line that the engine had not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fared {
    /// A phrase was answered with its topic, a never line was not answered.
    Right,
    /// It was answered, and should not have been, or with another topic.
    Wrong,
    /// A phrase was not answered.
    Silent,
}

/// A line of the knowledge, judged unseen.
#[derive(Debug, Clone)]
pub struct HeldLine {
    /// The line.
    pub text: String,
    /// Its topic; `None` for a never line.
    pub topic: Option<TopicId>,
    /// What became of it.
    pub fared: Fared,
    /// The place of its topic in the ranking, from 0.
    place: Option<usize>,
    /// Whether it stands for all lines.
    sampled: bool,
}

/// Lines of a knowledge, judged unseen.
#[derive(Debug, Clone, Default)]
pub struct HeldOut {
    lines: Vec<HeldLine>,
    answer_from: f64,
    offer_from: f64,
}

impl Judge {
    /// Judges lines of knowledges by engines that have not seen them, each with the
    /// decisions of its judge: every third line, and all of a `programme`. `progress` hears
    /// of each finished part, 1 to [`PARTS`] for each knowledge.
    pub fn held_out(
        of: &[(&Judge, &Faq)],
        programme: Option<&str>,
        progress: impl FnMut(usize) + Send,
    ) -> Vec<HeldOut> {
        let corpora: Vec<Corpus> =
            of.iter().map(|(judge, faq)| Corpus::new(faq, judge.corpus.shelf.clone())).collect();
        let parts: Vec<(usize, usize)> =
            (0..of.len()).flat_map(|which| (0..PARTS).map(move |part| (which, part))).collect();
        let tally = Tally::new(progress);
        let judged = in_parallel(&parts, |part| {
            let judge = |&(which, part): &(usize, usize)| {
                let lines = of[which].0.judge_part(&corpora[which], part, programme);
                tally.one_more();
                (which, lines)
            };
            part.iter().map(judge).collect()
        });
        let empty = |(judge, _): &(&Judge, &Faq)| HeldOut {
            lines: Vec::new(),
            answer_from: judge.last_decision().answer_from(),
            offer_from: judge.last_decision().offer_from(),
        };
        let mut held: Vec<HeldOut> = of.iter().map(empty).collect();
        for (which, lines) in judged {
            held[which].lines.extend(lines);
        }
        held
    }

    fn judge_part(&self, corpus: &Corpus, part: usize, programme: Option<&str>) -> Vec<HeldLine> {
        let parts: Vec<usize> = deal(corpus).into_iter().map(|fold| fold % PARTS).collect();
        let kept: Vec<usize> = (0..corpus.lines.len()).filter(|&line| parts[line] != part).collect();
        let engine = Engine::train(corpus, &kept);
        let wanted = |line: &Line| {
            let topic = corpus.topics.get(line.class);
            is_sampled(line) || topic.is_some_and(|topic| Some(topic.programme.as_str()) == programme)
        };
        let held = corpus.lines.iter().zip(&parts).filter(|(_, dealt)| **dealt == part);
        let wanted = held.map(|(line, _)| line).filter(|line| wanted(line));
        wanted.map(|line| self.judge_unseen(corpus, &engine, line)).collect()
    }

    /// As [`Judge::judge`] does, with the vector that the line has on the shelf.
    fn judge_unseen(&self, corpus: &Corpus, engine: &Engine, line: &Line) -> HeldLine {
        let (reading, mut ranked) = rank(corpus, engine, &self.by_words.pool, corpus.reading(line));
        let mut decided = self.by_words.decision.of(&signals(corpus, engine, &reading, &ranked));
        let second =
            self.by_meaning.as_ref().zip(line.sense).filter(|((_, cascade), _)| !cascade.is_sure(&decided));
        if let Some(((by_meaning, _), at)) = second {
            let sense = corpus.shelf.get(at).sense();
            engine.rank_by_meaning(&corpus.shelf, &sense, &by_meaning.pool, &mut ranked);
            decided = by_meaning.decision.of(&signals(corpus, engine, &reading, &ranked));
        }
        let best = ranked.order.first().copied();
        let coming = best.and_then(|best| coming_year(corpus, engine, &reading, best));
        let answered = best.filter(|_| decided.answers && coming.is_none());
        let topic = corpus.topics.get(line.class);
        HeldLine {
            text: line.text.to_string(),
            topic: topic.map(|topic| topic.id.clone()),
            fared: match answered {
                Some(best) if best == line.class => Fared::Right,
                Some(_) => Fared::Wrong,
                None if topic.is_none() => Fared::Right,
                None => Fared::Silent,
            },
            place: topic.and(ranked.order.iter().position(|topic| *topic == line.class)),
            sampled: is_sampled(line),
        }
    }
}

/// By a hash, so that an edit changes nothing about other lines.
fn is_sampled(line: &Line) -> bool {
    mix(line.key, 0x5a).is_multiple_of(SAMPLED)
}

impl HeldOut {
    /// How well lines fared, by those that stand for all.
    pub fn quality(&self) -> Quality {
        let count = |counted: &dyn Fn(&HeldLine) -> bool| {
            self.lines.iter().filter(|line| line.sampled && counted(line)).count()
        };
        let phrases = count(&|line| line.topic.is_some());
        let nevers = count(&|line| line.topic.is_none());
        let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
        let placed = |line: &HeldLine, most: usize| line.place.is_some_and(|place| place < most);
        Quality {
            phrases,
            first: share(count(&|line| placed(line, 1)), phrases),
            among: share(count(&|line| placed(line, OFFERED)), phrases),
            answered: share(count(&|line| line.topic.is_some() && line.fared == Fared::Right), phrases),
            nevers,
            silent: share(count(&|line| line.topic.is_none() && line.fared == Fared::Right), nevers),
            answer_from: self.answer_from,
            offer_from: self.offer_from,
        }
    }

    /// The lines of both knowledges that fare otherwise in `after`: as they were, and as they are.
    pub fn changed<'h>(&'h self, after: &'h HeldOut) -> Vec<(&'h HeldLine, &'h HeldLine)> {
        let known: HashMap<&str, &HeldLine> =
            self.lines.iter().map(|line| (line.text.as_str(), line)).collect();
        let pairs = after.lines.iter().filter_map(|line| Some((*known.get(line.text.as_str())?, line)));
        pairs.filter(|(before, after)| before.topic == after.topic && before.fared != after.fared).collect()
    }
}
