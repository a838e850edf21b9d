//! What it costs to load the knowledge and to judge a question.
//! `cargo bench` prints both; a judgement is measured over questions of every kind and length.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tanya::knowledge::{Knowledge, Origin};

/// Questions of every kind: plain, with slips, slang, mixed, long, outside.
const QUESTIONS: &str = include_str!("peers/questions.txt");

fn load(criterion: &mut Criterion) {
    let files = Origin::BuiltIn.files().unwrap();
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("whole knowledge", |bencher| {
        bencher.iter(|| Knowledge::load(black_box(&files)).unwrap())
    });
    group.finish();
}

fn judge(criterion: &mut Criterion) {
    let knowledge = Knowledge::load(&Origin::BuiltIn.files().unwrap()).unwrap();
    let mut next = QUESTIONS.lines().cycle();
    criterion.bench_function("judge one question", |bencher| {
        bencher.iter(|| knowledge.judge.judge(black_box(next.next().unwrap())))
    });
}

criterion_group!(benches, load, judge);
criterion_main!(benches);
