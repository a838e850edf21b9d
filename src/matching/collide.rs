//! Which topics get in each other's way: every phrase is held against all lines but itself,
//! and must come back to its own topic.
//!
//! Training the judgement anew without each of ten thousand phrases would take an hour.
//! Instead three opinions are asked that a line can be taken out of in closed form: what is
//! counted of each class ([`Counts`]), the nearest other line by words, and the regression
//! from meanings without it ([`super::ridge`]). On our knowledge that agrees with the
//! judgement of `tanya fit`, which is trained without a tenth of the lines at a time, on 91
//! of 100 phrases, and a phrase with a margin of 0 is lost there every second time; the test
//! `the_margins_agree_with_the_judgement_of_unseen_phrases` holds it to that. An edit moves
//! only what is near to it, so that two results can be compared.

use std::collections::{BTreeMap, HashMap};

use super::corpus::{Corpus, Reading};
use super::counts::Counts;
use super::engine::Engine;
use super::features::Sparse;
use super::ridge::without_each;
use crate::faq::TopicId;
use crate::lang::Lang;
use crate::parallel::in_parallel;

/// How far a phrase's own topic must lead before another, in log odds: below it one in four
/// is lost when it is not known word for word.
pub const MARGIN: f32 = 1.0;
/// Two topics collide where the one loses so large a share of its phrases to the other.
pub const TOO_MANY: f32 = 0.125;

/// What the nearest line, what is counted and the meaning say, in log odds.
const NEARNESS: f32 = 8.0;
const COUNTED: f32 = 0.25;
const MEANT: f32 = 20.0;

/// All topics held against each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collisions {
    /// Pairs of topics with a phrase that does not lead by `MARGIN`, the worst first.
    pub pairs: Vec<Collision>,
    /// Every topic and how many of its phrases come back to it, in the order of the ids.
    pub topics: Vec<Reach>,
    /// Lines that one of another topic repeats word for word, chat spellings resolved.
    pub same: Vec<Same>,
}

/// A line that says the same words as one of another topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// The line.
    pub phrase: String,
    /// Its topic; `None` for a never line.
    pub topic: Option<TopicId>,
    /// The topic of the other line.
    pub other: Option<TopicId>,
}

/// Two topics that are near to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Collision {
    /// The topics, in the order of their ids.
    pub topics: [TopicId; 2],
    /// The least margin of all blamed phrases; not above 0 where one comes to the other topic.
    pub margin: f32,
    /// How many phrases of each topic come to the other.
    pub lost: [usize; 2],
    /// The phrases to blame, of both topics, the worst first.
    pub blamed: Vec<Stray>,
}

/// A phrase that another topic is nearly as likely to get as its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Stray {
    /// The phrase.
    pub phrase: String,
    /// Its language.
    pub lang: Lang,
    /// Its own topic.
    pub topic: TopicId,
    /// The other one.
    pub rival: TopicId,
    /// How far its own topic leads, in log odds; below 0 it comes to the rival.
    pub margin: f32,
}

/// How well a topic is reached by what it does not know word for word.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// The topic.
    pub topic: TopicId,
    /// How many phrases it has.
    pub phrases: usize,
    /// How many of them come back to it.
    pub back: usize,
}

impl Collisions {
    /// Holds every phrase against all other lines.
    pub(super) fn of(corpus: &Corpus, engine: &Engine) -> Collisions {
        let read = in_parallel(&corpus.lines, |part| part.iter().map(|line| corpus.reading(line)).collect());
        let opinions = opinions(corpus, engine, &read);
        let phrases = corpus.lines.iter().zip(&opinions).filter(|(line, _)| line.class < corpus.topics.len());
        let mut topics: Vec<Reach> = corpus
            .topics
            .iter()
            .map(|label| Reach { topic: label.id.clone(), phrases: 0, back: 0 })
            .collect();
        let mut pairs: BTreeMap<[usize; 2], Vec<Stray>> = BTreeMap::new();
        for (line, opinion) in phrases {
            let Some((rival, margin)) = margin(&opinion[..corpus.topics.len()], line.class) else { continue };
            topics[line.class].phrases += 1;
            topics[line.class].back += usize::from(margin > 0.0);
            if margin < MARGIN {
                let id = |class: usize| corpus.topics[class].id.clone();
                let (topic, rival_id, phrase) = (id(line.class), id(rival), line.text.to_string());
                let stray = Stray { phrase, lang: line.lang, topic, rival: rival_id, margin };
                pairs.entry([line.class.min(rival), line.class.max(rival)]).or_default().push(stray);
            }
        }
        let named = |[a, b]: [usize; 2]| [corpus.topics[a].id.clone(), corpus.topics[b].id.clone()];
        let mut pairs: Vec<Collision> =
            pairs.into_iter().map(|(pair, blamed)| Collision::of(named(pair), blamed)).collect();
        pairs.sort_by(|a, b| {
            let lost = |pair: &Collision| pair.lost[0] + pair.lost[1];
            lost(b).cmp(&lost(a)).then(a.margin.total_cmp(&b.margin)).then(a.topics.cmp(&b.topics))
        });
        Collisions { pairs, topics, same: same(corpus, &read) }
    }

