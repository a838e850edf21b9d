//! One way of measuring for the benches that print a table: the knowledge is loaded, the
//! same questions are judged warm and one by one. `benches/peers/nlpjs.js` does the same.

use std::fmt;
use std::hint::black_box;
use std::time::Instant;

use tanya::knowledge::{Knowledge, Learnt};
use tanya::matching::Shelf;
use tanya::source::SourceFile;

/// Questions of every kind: plain, with slips, slang, mixed, long, outside.
const QUESTIONS: &str = include_str!("../peers/questions.txt");
/// Rounds through all questions before the clock counts, and those that it counts.
const WARM: usize = 20;
const COUNTED: usize = 50;

/// What a judge costs.
pub struct Cost {
    load_ms: f64,
    resident_mb: f64,
    median_us: f64,
    p99_us: f64,
}

/// What was learnt of the built-in knowledge, but for all meanings: words decide alone.
pub fn without_meanings() -> Learnt {
    Learnt { shelf: Shelf::default(), ..Learnt::built_in() }
}

/// Loads the knowledge and judges all questions.
pub fn cost(files: &[SourceFile], learnt: Learnt) -> Cost {
    let start = Instant::now();
    let knowledge = Knowledge::load_with(files, learnt).unwrap();
    let load_ms = start.elapsed().as_secs_f64() * 1e3;
    let mut times = Vec::new();
    for round in 0..WARM + COUNTED {
        for question in QUESTIONS.lines() {
            let text = format!("{question}{}", unheard(round));
            let start = Instant::now();
            black_box(knowledge.judge.judge(black_box(&text)));
            if round >= WARM {
                times.push(start.elapsed().as_secs_f64() * 1e6);
            }
        }
    }
    times.sort_by(f64::total_cmp);
    let quantile = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    Cost { load_ms, resident_mb: resident_mb(), median_us: quantile(0.5), p99_us: quantile(0.99) }
}

/// Other white space in every round: no store of whole questions can answer.
fn unheard(round: usize) -> String {
    format!("{round:b}").replace('1', " ").replace('0', "\t")
}

/// Memory of this process, as Linux counts it.
fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

/// Median and p99 in microseconds, load in milliseconds, memory in MB, with tabs between.
impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cost { load_ms, resident_mb, median_us, p99_us } = self;
        write!(f, "{median_us:.1}\t{p99_us:.1}\t{load_ms:.0}\t{resident_mb:.0}")
    }
}
