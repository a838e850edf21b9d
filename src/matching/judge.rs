//! The judge: everything trained, and the one place where it becomes a verdict.

use std::collections::BTreeMap;

use super::calibrate::{Calibration, Costs, THRESHOLD};
use super::corpus::Corpus;
use super::engine::{Engine, Ranked};
use super::fit::{OFFERED, Unseen, calibrations, unseen};
use super::normalise::Question;
use super::signals::{Signals, signals};
use crate::faq::{Faq, TopicId};
use crate::lang::Lang;

/// Topics that a judgement names, best first.
const NAMED: usize = 5;
/// A topic is offered as a button only if it is at least this likely beside the best.
const WORTH_OFFERING: f32 = 0.02;
/// Below this the words lean to neither language (log odds), and the nearest line decides.
const NO_LEANING: f32 = 0.5;

/// Judges questions. Made once for a version of the knowledge; never changes.
pub struct Judge {
    corpus: Corpus,
    engine: Engine,
    answer: Calibration,
    among: Calibration,
}

/// What to do about a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Answer with this topic.
    Answer(TopicId),
    /// Ask which of these is meant; one to three topics.
    Unsure(Vec<TopicId>),
    /// The knowledge does not hold it.
    Unknown,
}

/// A verdict with what it rests on.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// What to do.
    pub verdict: Verdict,
    /// How sure it is that the best topic is right, 0 to 1.
    pub score: f64,
    /// How sure it is that one of the best three is right, 0 to 1.
    pub among: f64,
    /// The best topics, in order.
    pub ranking: Vec<Hit>,
    /// The language of the words, where they tell.
    pub lang: Option<Lang>,
    /// The programme that the question is near to, also where no topic answers it.
    pub programme: Option<String>,
    /// The question as it was read.
    pub question: Question,
}

/// A topic and how likely it is among the topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The topic.
    pub topic: TopicId,
    /// Probability, 0 to 1.
    pub score: f32,
}

/// Why a judgement came out as it did.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Words and concepts of the question and what each says for the best topic
    /// rather than for the runner-up (or for "none of ours", where that is likelier).
    pub evidence: Vec<Evidence>,
    /// What the evidence was held against.
    pub rival: String,
    /// The nearest training line and its cosine.
    pub nearest: Option<(String, f32)>,
    /// The signals and what each adds to the log odds of answering.
    pub parts: Vec<(&'static str, f64)>,
}

/// One word or concept and its say in log odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The word, or the concept in brackets.
    pub what: String,
    /// Log odds for the best topic.
    pub says: f32,
}

/// How well questions were judged that the engine had not seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Phrases judged.
    pub phrases: usize,
    /// Share of them whose topic came first.
    pub first: f64,
    /// Share of them whose topic was among the first three.
    pub among: f64,
    /// Share of them answered outright and right.
    pub answered: f64,
    /// Never lines judged.
    pub nevers: usize,
    /// Share of them not answered.
    pub silent: f64,
}

impl Judge {
    /// Trains on the knowledge. Its fitted calibration is used where it has one that
    /// fits this program; else it is fitted on the spot, which takes some seconds.
    pub fn train(faq: &Faq) -> Judge {
        let mut corpus = Corpus::new(faq);
        let stored = faq.fit.as_ref().and_then(Calibration::pair);
        let (answer, among) =
            stored.unwrap_or_else(|| calibrations(&unseen(&corpus, |_| {}), Costs::default()));
        let all: Vec<usize> = (0..corpus.lines.len()).collect();
        let engine = Engine::train(&corpus, &all);
        corpus.forget_words();
        Judge { corpus, engine, answer, among }
    }

    /// Fits the calibration of a knowledge: weights by name for answering and for
    /// offering, and how well the unseen lines were judged. `progress` hears of each
    /// finished fold, 1 to 5.
    pub fn fit(faq: &Faq, costs: Costs, progress: impl FnMut(usize)) -> (Weights, Weights, Quality) {
        let corpus = Corpus::new(faq);
        let judged = unseen(&corpus, progress);
        let (answer, among) = calibrations(&judged, costs);
        let quality = quality(&judged, &answer);
        (answer.names(), among.names(), quality)
    }

    /// Judges a line. Any text is fine.
    pub fn judge(&self, line: &str) -> Judgement {
        self.judge_question(self.corpus.normaliser.question(line))
    }

    /// Judges a line that leaves out what it is about: an elliptical follow-up.
    pub fn judge_about(&self, subject: &str, line: &str) -> Judgement {
        self.judge_question(self.corpus.normaliser.question(&format!("{subject} {line}")))
    }

    /// Judges a question that has been read already.
    pub fn judge_question(&self, question: Question) -> Judgement {
        let (ranked, signals) = self.rank(&question);
        let known = self.corpus.exact.get(&question.key()).copied().flatten();
        let (score, among) = match known {
            Some(class) if class < self.corpus.topics.len() => (1.0, 1.0),
            Some(_) => (0.0, 0.0),
            None => (self.answer.probability(&signals), self.among.probability(&signals)),
        };
        let mut ranking: Vec<usize> = ranked.order.iter().copied().take(NAMED).collect();
        if let Some(class) = known.filter(|class| *class < self.corpus.topics.len()) {
            ranking.retain(|topic| *topic != class);
            ranking.insert(0, class);
        }
        let hits: Vec<Hit> = ranking.iter().map(|&topic| self.hit(topic, &ranked)).collect();
        Judgement {
            verdict: self.verdict(&ranking, &ranked, score, among),
            score,
            among,
            ranking: hits,
            lang: self.lang(&question, &ranked),
            programme: self.programme(&ranked),
            question,
        }
    }

