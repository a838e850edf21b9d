//! The topics that get in each other's way, as a table for people.

use std::io::Write;

use anyhow::Result;

use crate::cli::on_terminal;
use crate::matching::{Collision, Collisions, Stray};

/// Prints every pair with its phrases, then the topics by how many of theirs come back.
pub(super) fn tell(found: &Collisions, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "Each phrase judged without itself; a margin of 0 or less is lost to the other topic.\n")?;
    for pair in &found.pairs {
        tell_pair(pair, out)?;
    }
    let mut topics: Vec<_> = found.topics.iter().filter(|reach| reach.back < reach.phrases).collect();
    topics.sort_by_key(|reach| reach.back * 1000 / reach.phrases.max(1));
    writeln!(out, "Phrases that come back to their topic:")?;
    for reach in topics {
        writeln!(out, "{:>5} of {:>4}  {}", reach.back, reach.phrases, reach.topic)?;
    }
    writeln!(out)?;
    Ok(())
}

fn tell_pair(pair: &Collision, out: &mut dyn Write) -> Result<()> {
    let [a, b] = &pair.topics;
    writeln!(out, "{a} ({} lost) and {b} ({} lost)", pair.lost[0], pair.lost[1])?;
    for Stray { phrase, topic, rival, margin, .. } in &pair.blamed {
        writeln!(out, "  {margin:>6.1}  {topic} -> {rival}: {}", on_terminal(phrase))?;
    }
    writeln!(out)?;
    Ok(())
}
