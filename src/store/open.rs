//! From an address to a database that is ready: found or made, and brought to the
//! schema that this program knows. It may not show the address, which holds a password.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use super::{Pool, Store, StoreError};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How long another writer may hold a SQLite file before this one gives up.
const SQLITE_PATIENCE: Duration = Duration::from_secs(5);
/// How long a connection to PostgreSQL may take: an answer must not wait for memory.
const POSTGRES_PATIENCE: Duration = Duration::from_secs(3);
/// Readers of a SQLite file beside its one writer.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 10;

pub(super) async fn open(url: &str) -> Result<Store, StoreError> {
    match url.split_once(':') {
        Some(("sqlite", ":memory:")) => open_memory().await,
        Some(("sqlite", _)) => open_file(sqlite_options(url)?).await,
        Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => open_postgres(url).await,
        _ => Err(bad_url("it starts with neither sqlite: nor postgres://")),
    }
}

async fn open_memory() -> Result<Store, StoreError> {
    let options = SqliteConnectOptions::from_str("sqlite::memory:")?.busy_timeout(SQLITE_PATIENCE);
    let only = sqlite_pool(1).connect_with(options).await?;
    migrate_sqlite(&only).await?;
    Ok(Store { read: Pool::Sqlite(only.clone()), write: Pool::Sqlite(only), turnstile: None })
}

async fn open_file(options: SqliteConnectOptions) -> Result<Store, StoreError> {
    let path = options.get_filename().to_owned();
    let turnstile = Some(beside(&path, "-serve"));
    // Until the end of this function one opener at a time, in this process or another:
    // neither the change to WAL nor a migration waits for SQLite's own locks.
    let _alone = tokio::task::spawn_blocking(move || prepare_file(&path))
        .await
        .map_err(|crash| StoreError::Unavailable(crash.into()))?
        .map_err(|error| StoreError::Unavailable(error.into()))?;

    let writing = options.clone().journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let write = sqlite_pool(1).connect_with(writing).await?;
    migrate_sqlite(&write).await?;
    let read = sqlite_pool(SQLITE_READERS).connect_lazy_with(options.read_only(true));
    Ok(Store { read: Pool::Sqlite(read), write: Pool::Sqlite(write), turnstile })
}

async fn migrate_sqlite(pool: &SqlitePool) -> Result<(), StoreError> {
    SQLITE.run(pool).await.map_err(|error| StoreError::from_migration(error, newest(&SQLITE)))
}

/// One connection is the whole of an in-memory database and the one writer of a file:
/// the pool may neither double it nor close it because it is old or idle. Nor need it
/// ask whether the connection is alive, which would cost as much as a statement.
fn sqlite_pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(SQLITE_PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

fn sqlite_options(url: &str) -> Result<SqliteConnectOptions, StoreError> {
    if url.contains(['?', '\0']) {
        return Err(bad_url("sqlite: takes a path and no parameters"));
    }
    let options = SqliteConnectOptions::from_str(url)?.busy_timeout(SQLITE_PATIENCE).foreign_keys(true);
    match options.get_filename().to_str() {
        None | Some("") => Err(bad_url("sqlite: is followed by no path")),
        // SQLite itself would read these as something else than a path.
        Some(path) if path.starts_with("file:") || path.contains(":memory:") => {
            Err(bad_url("sqlite: is followed by a path, or by :memory: alone"))
        }
        Some(_) => Ok(options),
    }
}

/// Makes the file with its folder, readable for its owner only, since it holds what
/// people asked. Gives the lock that openers of this file pass on.
fn prepare_file(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let lock = lock_file(&beside(path, "-lock"))?;
    lock.lock()?;
    // Only ever a new file: to open and close one that SQLite has open in this process
    // would drop SQLite's own locks on it (https://sqlite.org/howtocorrupt.html, 2.2).
    match private(OpenOptions::new().write(true).create_new(true)).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(lock),
    }
}

