//! The two languages of the office. A closed set: it may not guess a language
//! from text; that evidence comes from the phrase that matched.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A language that questions are asked and answered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian, the office's own language and the last resort.
    Id,
    /// English, British spelling and formats.
    En,
}

impl Lang {
    /// Both languages, Indonesian first.
    pub const ALL: [Lang; 2] = [Lang::Id, Lang::En];

    /// The two-letter code, as used in file names, columns and commands.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Id => "id",
            Lang::En => "en",
        }
    }

    /// The language of an exact two-letter code.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language that a client's IETF tag hints at (`id-ID`, `en`, `jv`).
    /// Speakers of Indonesia's regional languages read Indonesian.
    pub fn from_hint(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "id" | "in" | "ms" | "jv" | "su" | "mad" => Some(Lang::Id),
            "" => None,
            _ => Some(Lang::En),
        }
    }

    /// The other language.
    pub fn other(self) -> Lang {
        match self {
            Lang::Id => Lang::En,
            Lang::En => Lang::Id,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_of_regional_languages_mean_indonesian() {
        assert_eq!(Lang::from_hint("jv"), Some(Lang::Id));
        assert_eq!(Lang::from_hint("en-US"), Some(Lang::En));
        assert_eq!(Lang::from_hint("de"), Some(Lang::En));
        assert_eq!(Lang::from_hint(""), None);
    }
}
