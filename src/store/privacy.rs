//! Stub.
use super::{Store, StoreError};
use crate::chat::PersonId;
impl Store {
    /// Stub.
    pub async fn stored_of(&self, _person: PersonId) -> Result<serde_json::Value, StoreError> {
        Ok(serde_json::Value::Null)
    }
}