    /// Why a question is judged as it is.
    pub fn explain(&self, question: &Question) -> Explanation {
        let (ranked, signals) = self.rank(question);
        let (best, rival) = self.contest(&ranked);
        let described = &ranked.described;
        let words = question.words.iter().map(|word| Evidence {
            what: word.text.clone(),
            says: self.engine.word_says(described, &word.text, best, rival),
        });
        let concepts = described.concepts.iter().map(|found| Evidence {
            what: format!("[{}]", self.corpus.concepts.name(found.concept)),
            says: self.engine.concept_says(described, found.concept, best, rival),
        });
        let nearest = ranked
            .nearest_line
            .map(|(line, cosine)| (self.corpus.lines[line].question.folded.clone(), cosine));
        Explanation {
            evidence: words.chain(concepts).collect(),
            rival: self
                .corpus
                .topics
                .get(rival)
                .map_or_else(|| "none of ours".to_owned(), |topic| topic.id.to_string()),
            nearest,
            parts: self.answer.parts(&signals).collect(),
        }
    }

    fn rank(&self, question: &Question) -> (Ranked, Signals) {
        let concepts = self.corpus.concepts.find(&question.words);
        let ranked = self.engine.rank(question, concepts);
        let signals = signals(&self.corpus, &self.engine, question, &ranked);
        (ranked, signals)
    }

    /// The best topic, and the likeliest other class.
    fn contest(&self, ranked: &Ranked) -> (usize, usize) {
        let best = ranked.order.first().copied().unwrap_or_default();
        let rival = (0..self.corpus.classes())
            .filter(|class| *class != best)
            .max_by(|&a, &b| ranked.probabilities[a].total_cmp(&ranked.probabilities[b]));
        (best, rival.unwrap_or_default())
    }

    fn hit(&self, topic: usize, ranked: &Ranked) -> Hit {
        Hit { topic: self.corpus.topics[topic].id.clone(), score: ranked.probabilities[topic] }
    }

    fn verdict(&self, ranking: &[usize], ranked: &Ranked, score: f64, among: f64) -> Verdict {
        let id = |topic: &usize| self.corpus.topics[*topic].id.clone();
        let Some(best) = ranking.first() else { return Verdict::Unknown };
        if score >= THRESHOLD {
            return Verdict::Answer(id(best));
        }
        let offered: Vec<TopicId> = ranking
            .iter()
            .filter(|&&topic| ranked.probabilities[topic] >= WORTH_OFFERING * ranked.probabilities[*best])
            .filter(|&&topic| !self.corpus.topics[topic].small_talk)
            .take(OFFERED)
            .map(id)
            .collect();
        if among < THRESHOLD || offered.is_empty() { Verdict::Unknown } else { Verdict::Unsure(offered) }
    }

    fn lang(&self, question: &Question, ranked: &Ranked) -> Option<Lang> {
        let leaning = self.engine.leaning(question);
        if leaning.abs() >= NO_LEANING {
            return Some(if leaning > 0.0 { Lang::Id } else { Lang::En });
        }
        ranked.nearest_line.map(|(line, _)| self.corpus.lines[line].lang)
    }

    /// The programme whose topics are the likeliest together, also where "none of ours"
    /// is likelier still; none for a question that is far from all.
    fn programme(&self, ranked: &Ranked) -> Option<String> {
        if ranked.probabilities[self.corpus.far()] > 0.5 || ranked.nearest_line.is_none() {
            return None;
        }
        let mut shares: BTreeMap<&str, f32> = BTreeMap::new();
        for (label, probability) in self.corpus.topics.iter().zip(&ranked.probabilities) {
            if !label.small_talk {
                *shares.entry(label.programme.as_str()).or_default() += probability;
            }
        }
        shares.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(programme, _)| programme.to_owned())
    }
}

/// Weights by signal name, as `faq/fit.toml` keeps them.
pub type Weights = BTreeMap<String, f64>;

fn quality(judged: &[Unseen], answer: &Calibration) -> Quality {
    let answered = |unseen: &&Unseen| answer.probability(&unseen.signals) >= THRESHOLD;
    let phrases: Vec<&Unseen> = judged.iter().filter(|unseen| unseen.place.is_some()).collect();
    let nevers: Vec<&Unseen> = judged.iter().filter(|unseen| unseen.place.is_none()).collect();
    let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    let placed =
        |most: usize| phrases.iter().filter(|unseen| unseen.place.is_some_and(|place| place < most)).count();
    let right = phrases.iter().filter(|unseen| unseen.place == Some(0)).copied().filter(answered).count();
    let silent = nevers.len() - nevers.iter().copied().filter(answered).count();
    Quality {
        phrases: phrases.len(),
        first: share(placed(1), phrases.len()),
        among: share(placed(OFFERED), phrases.len()),
        answered: share(right, phrases.len()),
        nevers: nevers.len(),
        silent: share(silent, nevers.len()),
    }
}
