//! Files by id, sent by people or by the bot.

use super::params::Params;
use super::refusal::Refusal;
use serde_json::{Value, json};
use std::collections::HashMap;

/// All files.
#[derive(Debug, Default)]
pub(super) struct Files {
    all: HashMap<String, File>,
}

#[derive(Debug)]
struct File {
    name: String,
    bytes: Vec<u8>,
}

impl Files {
    /// Keeps a file and gives its id.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let id = format!("AgACAgUAAxkBAAI{:08}", self.all.len() + 1);
        self.all.insert(id.clone(), File { name: name.to_string(), bytes });
        id
    }

    /// The fields that every kind of file has.
    pub fn about(&self, id: &str) -> Value {
        let size = self.all.get(id).map_or(0, |file| file.bytes.len());
        json!({ "file_id": id, "file_unique_id": format!("AQAD{}", &id[id.len() - 8..]), "file_size": size })
    }

    /// Name and content of a file.
    pub fn content(&self, id: &str) -> Option<(&str, &[u8])> {
        self.all.get(id).map(|file| (file.name.as_str(), file.bytes.as_slice()))
    }

    /// The content under a path that getFile gave.
    pub fn download(&self, path: &str) -> Option<Vec<u8>> {
        let id = path.strip_prefix("files/")?.split('/').next()?;
        self.all.get(id).map(|file| file.bytes.clone())
    }

    /// The file that a send names: uploaded, by id, or by address.
    pub fn given(&mut self, params: &Params, kind: &str) -> Result<Value, Refusal> {
        let named = params.text(kind)?.unwrap_or_default().into_owned();
        let field = named.strip_prefix("attach://").unwrap_or(kind);
        let id = if let Some(upload) = params.files.get(field) {
            if upload.bytes.is_empty() {
                return Err(Refusal::bad("file must be non-empty"));
            }
            self.add(&upload.name, upload.bytes.clone())
        } else if self.all.contains_key(&named) {
            named
        } else if named.starts_with("http://") || named.starts_with("https://") {
            self.add(named.rsplit('/').next().unwrap_or("file"), named.clone().into_bytes())
        } else if named.is_empty() {
            return Err(Refusal::bad(format!("there is no {kind} in the request")));
        } else {
            return Err(Refusal::bad("wrong file identifier/HTTP URL specified"));
        };
        Ok(self.shape(&id, kind))
    }

    /// A file as the object that a Message holds.
    pub fn shape(&self, id: &str, kind: &str) -> Value {
        let mut about = self.about(id);
        match kind {
            "photo" => {
                about["width"] = 90.into();
                about["height"] = 60.into();
                json!([about])
            }
            "voice" => {
                about["duration"] = 3.into();
                about["mime_type"] = "audio/ogg".into();
                about
            }
            "sticker" => {
                about["type"] = "regular".into();
                about["width"] = 512.into();
                about["height"] = 512.into();
                about["is_animated"] = false.into();
                about["is_video"] = false.into();
                about["emoji"] = "👍".into();
                about
            }
            _ => {
                let name = self.all.get(id).map_or("file", |file| &file.name);
                about["file_name"] = name.into();
                about["mime_type"] = "application/octet-stream".into();
                about
            }
        }
    }

    /// getFile.
    pub fn get(&self, params: &Params) -> Result<Value, Refusal> {
        let id = params.text("file_id")?.unwrap_or_default();
        let Some(file) = self.all.get(&*id) else {
            return Err(Refusal::bad("wrong file_id or the file is temporarily unavailable"));
        };
        if file.bytes.len() > 20 * 1024 * 1024 {
            return Err(Refusal::bad("file is too big"));
        }
        let mut about = self.about(&id);
        about["file_path"] = format!("files/{id}/{}", file.name).into();
        Ok(about)
    }
}