    /// The phrases that come to another topic here and did not in `before`, the worst first:
    /// what an edit makes worse.
    pub fn new_since(&self, before: &Collisions) -> Vec<&Stray> {
        let lost = |stray: &&Stray| stray.margin <= 0.0;
        let old: Vec<&Stray> = before.strays().filter(lost).collect();
        let known = |stray: &Stray| {
            old.iter().any(|old| {
                (&old.phrase, &old.topic, &old.rival) == (&stray.phrase, &stray.topic, &stray.rival)
            })
        };
        let mut new: Vec<&Stray> = self.strays().filter(lost).filter(|stray| !known(stray)).collect();
        new.sort_by(|a, b| a.margin.total_cmp(&b.margin));
        new
    }

    fn strays(&self) -> impl Iterator<Item = &Stray> {
        self.pairs.iter().flat_map(|pair| &pair.blamed)
    }
}

impl Collision {
    fn of(topics: [TopicId; 2], mut blamed: Vec<Stray>) -> Collision {
        blamed.sort_by(|a, b| a.margin.total_cmp(&b.margin).then_with(|| a.phrase.cmp(&b.phrase)));
        let lost = |topic: &TopicId| {
            blamed.iter().filter(|stray| stray.topic == *topic && stray.margin <= 0.0).count()
        };
        let lost = [lost(&topics[0]), lost(&topics[1])];
        Collision { lost, margin: blamed.first().map_or(MARGIN, |stray| stray.margin), topics, blamed }
    }
}

/// For every line, what all other lines say for each class, in log odds.
fn opinions(corpus: &Corpus, engine: &Engine, read: &[Reading]) -> Vec<Vec<f32>> {
    let lines: Vec<(Sparse, usize)> = read
        .iter()
        .zip(&corpus.lines)
        .map(|(reading, line)| (engine.vector(&reading.numbers), line.class))
        .collect();
    let counts = Counts::of(&lines, engine.features(), corpus.classes());
    let numbered: Vec<(usize, &(Sparse, usize))> = lines.iter().enumerate().collect();
    let mut opinions = in_parallel(&numbered, |part| {
        part.iter()
            .map(|&(at, line)| {
                let nearest = engine.nearest_without(at, &line.0);
                let counted = counts.without(line);
                counted.iter().zip(nearest).map(|(says, near)| COUNTED * says + NEARNESS * near).collect()
            })
            .collect::<Vec<Vec<f32>>>()
    });
    for (at, meant) in meanings(corpus, engine) {
        opinions[at].iter_mut().zip(meant).for_each(|(opinion, says)| *opinion += MEANT * says);
    }
    opinions
}

/// The lines whose words are also those of a line of another topic.
fn same(corpus: &Corpus, read: &[Reading]) -> Vec<Same> {
    let mut classes: HashMap<String, Vec<usize>> = HashMap::new();
    for (reading, line) in read.iter().zip(&corpus.lines) {
        classes.entry(reading.question.key()).or_default().push(line.class);
    }
    let topic = |class: usize| corpus.topics.get(class).map(|label| label.id.clone());
    let lines = read.iter().zip(&corpus.lines);
    let found = lines.filter_map(|(reading, line)| {
        let own = topic(line.class);
        let others = classes.get(&reading.question.key())?.iter().map(|&class| topic(class));
        let other = others.into_iter().find(|other| *other != own)?;
        Some(Same { phrase: line.text.to_string(), topic: own, other })
    });
    found.collect()
}

/// What the meaning of each line says, where it has one.
fn meanings(corpus: &Corpus, engine: &Engine) -> Vec<(usize, Vec<f32>)> {
    let Some(meaning) = engine.meaning() else { return Vec::new() };
    let placed =
        corpus.lines.iter().enumerate().filter_map(|(at, line)| Some((at, (line.sense?, line.class))));
    let (places, lines): (Vec<usize>, Vec<(usize, usize)>) = placed.unzip();
    places.into_iter().zip(without_each(meaning, &corpus.shelf, &lines, corpus.classes())).collect()
}

