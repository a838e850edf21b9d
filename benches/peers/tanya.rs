//! Our own row of the table that `benches/peers/run` prints.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

#[path = "../measure/mod.rs"]
mod measure;

fn main() {
    let files = tanya::knowledge::Origin::BuiltIn.files().unwrap();
    println!("tanya\t{}", measure::cost(&files));
}
