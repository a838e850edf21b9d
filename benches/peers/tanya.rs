//! Our own row of the table that `benches/peers/run` prints; with an argument, the row of
//! words alone: a process of its own for each, since memory is measured.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

#[path = "../measure/mod.rs"]
mod measure;

fn main() {
    let files = tanya::knowledge::Origin::BuiltIn.files().unwrap();
    let (name, learnt) = match std::env::args().any(|word| word == "words") {
        true => ("tanya, words alone", measure::without_meanings()),
        false => ("tanya", tanya::knowledge::Learnt::built_in()),
    };
    println!("{name}\t{}", measure::cost(&files, learnt));
}
