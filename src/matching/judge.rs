//! The judge: everything trained, and the one place where it becomes a verdict.

use std::sync::{Arc, OnceLock};

use super::alike::Gist;
use super::cascade::Cascade;
use super::collide::Collisions;
use super::contrast::{Lack, coming_year, lack, rank};
use super::corpus::{Corpus, Reading};
use super::decide::{Costs, Decided, Decision, OFFERED};
use super::engine::{Engine, Ranked};
use super::fit::{Fit, Fitted, Stage, Trained, fit};
use super::normalise::Question;
use super::pool::Pools;
use super::programme::{About, NAMED_FROM, ROUTED_FROM};
use super::sense::{Shelf, sense};
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
    pub(super) corpus: Corpus,
    pub(super) engine: Engine,
    pub(super) by_words: Stage,
    pub(super) by_meaning: Option<(Stage, Cascade)>,
    /// What opinions on programmes are worth.
    programmes: Pools,
    /// Worked out when somebody asks for them.
    collisions: OnceLock<Arc<Collisions>>,
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
    /// The programme that the question is about, also where no topic answers it.
    pub programme: Option<String>,
    /// What an answer of the best topic would lack, where it is not given and something
    /// stands out.
    pub lack: Option<Lack>,
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

impl Judge {
    /// Trains on the knowledge, with the vectors of its lines on the `shelf`. A fit is
    /// used where there is one: its decisions in any case, what was learnt only where
    /// `knowledge` is still what it was learnt from. Without a fit one is made on the
    /// spot, which takes some seconds.
    pub fn train(faq: &Faq, shelf: &Shelf, fitted: Option<Fitted>, knowledge: &str) -> Judge {
        let Some(mut fitted) = fitted else {
            let corpus = Corpus::new(faq, shelf.clone());
            let fitted = fit(&corpus, Costs::default(), |_| {}).fitted;
            return Judge::of(fitted, Judge::learn(corpus));
        };
        let trained = fitted.trained.take().filter(|_| fitted.knowledge == knowledge);
        let kept = trained.and_then(|trained| Judge::kept(faq, shelf, trained));
        let trained = kept.unwrap_or_else(|| Judge::learn(Corpus::new(faq, shelf.clone())));
        Judge::of(fitted, trained)
    }

    /// Without a meaning in the engine there is nothing to decide by it.
    fn of(fitted: Fitted, (corpus, engine): (Corpus, Engine)) -> Judge {
        let Fitted { by_words, by_meaning, programmes, .. } = fitted;
        let by_meaning = by_meaning.filter(|_| engine.meaning().is_some());
        Judge { corpus, engine, by_words, by_meaning, programmes, collisions: OnceLock::new() }
    }

    fn kept(faq: &Faq, shelf: &Shelf, Trained { digest, engine }: Trained) -> Option<(Corpus, Engine)> {
        let corpus = Corpus::digested(faq, shelf.clone(), digest);
        let engine = engine.kept(&corpus)?;
        Some((corpus, engine))
    }

    fn learn(mut corpus: Corpus) -> (Corpus, Engine) {
        let engine = Engine::train_on_all(&corpus);
        corpus.forget_numbers();
        (corpus, engine)
    }

    /// Fits the judgement to the knowledge of this hash, and says how well unseen lines
    /// were judged.
    /// `progress` hears of each finished part, 1 to [`super::FOLDS`].
    pub fn fit(
        faq: &Faq,
        shelf: &Shelf,
        knowledge: &str,
        costs: Costs,
        progress: impl FnMut(usize) + Send,
    ) -> Fit {
        let corpus = Corpus::new(faq, shelf.clone());
        let mut fit = fit(&corpus, costs, progress);
        fit.fitted.trained =
            Some(Trained { digest: corpus.digest(faq), engine: Engine::train_on_all(&corpus) });
        fit.fitted.knowledge = knowledge.to_owned();
        fit
    }

    /// Judges a line. Any text is fine.
    pub fn judge(&self, line: &str) -> Judgement {
        self.judge_question(self.corpus.question(line))
    }

    /// Judges a line that leaves out what it is about: an elliptical follow-up.
    pub fn judge_about(&self, subject: &str, line: &str) -> Judgement {
        self.judge_question(self.corpus.question(&format!("{subject} {line}")))
    }

