//! A small knowledge that loads in an instant, and copies of it to edit.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

/// Part of the office's knowledge, fitted, which loads in an instant: small talk and weaving.
pub static SMALL: LazyLock<TempDir> = LazyLock::new(|| {
    let (whole, small) = (Path::new(env!("CARGO_MANIFEST_DIR")), tempfile::tempdir().unwrap());
    let copy = |folder: &str, wanted: fn(&str) -> bool| {
        fs::create_dir_all(small.path().join(folder)).unwrap();
        for file in fs::read_dir(whole.join(folder)).unwrap().map(|file| file.unwrap()) {
            let name = file.file_name().into_string().unwrap();
            if file.path().is_file() && wanted(&name) {
                let text = fs::read_to_string(file.path()).unwrap();
                fs::write(small.path().join(folder).join(name), text.replace(r#", "textile-growth""#, ""))
                    .unwrap();
            }
        }
    };
    for folder in ["faq/chat", "faq/weaving", "faq/lexicon", "faq/replies"] {
        copy(folder, |_| true);
    }
    copy("faq", |name| name == "contacts.toml");
    for folder in ["locales/id", "locales/en"] {
        copy(folder, |name| {
            let wanted =
                "chat.ftl weaving.ftl messages.ftl formats.ftl desk.ftl replies.ftl staff.ftl web.ftl";
            wanted.split(' ').any(|wanted| wanted == name)
        });
    }
    // Fitted once, so that each start takes a tenth of a second and not three seconds.
    let fit =
        Command::new(env!("CARGO_BIN_EXE_tanya")).arg("--knowledge").arg(small.path()).arg("fit").output();
    assert!(fit.unwrap().status.success());
    small
});

/// A copy of it, to edit.
pub fn copy() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_below(SMALL.path(), copy.path());
    copy
}

pub fn copy_below(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_below(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).unwrap();
        }
    }
}
