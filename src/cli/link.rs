//! `tanya link`: a topic as a link and a QR code, for posters.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use qrcode::render::{svg, unicode};
use qrcode::{Color, EcLevel, QrCode};

use super::{load, serve};
use crate::faq::TopicId;
use crate::knowledge::Origin;
use crate::telegram::Client;

/// Pixels of a module of the PNG, and modules of its margin (ISO/IEC 18004 asks for 4).
const SCALE: usize = 12;
const MARGIN: usize = 4;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The topic's id; see `tanya topics`
    topic: String,
    /// The bot's username [default: Telegram is asked, with the token]
    #[arg(long, value_name = "NAME")]
    bot: Option<String>,
    /// Write the code to this PNG file
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// Write the code to this SVG file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    #[command(flatten)]
    config: serve::Args,
}

pub(super) fn run(
    args: &Args,
    origin: &Origin,
    database: Option<&str>,
    out: &mut dyn Write,
) -> Result<ExitCode> {
    let knowledge = load(origin)?;
    if knowledge.faq.topic(&TopicId::new(&args.topic)).is_none() {
        bail!("there is no topic `{}`; see `tanya topics`", args.topic);
    }
    let bot = match &args.bot {
        Some(bot) => bot.trim_start_matches('@').to_owned(),
        None => ask_telegram(&args.config, database)?,
    };
    let link = format!("https://t.me/{bot}?start={}", args.topic);
    let code = QrCode::with_error_correction_level(&link, EcLevel::M)?;
    if let Some(path) = &args.png {
        write_png(&code, path).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if let Some(path) = &args.svg {
        let image = code.render::<svg::Color<'_>>().min_dimensions(512, 512).build();
        std::fs::write(path, image).with_context(|| format!("cannot write {}", path.display()))?;
    }
    writeln!(out, "{link}")?;
    if args.png.is_none() && args.svg.is_none() {
        writeln!(out, "\n{}", code.render::<unicode::Dense1x2>().build())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The bot's username.
pub(super) fn ask_telegram(config: &serve::Args, database: Option<&str>) -> Result<String> {
    let config =
        config.read(database).context("the bot's name is needed: name it, or give a token to ask with")?;
    let client = Client::new(&config.api_url, &config.token)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (bot, _) = runtime.block_on(client.me())?;
    Ok(bot.username)
}

fn write_png(code: &QrCode, path: &Path) -> Result<()> {
    let side = (code.width() + 2 * MARGIN) * SCALE;
    let size = u32::try_from(side)?;
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), size, size);
    encoder.set_color(png::ColorType::Grayscale);
    let modules = code.to_colors();
    let dark = |x: usize, y: usize| {
        let inside = |at: usize| (at / SCALE).checked_sub(MARGIN).filter(|at| *at < code.width());
        let at = inside(x).zip(inside(y)).map(|(x, y)| y * code.width() + x);
        at.and_then(|at| modules.get(at)) == Some(&Color::Dark)
    };
    let pixels: Vec<u8> =
        (0..side * side).map(|at| if dark(at % side, at / side) { 0 } else { 255 }).collect();
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(())
}
