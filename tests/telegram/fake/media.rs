//! Pictures, documents and voice messages that people send, and reading any file back.

use super::Fake;
use super::copy::MEDIA;
use super::entities::Formatted;
use super::people::{MessageId, Person};
use super::send::fields;
use super::state::State;
use serde_json::{Map, Value, json};

/// What else than text a person sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A photo without words.
    Photo,
    /// A photo with a caption.
    CaptionedPhoto(String),
    /// A voice message.
    Voice,
    /// A sticker.
    Sticker,
    /// A document.
    Document,
    /// A document of a name, with what is in it.
    File(String, Vec<u8>),
    /// A place.
    Location,
}

/// A file as a test reads it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name that its sender gave.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Person {
    /// Sends something else than text.
    pub fn sends(&self, kind: Kind) -> MessageId {
        let fields = self.fake.shared.act(|state| media(state, &kind));
        self.writes(fields, 0)
    }

    /// Sends a photo, document or voice message with a caption, as an answer to a message (or 0).
    pub fn sends_captioned(&self, kind: Kind, caption: &str, reply_to: MessageId) -> MessageId {
        let mut content = self.fake.shared.act(|state| media(state, &kind));
        assert!(MEDIA.iter().any(|name| content.contains_key(*name)), "{kind:?} takes no caption");
        content.extend(fields("caption", Formatted::plain(caption)));
        self.writes(content, reply_to)
    }

    /// Sends an album of pictures: a message for each, the caption on the first.
    pub fn sends_album(&self, pictures: usize, caption: &str) -> Vec<MessageId> {
        assert!((2..=10).contains(&pictures), "an album has 2 to 10 pictures");
        let album = self.fake.shared.act(State::new_album);
        let picture = |at: usize| {
            let mut content = self.fake.shared.act(|state| media(state, &Kind::Photo));
            content.insert("media_group_id".into(), album.clone().into());
            content.extend(fields("caption", Formatted::plain(if at == 0 { caption } else { "" })));
            self.writes(content, 0)
        };
        (0..pictures).map(picture).collect()
    }
}

impl State {
    /// The id of a new album.
    pub fn new_album(&mut self) -> String {
        self.albums += 1;
        format!("1398{:013}", self.albums)
    }
}

impl Fake {
    /// The photo, document or voice message in a message of anybody's.
    pub fn attachment(&self, chat: i64, message: MessageId) -> Option<Attachment> {
        self.shared.look(|state| {
            let body = &state.chats.get(&chat)?.message(message)?.body;
            let content = MEDIA.iter().find_map(|name| body.get(*name))?;
            // A photo comes in several sizes, the largest last.
            let file = content.as_array().map_or(Some(content), |sizes| sizes.last())?;
            let (name, bytes) = state.files.content(file["file_id"].as_str()?)?;
            Some(Attachment { name: name.into(), bytes: bytes.into() })
        })
    }
}

fn media(state: &mut State, kind: &Kind) -> Map<String, Value> {
    let (field, name, bytes) = match kind {
        Kind::Photo | Kind::CaptionedPhoto(_) => ("photo", "photo.bin", &b"photo"[..]),
        Kind::Voice => ("voice", "voice.bin", &b"voice"[..]),
        Kind::Sticker => ("sticker", "sticker.bin", &b"sticker"[..]),
        Kind::Document => ("document", "document.bin", &b"document"[..]),
        Kind::File(name, bytes) => ("document", name.as_str(), bytes.as_slice()),
        Kind::Location => {
            let place = json!({ "latitude": -6.9904, "longitude": 110.4229 });
            return Map::from_iter([("location".to_string(), place)]);
        }
    };
    let id = state.files.add(name, bytes.to_vec());
    let mut content = Map::from_iter([(field.to_string(), state.files.shape(&id, field))]);
    if let Kind::CaptionedPhoto(caption) = kind {
        content.extend(fields("caption", Formatted::plain(caption)));
    }
    content
}
