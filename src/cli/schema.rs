//! `tanya schema`: the shape of the knowledge's files for editors, from the same program
//! that reads them.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::builder::PossibleValuesParser;

use crate::faq::{SCHEMAS, schema};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kind of file; without it all are written to --to
    #[arg(required_unless_present = "to", value_parser = PossibleValuesParser::new(SCHEMAS.map(|(kind, _)| kind)))]
    kind: Option<String>,
    /// A folder for one file of each kind
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> Result<ExitCode> {
    for (kind, _) in
        SCHEMAS.iter().filter(|(kind, _)| args.kind.as_deref().is_none_or(|asked| asked == *kind))
    {
        let Some(schema) = schema(kind) else { continue };
        let text = format!("{}\n", serde_json::to_string_pretty(&schema)?);
        match &args.to {
            None => out.write_all(text.as_bytes())?,
            Some(folder) => {
                let path = folder.join(format!("{kind}.json"));
                std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
