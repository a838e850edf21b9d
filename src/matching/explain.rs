//! Why a question is judged as it is, for a person to read. It may not judge.

use super::engine::Ranked;
use super::judge::{Judge, Weighed};
use super::normalise::Question;

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
    /// The likeliest programme, none for what is about none, and how likely it is.
    pub about: (Option<String>, f32),
    /// The signals and what each adds to the log odds of answering.
    pub parts: Vec<(&'static str, f64)>,
    /// Whether the meaning of the sentence was asked, or the words were sure by themselves.
    pub by_meaning: bool,
    /// The score from which on it answers.
    pub answer_from: f64,
}

/// One word or concept and its say in log odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The word, or the concept in brackets.
    pub what: String,
    /// Log odds for the best topic.
    pub says: f32,
}

impl Judge {
    /// Why a question is judged as it is.
    pub fn explain(&self, question: &Question) -> Explanation {
        let weighed = self.weigh(self.corpus.read(question.clone()));
        let Weighed { reading, ranked, signals, stage, .. } = weighed;
        let (best, rival) = self.contest(&ranked);
        let worth = stage.pool.words();
        let say = |features: &[u32]| {
            let says = self.engine.say(&ranked.vector, features, best, rival);
            says.iter().zip(worth).map(|(says, worth)| says * worth).sum()
        };
        let vocabulary = &self.corpus.vocabulary;
        let words = reading
            .question
            .words
            .iter()
            .map(|word| Evidence { what: word.text.to_string(), says: say(&vocabulary.of_word(&word.text)) });
        let concepts = reading.concepts.iter().map(|found| Evidence {
            what: format!("[{}]", self.corpus.concepts.name(found.concept)),
            says: say(vocabulary.concept(found.concept).as_slice()),
        });
        let about = self.about(&ranked);
        let text = |line: usize| self.corpus.lines[line].text.to_string();
        let nearest = ranked.nearest_line.map(|(line, cosine)| (text(line), cosine));
        Explanation {
            evidence: words.chain(concepts).collect(),
            rival: self
                .corpus
                .topics
                .get(rival)
                .map_or_else(|| "none of ours".to_owned(), |topic| topic.id.to_string()),
            nearest,
            about: (self.corpus.programmes.get(about.programme).cloned(), about.likely),
            parts: stage.decision.parts(&signals),
            by_meaning: ranked.meant.is_some(),
            answer_from: stage.decision.answer_from(),
        }
    }

    /// The best topic, and the likeliest other class.
    fn contest(&self, ranked: &Ranked) -> (usize, usize) {
        let best = ranked.order.first().copied().unwrap_or_default();
        let rival = (0..self.corpus.classes())
            .filter(|class| *class != best)
            .max_by(|&a, &b| ranked.probabilities[a].total_cmp(&ranked.probabilities[b]));
        (best, rival.unwrap_or_default())
    }
}