/// The strongest other topic, and how far the own one leads it.
fn margin(opinion: &[f32], own: usize) -> Option<(usize, f32)> {
    let others = opinion.iter().copied().enumerate().filter(|(class, _)| *class != own);
    let (rival, strongest) = others.max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((rival, opinion[own] - strongest))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::knowledge::{Learnt, Origin};
    use crate::matching::fit::deal;
    use crate::matching::pool::Pool;
    use crate::source::SourceFile;

    fn corpus(files: &[SourceFile]) -> Corpus {
        let (faq, problems) = crate::faq::read(files);
        Corpus::new(&faq.unwrap_or_else(|| panic!("{problems:?}")), Learnt::built_in().shelf)
    }

    fn trained(corpus: &Corpus, kept: impl Fn(usize) -> bool) -> Engine {
        let kept: Vec<usize> = (0..corpus.lines.len()).filter(|&line| kept(line)).collect();
        Engine::train(corpus, &kept)
    }

    fn collisions(files: &[SourceFile]) -> Collisions {
        let corpus = corpus(files);
        Collisions::of(&corpus, &trained(&corpus, |_| true))
    }

    /// Two topics of one programme with these phrases.
    fn two(first: &[&str], second: &[&str]) -> Vec<SourceFile> {
        let topic = |id: &str, phrases: &[&str]| SourceFile {
            path: format!("faq/x/{id}.toml"),
            text: format!(
                "id = \"{id}\"\nprogramme = \"x\"\nanswer = [{{ say = \"{id}\" }}]\n[ask]\nid = {phrases:?}\n"
            ),
        };
        let programme = "id = \"x\"\nsmall-talk = true\n".to_owned();
        let programme = SourceFile { path: "faq/x/programme.toml".to_owned(), text: programme };
        vec![programme, topic("opening", first), topic("parking", second)]
    }

    const OPENING: [&str; 3] = ["jam buka kantor", "kantor buka jam berapa", "kapan kantor buka"];
    const PARKING: [&str; 3] = ["di mana parkir mobil", "tempat parkir motor", "parkir mobil bayar"];

    #[test]
    fn topics_that_are_asked_in_other_words_do_not_collide() {
        let found = collisions(&two(&OPENING, &PARKING));
        assert_eq!(found.pairs, []);
        assert!(found.topics.iter().all(|reach| (reach.phrases, reach.back) == (3, 3)), "{found:?}");
    }

    #[test]
    fn a_phrase_in_the_wrong_topic_is_blamed_and_is_new_since_it_was_not_there() {
        let astray = [&PARKING[..], &["kantor buka jam berapa ya hari ini"]].concat();
        let (before, after) = (collisions(&two(&OPENING, &PARKING)), collisions(&two(&OPENING, &astray)));
        let [pair] = &after.pairs[..] else { panic!("{after:?}") };
        assert_eq!(pair.topics.each_ref().map(TopicId::as_str), ["opening", "parking"]);
        assert_eq!(pair.lost[1], 1);
        assert!(pair.margin < 0.0);
        let blamed = pair.blamed.iter().find(|stray| stray.topic.as_str() == "parking").unwrap();
        assert_eq!((blamed.phrase.as_str(), blamed.rival.as_str()), (astray[3], "opening"));
        assert!(after.new_since(&before).iter().any(|stray| stray.phrase == astray[3]));
        assert!(before.new_since(&after).is_empty() && after.new_since(&after).is_empty());
    }

    #[test]
    fn nothing_to_compare_is_no_collision() {
        assert_eq!(collisions(&two(&OPENING, &PARKING)[..2]).pairs, []);
        assert_eq!(Collisions::default().new_since(&Collisions::default()), Vec::<&Stray>::new());
    }

    #[test]
    fn the_margins_agree_with_the_judgement_of_unseen_phrases() {
        let files: Vec<SourceFile> = Origin::BuiltIn.files().unwrap();
        let files: Vec<_> = files.into_iter().filter(|file| file.path.starts_with("faq/")).collect();
        let corpus = corpus(&files);
        let read: Vec<Reading> = corpus.lines.iter().map(|line| corpus.reading(line)).collect();
        let opinions = opinions(&corpus, &trained(&corpus, |_| true), &read);
        let folds = deal(&corpus);
        let unseen = trained(&corpus, |line| folds[line] != 0);
        let topics = corpus.topics.len();
        let sample = (0..corpus.lines.len()).filter(|&at| folds[at] == 0 && corpus.lines[at].class < topics);
        let agree: Vec<bool> = sample
            .map(|at| {
                let line = &corpus.lines[at];
                let mut ranked = unseen.rank(&read[at], &Pool::WORDS);
                if let Some(sense) = line.sense {
                    unseen.rank_by_meaning(
                        &corpus.shelf,
                        &corpus.shelf.get(sense).sense(),
                        &Pool::MEANINGS,
                        &mut ranked,
                    );
                }
                let (_, margin) = margin(&opinions[at][..topics], line.class).unwrap();
                (margin > 0.0) == (ranked.order.first() == Some(&line.class))
            })
            .collect();
        let share = agree.iter().filter(|same| **same).count() as f64 / agree.len() as f64;
        // Chance alone would agree on 81 of 100.
        let expected = if cfg!(feature = "semantic") { 0.90 } else { 0.92 };
        assert!(share >= expected, "{share} of {}", agree.len());
    }
}
