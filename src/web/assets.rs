//! The style sheet and the script, as they are in the program. Their address holds a hash
//! of them, so browsers keep them for good and never an old one.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Refusal;
use crate::secret::digest;

/// Something that pages need besides themselves.
pub(super) struct Asset {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
}

/// How all pages look.
pub(super) const STYLE: Asset =
    Asset { name: "style.css", kind: "text/css; charset=utf-8", text: include_str!("assets/style.css") };
/// What pages can do beyond what they can without it.
pub(super) const SCRIPT: Asset =
    Asset { name: "live.js", kind: "text/javascript; charset=utf-8", text: include_str!("assets/live.js") };

static HASHES: LazyLock<[(Asset, String); 2]> = LazyLock::new(|| {
    [STYLE, SCRIPT].map(|asset| {
        let hash = digest(asset.text).chars().take(12).collect();
        (asset, hash)
    })
});

impl Asset {
    /// Where it is.
    pub fn path(&self) -> String {
        let hash = HASHES.iter().find(|(asset, _)| asset.name == self.name).map(|(_, hash)| hash.as_str());
        format!("/static/{}/{}", hash.unwrap_or_default(), self.name)
    }
}

/// One of them, under its present address only.
pub(super) async fn send(Path((hash, name)): Path<(String, String)>) -> Result<Response, Refusal> {
    let found = HASHES.iter().find(|(asset, current)| asset.name == name && *current == hash);
    let (asset, _) = found.ok_or(Refusal::NotFound)?;
    let headers =
        [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.text).into_response())
}
