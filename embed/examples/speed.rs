//! What a vector costs: reads texts, one a line, and says for each kernel of this machine
//! (or for those that are named: `speed Portable`) how long one takes, alone and in a
//! batch, and what is resident in memory.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::io;
use std::time::{Duration, Instant};

use embed::{Kernel, Model};

fn main() -> Result<(), Box<dyn Error>> {
    let texts: Vec<String> = io::stdin().lines().collect::<Result<_, _>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let named: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |kernel: &Kernel| named.is_empty() || named.contains(&format!("{kernel:?}"));
    for kernel in Kernel::ALL.into_iter().filter(wanted).filter(|kernel| kernel.is_available()) {
        measure(kernel, &texts)?;
    }
    Ok(())
}

fn measure(kernel: Kernel, texts: &[&str]) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    let model = Model::with_kernel(kernel)?;
    let loaded = begun.elapsed();
    let resident_loaded = resident();
    let mut times: Vec<Duration> = texts
        .iter()
        .map(|text| {
            let begun = Instant::now();
            let _ = std::hint::black_box(model.embed(text));
            begun.elapsed()
        })
        .collect();
    times.sort();
    let begun = Instant::now();
    for texts in texts.chunks(32) {
        let _ = std::hint::black_box(model.embed_all(texts));
    }
    let batch = ms(begun.elapsed()) / texts.len() as f64;
    let at = |share: usize| times.get(times.len() * share / 100).copied().map_or(0.0, ms);
    println!(
        "{kernel:?}: loaded in {:.2} ms; median {:.2} ms, p99 {:.2} ms; in batches of 32 {batch:.2} ms; \
         resident {} after loading, {} at the end",
        ms(loaded),
        at(50),
        at(99),
        resident_loaded,
        resident()
    );
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Resident memory, where the system says it.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB"))
        .and_then(|kibibytes| kibibytes.parse::<f64>().ok())
        .map_or_else(|| "unknown".to_owned(), |kibibytes| format!("{:.1} MiB", kibibytes / 1024.0))
}
