//! What reading all lines of the knowledge comes to, as it is kept with a fit: a start on the
//! very same files need not read them again, which would be most of its time and memory. It
//! may not learn anything.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use serde::{Deserialize, Serialize, Serializer};

use super::concepts::ConceptId;
use super::normalise::Usage;
use super::vocabulary::{Plain, Vocabulary};

/// See the module. Maps are written in the order of their keys, so that the same files give
/// the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// How often words are used.
    pub usage: Usage,
    /// The features of all lines.
    pub vocabulary: Vocabulary,
    /// The concepts of all words, by their hashes.
    #[serde(serialize_with = "in_order")]
    pub concepts: HashMap<u64, Option<ConceptId>, Plain>,
    /// The class of what a line says word for word, by its hash; none where two share it.
    #[serde(serialize_with = "in_order")]
    pub exact: HashMap<u64, Option<usize>, Plain>,
    /// The hashes of lines that hold no word.
    pub wordless: Vec<u64>,
}

/// A map in the order of its keys.
pub fn in_order<K: Ord + Serialize, V: Serialize, H: BuildHasher, S: Serializer>(
    map: &HashMap<K, V, H>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut entries: Vec<(&K, &V)> = map.iter().collect();
    entries.sort_unstable_by(|a, b| a.0.cmp(b.0));
    serializer.collect_map(entries)
}

/// A set in order.
pub fn set_in_order<K: Ord + Serialize, H: BuildHasher, S: Serializer>(
    set: &HashSet<K, H>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut keys: Vec<&K> = set.iter().collect();
    keys.sort_unstable();
    serializer.collect_seq(keys)
}
