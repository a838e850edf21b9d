//! What it costs to load the knowledge and to judge a question.
//! `cargo bench` prints both; a judgement is measured over questions of every length.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tanya::knowledge::{Knowledge, Origin};

const QUESTIONS: [&str; 8] = [
    "batas umur",
    "kapan REX wajib?",
    "min mau tanya dong, syarat ikut inkubasi apa aja ya",
    "pndftrn inkbasi smp kpn kak",
    "how big are the discounts at the furniture fair?",
    "berapa biaya ikut inkubasi dan dapat uang saku tidak",
    "cuaca semarang besok gimana",
    "Assalamualaikum admin, saya dari Kendal bersama dua teman merintis studio kecil yang membuat game edukasi sejak \
     satu setengah tahun yang lalu. Yang ingin saya tanyakan, umur usaha yang boleh ikut inkubasi paling lama berapa tahun?",
];

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
    let mut next = QUESTIONS.iter().cycle();
    criterion.bench_function("judge one question", |bencher| {
        bencher.iter(|| knowledge.judge.judge(black_box(next.next().unwrap())))
    });
}

criterion_group!(benches, load, judge);
criterion_main!(benches);
