//! Office time.
use std::time::Duration;

use crate::clock::{Date, Timestamp};
use crate::faq::Hours;

/// When the office works.
#[derive(Debug, Clone, Copy)]
pub struct OfficeTime<'a> {
    /// Hours.
    pub hours: &'a [Hours],
    /// Holidays.
    pub holidays: &'a [Date],
}

impl OfficeTime<'_> {
    /// The moment when `span` of office time has passed.
    pub fn after(&self, at: Timestamp, span: Duration) -> Timestamp {
        at.plus(span)
    }
}
