//! `tanya config`: an example of the configuration, and whether this one is right.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::serve;
use crate::config::EXAMPLE;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Write a commented example, to tanya.toml or to FILE (- for the output)
    Init {
        /// Where to; an existing file is left alone
        #[arg(default_value = "tanya.toml")]
        file: PathBuf,
    },
    /// Say everything that is wrong with the configuration
    Check(serve::Args),
}

pub(super) fn run(args: &Args, database: Option<&str>, out: &mut dyn Write) -> Result<ExitCode> {
    match &args.command {
        Command::Init { file } if file.as_os_str() == "-" => write!(out, "{EXAMPLE}")?,
        Command::Init { file } => {
            let mut created = std::fs::File::create_new(file)
                .with_context(|| format!("cannot write {}; is it there already?", file.display()))?;
            created.write_all(EXAMPLE.as_bytes())?;
            writeln!(out, "Wrote {}: every line in it is optional.", file.display())?;
        }
        Command::Check(args) => {
            args.read(database)?;
            writeln!(out, "The configuration is right.")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
