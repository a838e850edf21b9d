//! The many ways in which a database fails, folded into the few things that a caller
//! does next. It may not show what was being stored: these errors are logged, and a
//! log never holds a person's words.

use sqlx::error::DatabaseError;
use sqlx::migrate::MigrateError;

/// What a failure was about, for the log.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What a transaction of somebody who no longer leads fails with.
pub(super) const FENCED: &str = "another instance leads";
/// What a change fails with that was decided on an older version of its ticket or proposal.
pub(super) const STALE: &str = "it has changed";

/// Why the store did not do as asked, named after what to do next.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be reached, is too busy, full or read-only: go on without it, try later.
    #[error("the database cannot be used now")]
    Unavailable(#[source] Cause),
    /// It did not take a value: give this record up, the same again fails again.
    #[error("the database refused a record")]
    Refused(#[source] Cause),
    /// It holds something that makes no sense: go on without it, call the operator.
    #[error("the database holds something that makes no sense")]
    Corrupt(#[source] Cause),
    /// Its tables are not the ones that this program knows: stop, and run the right version.
    #[error("the database does not fit this version of the program")]
    Incompatible(#[source] Cause),
    /// Another instance took over: stop handling and sending, and wait for the lead.
    #[error("another instance has taken over")]
    Fenced,
    /// Somebody else changed the ticket or the proposal meanwhile: look again, and decide again.
    #[error("somebody changed it meanwhile; look again")]
    Stale,
    /// Its address cannot be understood: stop, and mend the configuration.
    #[error("the database URL cannot be understood")]
    BadUrl(#[source] Cause),
}

/// What SQLite's and PostgreSQL's codes have in common.
enum Fault {
    Busy,
    Value,
    Damage,
    Schema,
}

impl StoreError {
    /// A stored value that cannot be read, named by its column and the row's key.
    pub(super) fn corrupt(column: &str, row: i64) -> StoreError {
        StoreError::Corrupt(format!("{column} of row {row}").into())
    }

    /// Migrations fail like queries do, or because the database has a history of its own.
    pub(super) fn from_migration(error: MigrateError, known: i64) -> StoreError {
        let told = match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => return error.into(),
            MigrateError::VersionMissing(version) if version > known => format!(
                "a newer version of this program has used it: it has migration {version}, \
                 and this program knows migrations up to {known}"
            ),
            MigrateError::VersionMissing(version) => {
                format!("it has migration {version}, which this program never had")
            }
            MigrateError::VersionMismatch(version) => {
                format!("its migration {version} was another one than this program's")
            }
            other => other.to_string(),
        };
        StoreError::Incompatible(told.into())
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        use sqlx::Error::*;
        match &error {
            Protocol(told) if told == FENCED => StoreError::Fenced,
            Protocol(told) if told == STALE => StoreError::Stale,
            Configuration(_) | InvalidArgument(_) => StoreError::BadUrl(error.into()),
            Decode(_) | ColumnDecode { .. } | RowNotFound => StoreError::Corrupt(error.into()),
            ColumnNotFound(_) | ColumnIndexOutOfBounds { .. } | TypeNotFound { .. } => {
                StoreError::Incompatible(error.into())
            }
            Encode(_) => StoreError::Refused(error.into()),
            Database(told) => match fault(told.as_ref()) {
                Fault::Busy => StoreError::Unavailable(error.into()),
                Fault::Value => StoreError::Refused(without_values(told.as_ref())),
                Fault::Damage => StoreError::Corrupt(error.into()),
                Fault::Schema => StoreError::Incompatible(error.into()),
            },
            // Whatever else there is: to try later does no harm.
            _ => StoreError::Unavailable(error.into()),
        }
    }
}

/// SQLite tells a number, PostgreSQL an SQLSTATE of five characters whose first two
/// are the class. What is in neither list passes by itself or with an operator's help.
fn fault(error: &dyn DatabaseError) -> Fault {
    let code = error.code().unwrap_or_default();
    if is_postgres(error) {
        return match code.get(..2) {
            // Data exception, integrity constraint.
            Some("22" | "23") => Fault::Value,
            // Data corrupted, index corrupted.
            Some("XX") if code != "XX000" => Fault::Damage,
            // A permission that is missing (42501) is granted without a new program.
            Some("42") if code != "42501" => Fault::Schema,
            _ => Fault::Busy,
        };
    }
    // The low byte is the kind, the rest says more about it: https://sqlite.org/rescode.html
    match code.parse::<i32>().map(|code| code & 0xff) {
        // Error: no such table, no such column.
        Ok(1) => Fault::Schema,
        // Corrupt, not a database.
        Ok(11 | 26) => Fault::Damage,
        // Too big, constraint, mismatch.
        Ok(18..=20) => Fault::Value,
        _ => Fault::Busy,
    }
}

/// What PostgreSQL says of a refused value quotes it, and so a person's words: only the
/// code and the constraint's name go on. SQLite names columns and no values.
fn without_values(error: &dyn DatabaseError) -> Cause {
    if is_postgres(error) {
        let code = error.code().unwrap_or_default();
        return format!("code {code}, constraint {}", error.constraint().unwrap_or("unknown")).into();
    }
    error.to_string().into()
}

fn is_postgres(error: &dyn DatabaseError) -> bool {
    error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some()
}
