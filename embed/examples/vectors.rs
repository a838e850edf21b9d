//! Reads texts, one a line, and writes the vector of each: 384 numbers of 4 bytes, the
//! lowest first; zeros where a text has none. `embed/reference.py` compares them.

use std::error::Error;
use std::io::{self, BufWriter, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let texts: Vec<String> = io::stdin().lines().collect::<Result<_, _>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for vector in embed::Model::built_in()?.embed_all(&texts) {
        let values = vector.map_or([0.0; embed::WIDTH], |vector| *vector.values());
        for value in values {
            out.write_all(&value.to_le_bytes())?;
        }
    }
    out.flush()?;
    Ok(())
}
