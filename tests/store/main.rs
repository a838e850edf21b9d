//! What is remembered, and that it is: one contract, held against every database that
//! the program can use. Each test has a database of its own, empty and thrown away.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod contract;
#[macro_use]
mod desk;
#[macro_use]
mod figures;
#[macro_use]
mod lasting;
mod places;
mod postgres_only;
#[macro_use]
mod privacy;
#[macro_use]
mod proposals;
mod samples;
#[macro_use]
mod sessions;
mod sqlite_only;
mod unreachable;
#[macro_use]
mod wire;

mod sqlite_in_memory {
    contract!(memory);
    wire!(memory);
    desk!(memory);
    privacy!(memory);
    sessions!(memory);
}

mod sqlite_file {
    contract!(file);
    wire!(file);
    privacy!(file);
    sessions!(file);
    proposals!(file);
    figures!(file);
    lasting!(file);
    desk!(file);
    desk_lasting!(file);
}

mod postgres {
    contract!(postgres);
    wire!(postgres);
    privacy!(postgres);
    sessions!(postgres);
    proposals!(postgres);
    figures!(postgres);
    lasting!(postgres);
    desk!(postgres);
    desk_lasting!(postgres);
}
