//! The people who answer for the office, pure: what the desk must know of them before it
//! calls one. It may not read a clock, nor send anything.

mod hours;

pub use hours::OfficeTime;