    /// Judges a question that has been read already.
    pub fn judge_question(&self, question: Question) -> Judgement {
        let reading = self.corpus.read(question);
        let known = self.corpus.exactly(&reading.question);
        let (reading, ranked, decided) = match known {
            Some(class) => {
                let ranked = self.engine.rank(&reading, &self.by_words.pool);
                (reading, ranked, Decided::known(class < self.corpus.topics.len()))
            }
            None => {
                let weighed = self.weigh(reading);
                (weighed.reading, weighed.ranked, weighed.decided)
            }
        };
        let coming = ranked
            .order
            .first()
            .filter(|_| known.is_none())
            .and_then(|&best| coming_year(&self.corpus, &self.engine, &reading, best));
        let asks = coming.is_none() && !reading.question.words.is_empty();
        let decided = if asks { decided } else { Decided::known(false) };
        let mut ranking: Vec<usize> = ranked.order.iter().copied().take(NAMED).collect();
        if let Some(class) = known.filter(|class| *class < self.corpus.topics.len()) {
            ranking.retain(|topic| *topic != class);
            ranking.insert(0, class);
        }
        let about = match ranking.first() {
            Some(&best) if decided.answers || coming.is_some() => self.programme_of(best),
            _ => Some(self.about(&ranked))
                .filter(|about| about.likely >= ROUTED_FROM && about.is_of(&self.corpus)),
        };
        let hits: Vec<Hit> = ranking.iter().map(|&topic| self.hit(topic, &ranked)).collect();
        Judgement {
            verdict: self.verdict(&ranking, &ranked, decided),
            score: decided.score,
            among: decided.among,
            ranking: hits,
            lang: self.lang(&reading, &ranked),
            lack: coming.or_else(|| {
                let named = about.filter(|about| !decided.answers && about.likely >= NAMED_FROM)?;
                lack(&self.corpus, &self.engine, &reading, &ranked, named.programme)
            }),
            programme: about.and_then(|about| self.corpus.programmes.get(about.programme)).cloned(),
            question: reading.question,
        }
    }

    /// A line as [`Gist::alike`] compares it with many.
    pub fn gist(&self, line: &str) -> Gist {
        Gist::new(&self.corpus, &self.engine, line)
    }

    /// How near two lines are to being one question, 0 to 1: see [`super::SAME`], [`Judge::gist`].
    pub fn alike(&self, a: &str, b: &str) -> f64 {
        self.gist(a).alike(&self.gist(b))
    }

    /// Which topics get in each other's way: see [`Collisions`]. It takes a while, once.
    pub fn collisions(&self) -> Arc<Collisions> {
        self.collisions.get_or_init(|| Arc::new(Collisions::of(&self.corpus, &self.engine))).clone()
    }

    /// The decision that has the last word.
    pub(super) fn last_decision(&self) -> &Decision {
        &self.by_meaning.as_ref().map_or(&self.by_words, |(stage, _)| stage).decision
    }

    /// Weighs a question as it is best read: by its words, and where they are not sure by its
    /// meaning too.
    pub(super) fn weigh(&self, reading: Reading) -> Weighed<'_> {
        let stage = &self.by_words;
        let (reading, mut ranked) = rank(&self.corpus, &self.engine, &stage.pool, reading);
        let (signals, decided) = self.decide(&reading, &ranked, stage);
        let second = self.by_meaning.as_ref().filter(|(_, cascade)| !cascade.is_sure(&decided));
        let Some(((stage, _), sense)) = second.zip(second.and_then(|_| sense(&reading.question.typed)))
        else {
            return Weighed { reading, ranked, signals, decided, stage };
        };
        self.engine.rank_by_meaning(&self.corpus.shelf, &sense, &stage.pool, &mut ranked);
        let (signals, decided) = self.decide(&reading, &ranked, stage);
        Weighed { reading, ranked, signals, decided, stage }
    }

    fn decide(&self, reading: &Reading, ranked: &Ranked, stage: &Stage) -> (Signals, Decided) {
        let signals = signals(&self.corpus, &self.engine, reading, ranked);
        (signals, stage.decision.of(&signals))
    }

    fn hit(&self, topic: usize, ranked: &Ranked) -> Hit {
        Hit { topic: self.corpus.topics[topic].id.clone(), score: ranked.probabilities[topic] }
    }

    fn verdict(&self, ranking: &[usize], ranked: &Ranked, decided: Decided) -> Verdict {
        let id = |topic: &usize| self.corpus.topics[*topic].id.clone();
        let Some(best) = ranking.first() else { return Verdict::Unknown };
        if decided.answers {
            return Verdict::Answer(id(best));
        }
        let offered: Vec<TopicId> = ranking
            .iter()
            .filter(|&&topic| ranked.probabilities[topic] >= WORTH_OFFERING * ranked.probabilities[*best])
            .filter(|&&topic| !self.corpus.topics[topic].small_talk)
            .take(OFFERED)
            .map(id)
            .collect();
        if !decided.offers || offered.is_empty() { Verdict::Unknown } else { Verdict::Unsure(offered) }
    }

    fn lang(&self, reading: &Reading, ranked: &Ranked) -> Option<Lang> {
        let leaning = self.engine.used().leaning(reading);
        if leaning.abs() >= NO_LEANING {
            return Some(if leaning > 0.0 { Lang::Id } else { Lang::En });
        }
        ranked.nearest_line.map(|(line, _)| self.corpus.lines[line].lang)
    }

    /// The programme that a question is about, by itself.
    pub(super) fn about(&self, ranked: &Ranked) -> About {
        self.programmes.about(&self.engine.programmes(ranked), ranked.meant.is_some())
    }

    /// The programme of a topic, where a question can be about it.
    fn programme_of(&self, topic: usize) -> Option<About> {
        let programme = self.corpus.programme(&self.corpus.topics[topic].programme);
        Some(About { programme, likely: 1.0 }).filter(|about| about.is_of(&self.corpus))
    }
}

/// A question with all that was found out about it.
pub(super) struct Weighed<'j> {
    /// How it was read.
    pub reading: Reading,
    pub ranked: Ranked,
    pub signals: Signals,
    pub decided: Decided,
    /// How it was weighed.
    pub stage: &'j Stage,
}
