//! The vocabulary, and how a text is cut: of all ways to write it as pieces the one with the
//! highest sum of scores. Pieces lie sorted by their bytes, so that narrowing a range of
//! them byte by byte is a trie. The pieces `<s>`, `</s>` and unknown are not among them:
//! who types `<s>` types three characters.

use std::ops::Range;

use crate::file::File;
use crate::model::Broken;

/// The score of a character that is in no piece: that of the unpruned vocabulary, so that
/// pruning does not move it.
const UNKNOWN_SCORE: f32 = -30.3648;

/// The pieces of a model.
#[derive(Debug)]
pub struct Pieces {
    ends: &'static [[u8; 4]],
    scores: &'static [[u8; 4]],
    bytes: &'static [u8],
    /// The range of the pieces that begin with a byte.
    begin_with: Vec<Range<usize>>,
}

/// The best way to reach a place in a text.
#[derive(Clone, Copy)]
struct Best {
    score: f32,
    from: usize,
    piece: usize,
}

impl Pieces {
    /// The vocabulary of a file; an error where it is not text in order.
    pub fn read(file: &File) -> Result<Self, Broken> {
        let (ends, scores, bytes) = (file.piece_ends, file.piece_scores, file.piece_bytes);
        let mut pieces = Self { ends, scores, bytes, begin_with: vec![0..0; 256] };
        let text = std::str::from_utf8(bytes).map_err(|_| Broken::Vocabulary)?;
        let mut last: &[u8] = &[];
        for piece in 0..pieces.count() {
            let range = pieces.start(piece)..pieces.start(piece + 1);
            let spelled = text.get(range).ok_or(Broken::Vocabulary)?.as_bytes();
            if spelled <= last {
                return Err(Broken::Vocabulary);
            }
            let first = &mut pieces.begin_with[usize::from(spelled[0])];
            *first = if first.start == first.end { piece..piece + 1 } else { first.start..piece + 1 };
            last = spelled;
        }
        Ok(pieces)
    }

    fn count(&self) -> usize {
        self.scores.len()
    }

    /// The row of what begins a text.
    pub fn begin(&self) -> usize {
        self.count()
    }

    /// The row of what ends a text.
    pub fn end(&self) -> usize {
        self.count() + 1
    }

    /// The row of a character that is in no piece.
    pub fn unknown(&self) -> usize {
        self.count() + 2
    }

    fn start(&self, piece: usize) -> usize {
        u32::from_le_bytes(self.ends[piece]) as usize
    }

    fn piece(&self, piece: usize) -> &'static [u8] {
        &self.bytes[self.start(piece)..self.start(piece + 1)]
    }

    /// The pieces that `text` is written with, a character that is in none as [`Self::unknown`].
    pub fn cut(&self, text: &str) -> Vec<usize> {
        let mut best = vec![Best { score: f32::NEG_INFINITY, from: 0, piece: 0 }; text.len() + 1];
        best[0].score = 0.0;
        for (from, c) in text.char_indices() {
            let score = best[from].score;
            let mut offer = |to: usize, more: f32, piece: usize| {
                if score + more > best[to].score {
                    best[to] = Best { score: score + more, from, piece };
                }
            };
            self.each_beginning(&text.as_bytes()[from..], |piece, length| {
                offer(from + length, f32::from_le_bytes(self.scores[piece]), piece);
            });
            offer(from + c.len_utf8(), UNKNOWN_SCORE, self.unknown());
        }
        let mut pieces = Vec::new();
        let mut at = text.len();
        while at > 0 {
            pieces.push(best[at].piece);
            at = best[at].from;
        }
        pieces.reverse();
        pieces
    }

    /// Calls `found` with each piece that `text` begins with, the shortest first.
    fn each_beginning(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let Some(&first) = text.first() else { return };
        let Range { mut start, mut end } = self.begin_with[usize::from(first)].clone();
        let mut length = 1;
        while start < end {
            // Equal up to `length`, so the piece that is no longer, if there is one, comes first.
            if self.piece(start).len() == length {
                found(start, length);
                start += 1;
            }
            let Some(&next) = text.get(length) else { return };
            start = self.first_where(start..end, |piece| piece[length] >= next);
            end = self.first_where(start..end, |piece| piece[length] > next);
            length += 1;
        }
    }

    /// The first piece of a range for which `is` holds; it holds for all after it.
    fn first_where(&self, range: Range<usize>, is: impl Fn(&[u8]) -> bool) -> usize {
        let Range { mut start, mut end } = range;
        while start < end {
            let middle = start.midpoint(end);
            if is(self.piece(middle)) { end = middle } else { start = middle + 1 }
        }
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{MARK, prepare};

    /// The pieces of a text after its prefix, parted by `|`; what is unknown as `#`.
    fn cut(text: &str) -> String {
        let bytes = include_bytes!("../model/e5-small-id-en.bin");
        let file = File::read(bytes).unwrap_or_else(|broken| panic!("{broken}"));
        let pieces = Pieces::read(&file).unwrap_or_else(|broken| panic!("{broken}"));
        let spelled = |&piece: &usize| match piece == pieces.unknown() {
            true => "#".to_owned(),
            false => String::from_utf8_lossy(pieces.piece(piece)).replace(MARK, "_"),
        };
        let cut = pieces.cut(&prepare(text).unwrap_or_default());
        cut[3..].iter().map(spelled).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_text_is_cut_as_the_source_cuts_it() {
        for (text, pieces) in [
            ("batas umur peserta inkubasi?", "_batas|_umur|_peserta|_in|kuba|si|?"),
            ("how old may applicants be?", "_how|_old|_may|_applica|nts|_be|?"),
            ("pndftrn inkbasi smp kpn kak", "_p|nd|ft|r|n|_in|k|ba|si|_s|mp|_k|p|n|_kak"),
            ("Kartu Prakerja 2020 👍", "_Kartu|_Pra|kerja|_2020|_|👍"),
            ("matur nuwun, kapan dibukak maneh?", "_matur|_|nuwun|,|_kapan|_dibuka|k|_maneh|?"),
            ("<s> </s> <unk>", "_<|s|>|_|</|s|>|_<|unk|>"),
        ] {
            assert_eq!(cut(text), pieces, "{text:?}");
        }
    }

    #[test]
    fn what_is_in_no_piece_is_unknown_character_by_character() {
        assert_eq!(cut("ini 你好 ya"), "_ini|_|#|#|_ya");
    }

    #[test]
    fn every_piece_is_found_where_a_text_begins_with_it() {
        let bytes = include_bytes!("../model/e5-small-id-en.bin");
        let file = File::read(bytes).unwrap_or_else(|broken| panic!("{broken}"));
        let pieces = Pieces::read(&file).unwrap_or_else(|broken| panic!("{broken}"));
        for piece in 0..pieces.count() {
            let mut last = None;
            pieces.each_beginning(pieces.piece(piece), |found, length| last = Some((found, length)));
            assert_eq!(last, Some((piece, pieces.piece(piece).len())));
        }
    }
}
