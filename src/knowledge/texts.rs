//! A memory of texts: `faq/texts.toml` keeps a fingerprint of both languages of every text
//! as somebody last accepted them, so that a change in one language only is noticed, without
//! a network, a history or a database. It may not say whether two texts mean the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::l10n::{Catalog, NoData};
use crate::lang::Lang;
use crate::source::{At, Problem, SourceFile};

/// Where the fingerprints are kept.
pub const TEXTS: &str = "faq/texts.toml";
/// Bytes of a fingerprint.
const BYTES: usize = 4;

type Accepted = BTreeMap<String, [String; 2]>;

/// The file that accepts the texts of these files as they are.
pub fn accept(files: &[SourceFile]) -> Result<String, NoData> {
    let locales: Vec<SourceFile> =
        files.iter().filter(|file| file.path.starts_with("locales/")).cloned().collect();
    let (catalog, _) = Catalog::read(&locales)?;
    let mut text = String::from(
        "# Written by `tanya check --accept`: for each text a fingerprint of its Indonesian and its\n\
         # English. A text that changes in one language only does not match any more, and is told.\n\
         [texts]\n",
    );
    for (id, [indonesian, english]) in fingerprints(&catalog) {
        let _ = writeln!(text, "{id} = [\"{indonesian}\", \"{english}\"]");
    }
    Ok(text)
}

/// The texts that are not as they were accepted.
pub(super) fn changed(catalog: &Catalog, accepted: Option<&Accepted>, files: &[SourceFile]) -> Vec<Problem> {
    let Some(accepted) = accepted else { return Vec::new() };
    let current = fingerprints(catalog);
    let (mut problems, mut both) = (Vec::new(), 0);
    for (lang, id, _) in catalog.texts() {
        let Some((now, then)) = current.get(&id.value).zip(accepted.get(&id.value)) else { continue };
        let side = usize::from(lang == Lang::En);
        if now[side] == then[side] && now[1 - side] != then[1 - side] {
            problems.push(left_behind(id, lang));
        }
    }
    for (id, now) in &current {
        let differ = |then: &[String; 2]| now[0] != then[0] && now[1] != then[1];
        both += usize::from(accepted.get(id).is_none_or(differ));
    }
    problems.extend(files.iter().find(|file| file.path == TEXTS && both > 0).map(|file| {
        file.all()
            .warning("texts-not-accepted", format!("{both} text(s) are new or changed in both languages"))
            .hint("read them in both languages, then `tanya check --accept`")
    }));
    problems
}

fn left_behind(id: &At<String>, lang: Lang) -> Problem {
    let message = format!("`{}` changed in `{}`, and not here", id.value, lang.other());
    id.warning("changed-in-one-language", message)
        .hint("change this one too, or `tanya check --accept` where it still says the same")
}

/// The fingerprints of both languages of every text; that of a missing side is empty.
fn fingerprints(catalog: &Catalog) -> Accepted {
    let mut all = Accepted::new();
    for (lang, id, text) in catalog.texts() {
        let print = Sha256::digest(text).iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect();
        all.entry(id.value.clone()).or_default()[usize::from(lang == Lang::En)] = print;
    }
    all
}
