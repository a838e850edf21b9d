//! Faults on demand, for the tests that kill and break: a named place in the program
//! where it aborts or panics when the environment says so. A release build has none.

/// Ends the process at once, as SIGKILL would, where `TANYA_CRASH_AT` names this place;
/// `name:3` is the third time that it is reached.
pub fn crash_point(name: &str) {
    #[cfg(debug_assertions)]
    on_demand::crash(name);
    #[cfg(not(debug_assertions))]
    let _ = name;
}

/// Panics where a text holds what `TANYA_PANIC_ON` says.
pub fn panic_point(text: &str) {
    #[cfg(debug_assertions)]
    on_demand::panic(text);
    #[cfg(not(debug_assertions))]
    let _ = text;
}

#[cfg(debug_assertions)]
mod on_demand {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static CRASH_AT: LazyLock<Option<(String, u32)>> = LazyLock::new(|| {
        let named = std::env::var("TANYA_CRASH_AT").ok()?;
        let (name, time) = named.rsplit_once(':').unwrap_or((&named, "1"));
        Some((name.to_owned(), time.parse().unwrap_or(1)))
    });
    static REACHED: AtomicU32 = AtomicU32::new(0);
    static PANIC_ON: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("TANYA_PANIC_ON").ok());

    pub fn crash(name: &str) {
        if let Some((_, time)) = CRASH_AT.as_ref().filter(|(at, _)| at == name)
            && REACHED.fetch_add(1, Ordering::Relaxed) + 1 == *time
        {
            std::process::abort();
        }
    }

    #[allow(clippy::panic)]
    pub fn panic(text: &str) {
        if PANIC_ON.as_ref().is_some_and(|part| text.contains(part.as_str())) {
            panic!("on demand");
        }
    }
}
