//! The program holds copies of these folders: new files in them make a new program.

#[allow(clippy::print_stdout)]
fn main() {
    for folder in ["faq", "locales", "migrations"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
