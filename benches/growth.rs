//! What a judgement by words costs when the knowledge grows. `cargo bench --bench growth`
//! prints a table, each size in a process of its own and for at most ten minutes; `-- 30000`
//! one size alone. The built-in phrases are thinned, or varied as people vary them: words
//! before and after, a slip of the finger. The built-in fit is kept.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod measure;

use std::collections::HashSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tanya::faq::{Faq, Patterns, Phrase, Topic};
use tanya::knowledge::Origin;
use tanya::lang::Lang;
use tanya::source::SourceFile;
use tanya::text::fold;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const PATIENCE: Duration = Duration::from_secs(600);
/// Longest phrase that the knowledge takes, in characters.
const LONGEST: usize = 400;
/// Times that a phrase is varied at most.
const ROUNDS: usize = 200;

const BEFORE: [[&str; 8]; 2] = [
    ["", "min", "halo kak", "permisi", "mau tanya", "pak", "tolong info", "eh"],
    ["", "hi", "hello there", "please", "quick question", "sorry", "so", "tell me"],
];
const AFTER: [[&str; 7]; 2] = [
    ["", "ya", "dong", "kak", "makasih", "nih", "mohon info"],
    ["", "thanks", "please", "anyone", "cheers", "if i may ask", "asap"],
];

fn main() {
    match std::env::args().filter_map(|word| word.parse().ok()).next() {
        Some(size) => measure_size(size),
        None => {
            println!("{}", row("phrases\tmedian, us\tp99, us\tload, ms\tRSS, MB"));
            SIZES.iter().for_each(|size| alone(*size));
        }
    }
}

/// One size in a process of its own: memory that one size used is not counted for the next.
fn alone(size: usize) {
    let program = std::env::current_exe().unwrap();
    let mut child = Command::new(program).arg(size.to_string()).stdin(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            println!("{}", row(&format!("{size}\tnot within {} s", PATIENCE.as_secs())));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn measure_size(size: usize) {
    let built_in = Origin::BuiltIn.files().unwrap();
    let (files, phrases) = grown(&built_in, size);
    println!("{}", row(&format!("{phrases}\t{}", measure::cost(&files, measure::without_meanings()))));
}

fn row(cells: &str) -> String {
    cells.split('\t').map(|cell| format!("{cell:>12}")).collect()
}

/// The files with about so many phrases, each once, and how many there are.
fn grown(built_in: &[SourceFile], size: usize) -> (Vec<SourceFile>, usize) {
    let topics: Vec<SourceFile> =
        built_in.iter().filter(|file| file.path.starts_with("faq/")).cloned().collect();
    let faq = tanya::faq::read(&topics).0.unwrap();
    let whole: usize = faq.topics.iter().map(|topic| topic.phrases.len()).sum();
    let nevers = faq.nevers.iter().flat_map(|never| &never.phrases);
    let mut taken: HashSet<String> = nevers.map(|phrase| fold(&phrase.text)).collect();
    let mut phrases = 0;
    let mut files = built_in.to_vec();
    for topic in &faq.topics {
        let share = (size * topic.phrases.len()).div_ceil(whole);
        let chosen = chosen(&faq, topic, share, &mut taken);
        phrases += chosen.len();
        let path = &topic.place.path;
        let file = files.iter_mut().find(|file| file.path == **path).unwrap();
        file.text = with_phrases(&file.text, &chosen);
    }
    (files, phrases)
}

/// So many phrases of a topic: first the ones it has, then variations of them, round by round.
fn chosen(faq: &Faq, topic: &Topic, share: usize, taken: &mut HashSet<String>) -> Vec<Phrase> {
    let others = faq.topics.iter().filter(|other| other.id != topic.id);
    let strange = Patterns::new(others.flat_map(|other| &other.patterns).map(String::as_str));
    let own = in_order(topic);
    let candidates = (0..ROUNDS).flat_map(|round| own.iter().map(move |phrase| varied(phrase, round)));
    candidates
        .filter(|phrase| phrase.text.chars().count() <= LONGEST)
        .filter(|phrase| {
            let folded = fold(&phrase.text);
            strange.matching(&folded).is_empty() && taken.insert(folded)
        })
        .take(share)
        .collect()
}

/// The phrases of a topic, those first that it cannot be without: one of each language,
/// and one for each pattern. The others in an order without meaning.
fn in_order(topic: &Topic) -> Vec<&Phrase> {
    let phrases = || topic.phrases.iter();
    let of_lang = Lang::ALL.into_iter().filter_map(|lang| phrases().find(|phrase| phrase.lang == lang));
    let of_pattern = topic.patterns.iter().filter_map(|pattern| {
        let pattern = Patterns::new(std::iter::once(pattern.as_str()));
        phrases().find(|phrase| !pattern.matching(&fold(&phrase.text)).is_empty())
    });
    let needed: Vec<&Phrase> = of_lang.chain(of_pattern).collect();
    let mut others: Vec<&Phrase> = phrases().filter(|phrase| !needed.contains(phrase)).collect();
    others.sort_by_key(|phrase| number_of(&phrase.text));
    needed.into_iter().chain(others).collect()
}

/// A phrase as somebody else would type it; as it is in round 0.
fn varied(phrase: &Phrase, round: usize) -> Phrase {
    if round == 0 {
        return phrase.clone();
    }
    let side = usize::from(phrase.lang == Lang::En);
    let seed = number_of(&phrase.text).wrapping_add(round);
    let pick = |words: &[&'static str], step: usize| words[(seed / step) % words.len()];
    let (before, after) = (pick(&BEFORE[side], 1), pick(&AFTER[side], BEFORE[side].len()));
    let text = format!("{before} {} {after}", slipped(&phrase.text, number_of(&seed.to_string())));
    Phrase { text: text.trim().into(), ..phrase.clone() }
}

/// Two neighbouring letters change places.
fn slipped(text: &str, seed: usize) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let pairs: Vec<usize> = (1..letters.len())
        .filter(|&at| letters[at - 1].is_alphabetic() && letters[at].is_alphabetic())
        .collect();
    if let Some(&at) = pairs.get(seed % pairs.len().max(1)) {
        letters.swap(at - 1, at);
    }
    letters.into_iter().collect()
}

/// A number that a text always has (FNV-1a).
fn number_of(text: &str) -> usize {
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, hash) as usize
}

/// A topic file with other phrases in its `[ask]`; all else stays.
fn with_phrases(file: &str, phrases: &[Phrase]) -> String {
    let mut sections = file.split_inclusive('\n').peekable();
    let mut text = String::new();
    while let Some(line) = sections.next() {
        text.push_str(line);
        if line.trim_end() != "[ask]" {
            continue;
        }
        for lang in Lang::ALL {
            let of_lang: Vec<&str> =
                phrases.iter().filter(|phrase| phrase.lang == lang).map(|phrase| &*phrase.text).collect();
            text.push_str(&format!("{lang} = {}\n", serde_json::to_string(&of_lang).unwrap()));
        }
        while sections.next_if(|line| !line.starts_with(['[', 'r'])).is_some() {}
    }
    text
}
