//! What is remembered, and that it is: one contract, held against every database that
//! the program can use. Each test has a database of its own, empty and thrown away.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod contract;
#[macro_use]
mod lasting;
mod places;
mod postgres_only;
#[macro_use]
mod privacy;
mod samples;
mod sqlite_only;
mod unreachable;
#[macro_use]
mod wire;

mod sqlite_in_memory {
    contract!(memory);
    wire!(memory);
    privacy!(memory);
}

mod sqlite_file {
    contract!(file);
    wire!(file);
    privacy!(file);
    lasting!(file);
}

mod postgres {
    contract!(postgres);
    wire!(postgres);
    privacy!(postgres);
    lasting!(postgres);
}