/// A file to hold a lock on, made if need be.
pub(super) fn lock_file(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().create(true).truncate(false).write(true)).open(path)
}

/// The path of a companion of a file.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

async fn open_postgres(url: &str) -> Result<Store, StoreError> {
    let options = PgConnectOptions::from_str(url)?.options([
        // Who waits for the migrations of another instance, waits so long.
        ("lock_timeout", "5s"),
        // The net under sqlx#4393, see `to_the_end`: no connection stays in a transaction.
        ("idle_in_transaction_session_timeout", "10s"),
    ]);
    let options = match options.get_application_name() {
        None => options.application_name(env!("CARGO_PKG_NAME")),
        Some(_) => options,
    };
    // Knock first: a pool tries again until its time is up, and then does not say why.
    let knock = tokio::time::timeout(POSTGRES_PATIENCE, options.connect()).await;
    drop(knock.map_err(|late| StoreError::Unavailable(late.into()))??);

    // A pool for this alone: migrations that fail leave their lock behind, which only the
    // end of the connection gives back.
    let migrating = postgres_pool(1).connect_lazy_with(options.clone());
    let migrated = POSTGRES.run(&migrating).await;
    migrating.close().await;
    migrated.map_err(|error| StoreError::from_migration(error, newest(&POSTGRES)))?;

    let pool = Pool::Postgres(postgres_pool(POSTGRES_CONNECTIONS).connect_lazy_with(options));
    Ok(Store { read: pool.clone(), write: pool, turnstile: None })
}

fn postgres_pool(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new().max_connections(connections).acquire_timeout(POSTGRES_PATIENCE)
}

fn newest(migrations: &Migrator) -> i64 {
    migrations.iter().map(|migration| migration.version).max().unwrap_or_default()
}

fn bad_url(told: &'static str) -> StoreError {
    StoreError::BadUrl(told.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_is_embedded_for_both_databases() {
        let names = |migrations: &Migrator| -> Vec<String> {
            let name = |one: &sqlx::migrate::Migration| {
                format!("{:04}_{}.sql", one.version, one.description.replace(' ', "_"))
            };
            migrations.iter().map(name).collect()
        };
        let files = |folder: &str| -> Vec<String> {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
            let files = fs::read_dir(folder).unwrap();
            let mut names: Vec<String> =
                files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        // Red after a new file only? Cargo does not see new migrations: touch this file.
        assert_eq!(names(&SQLITE), files("sqlite"));
        assert_eq!(names(&POSTGRES), files("postgres"));
        assert_eq!(names(&SQLITE), names(&POSTGRES));
    }

    #[test]
    fn a_url_that_is_no_path_is_refused() {
        for url in ["sqlite:", "sqlite://", "sqlite:a.db?mode=ro", "sqlite:file:a.db", "sqlite:x:memory:"] {
            assert!(matches!(sqlite_options(url), Err(StoreError::BadUrl(_))), "{url}");
        }
        let path = |url| sqlite_options(url).unwrap().get_filename().to_owned();
        assert_eq!(path("sqlite:a b.db"), Path::new("a b.db"));
        assert_eq!(path("sqlite:///var/a%3Fb.db"), Path::new("/var/a?b.db"));
    }

    #[tokio::test]
    async fn one_connection_writes_durably_and_readers_cannot() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&format!("sqlite:{}/memory.db", folder.path().display())).await.unwrap();
        let (Pool::Sqlite(write), Pool::Sqlite(read)) = (&store.write, &store.read) else { panic!() };
        assert_eq!(write.options().get_max_connections(), 1);
        let full = 2;
        for (pragma, expected) in [("pragma synchronous", full), ("pragma foreign_keys", 1)] {
            let told: i64 = sqlx::query_scalar(pragma).fetch_one(write).await.unwrap();
            assert_eq!(told, expected, "{pragma}");
        }
        assert!(sqlx::query("delete from chat").execute(read).await.is_err());
    }
}
