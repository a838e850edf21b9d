//! Databases to test with: a file, memory, and PostgreSQL, either the one that
//! `TEST_POSTGRES_URL` names or a server of our own, started once and gone with us.

use std::fmt::Display;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tanya::store::Store;
use tempfile::TempDir;

/// An empty database. Dropped, it is gone.
pub struct Place {
    pub url: String,
    folder: Option<TempDir>,
    /// Where to go to drop a database on PostgreSQL, and its name.
    on_server: Option<(String, String)>,
}

pub async fn memory() -> Option<Place> {
    Some(Place { url: "sqlite::memory:".into(), folder: None, on_server: None })
}

pub async fn file() -> Option<Place> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("memory.db").display());
    Some(Place { url, folder: Some(folder), on_server: None })
}

/// None if there is no PostgreSQL, which was then said; with `CI` set that is a failure.
pub async fn postgres() -> Option<Place> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = server()?;
    let name = format!("tanya_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    sql(server, format!("create database {name}")).await;
    let url = with_database(server, &name);
    Some(Place { url, folder: None, on_server: Some((server.to_owned(), name)) })
}

impl Place {
    pub async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    /// Does to the database what the store would not.
    pub async fn sql(&self, statement: impl Display) {
        sql(&self.url, statement).await;
    }

    /// The same, where it may refuse.
    pub async fn try_sql(&self, statement: impl Display) -> Result<(), sqlx::Error> {
        try_sql(&self.url, statement).await
    }

    /// Every text that it holds, with its column; of memory nothing, which nobody else sees.
    pub async fn texts(&self) -> Vec<(String, String)> {
        texts(&self.url).await
    }

    /// The folder of a SQLite file.
    pub fn folder(&self) -> &Path {
        self.folder.as_ref().unwrap().path()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((server, name)) = self.on_server.take() else { return };
        // A runtime cannot wait inside another one, hence the thread.
        let drop_it = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(sql(&server, format!("drop database {name} with (force)")));
        };
        let _ = std::thread::spawn(drop_it).join();
    }
}

/// Every text of a database, with its column.
pub async fn texts(url: &str) -> Vec<(String, String)> {
    macro_rules! read {
        ($connection:ty, $columns:expr) => {{
            let mut connection = <$connection>::connect(url).await.unwrap();
            let columns: Vec<(String, String)> =
                sqlx::query_as($columns).fetch_all(&mut connection).await.unwrap();
            let mut texts = Vec::new();
            for (table, column) in columns {
                let select = format!("select {column} from {table} where {column} is not null");
                let values: Vec<String> =
                    sqlx::query_scalar(AssertSqlSafe(select)).fetch_all(&mut connection).await.unwrap();
                texts.extend(values.into_iter().map(|value| (format!("{table}.{column}"), value)));
            }
            connection.close().await.unwrap();
            texts
        }};
    }
    match url {
        "sqlite::memory:" => Vec::new(),
        url if url.starts_with("sqlite:") => read!(
            SqliteConnection,
            "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
             where m.type = 'table' and lower(c.type) = 'text' and m.name not like '\\_sqlx%' escape '\\'"
        ),
        _ => read!(
            PgConnection,
            "select cast(table_name as text), cast(column_name as text) from information_schema.columns
             where table_schema = 'public' and data_type = 'text' and table_name not like '\\_sqlx%'"
        ),
    }
}

async fn sql(url: &str, statement: impl Display) {
    try_sql(url, statement).await.unwrap();
}

async fn try_sql(url: &str, statement: impl Display) -> Result<(), sqlx::Error> {
    let statement = AssertSqlSafe(statement.to_string());
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await?;
        sqlx::raw_sql(statement).execute(&mut connection).await?;
        connection.close().await
    } else {
        let mut connection = PgConnection::connect(url).await?;
        sqlx::raw_sql(statement).execute(&mut connection).await?;
        connection.close().await
    }
}

/// The same server with another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, parameters) = url.split_once('?').unwrap_or((url, ""));
    let host = address.find("://").unwrap() + 3;
    let path = address[host..].find('/').map_or(address.len(), |slash| host + slash);
    format!("{}/{name}?{parameters}", &address[..path])
}

fn server() -> Option<&'static str> {
    struct Server {
        url: String,
        /// The server lives as long as the pipe to it, which our end closes, whatever ends us.
        _alive: Option<Child>,
    }
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
            return Some(Server { url, _alive: None });
        }
        match programs() {
            Some(programs) => {
                let (url, alive) = start(&programs);
                Some(Server { url, _alive: Some(alive) })
            }
            None => {
                // Past the test harness, which would keep a passing test's words to itself.
                let told = b"\nPostgreSQL WAS NOT TESTED: no initdb here, no TEST_POSTGRES_URL\n\n";
                std::io::stderr().write_all(told).unwrap();
                None
            }
        }
    });
    assert!(
        server.is_some() || std::env::var_os("CI").is_none(),
        "with CI set, PostgreSQL must be tested: install it or set TEST_POSTGRES_URL"
    );
    server.as_ref().map(|server| server.url.as_str())
}

/// The folder of PostgreSQL's programs, the newest one if there are several.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join("initdb"));
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<PathBuf> = versions.map(|version| version.path().join("bin/initdb")).collect();
    debian.sort();
    // On the path there may be a link to initdb alone: its siblings are where it points to.
    let found = on_path.chain(debian.into_iter().rev()).find_map(|initdb| initdb.canonicalize().ok())?;
    found.parent().map(Path::to_owned)
}

/// Makes and starts a server, waits for our end, stops and removes it.
const SERVER: &str = r#"
    set -e
    trap '' INT TERM HUP
    dir=$(mktemp -d /tmp/tanya-postgres.XXXXXX)
    trap 'rm -rf "$dir"' EXIT
    cd "$dir"
    "$PROGRAMS/initdb" -D data -U postgres -A trust -E UTF8 --locale=C -N
    "$PROGRAMS/pg_ctl" -D data -w -l log -o "-F -p 5432 -c listen_addresses= -k $dir" start
    echo "ready $dir"
    exec >/dev/null 2>&1
    cat
    "$PROGRAMS/pg_ctl" -D data -w -m immediate stop
"#;

fn start(programs: &Path) -> (String, Child) {
    let mut shell = shell(programs);
    let mut told = String::new();
    for line in BufReader::new(shell.stdout.take().unwrap()).lines().map_while(Result::ok) {
        if let Some(folder) = line.strip_prefix("ready ") {
            return (format!("postgres://postgres@localhost:5432/postgres?host={folder}"), shell);
        }
        told.push_str(&line);
        told.push('\n');
    }
    let _ = shell.wait();
    panic!("PostgreSQL in {} does not start:\n{told}", programs.display());
}

/// PostgreSQL refuses to be run by root.
fn shell(programs: &Path) -> Child {
    let user = Command::new("id").arg("-u").output().unwrap().stdout;
    let script = format!("exec 2>&1\n{SERVER}");
    let run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).arg(&script).env("PROGRAMS", programs);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()
    };
    if user.trim_ascii() != b"0" {
        return run("sh", &["-c"]).unwrap();
    }
    run("runuser", &["-u", "postgres", "--", "sh", "-c"])
        .or_else(|_| run("su", &["postgres", "-s", "/bin/sh", "-c"]))
        .unwrap()
}
