//! Accepted changes in real folders and real git repositories: all of a change or none of
//! it, and nobody else's work with it.

use std::path::Path;
use std::process::Command;

use tanya::knowledge::{Aground, Hold, Landed, Landing, NoCommit, Origin, version_of};
use tanya::lang::Lang;
use tanya::review::{Change, Effect, Hindrance, Line, ProposalNumber};
use tempfile::TempDir;

const TOPIC: &str = "faq/x/hours.toml";

/// A folder of knowledge with one topic.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("faq/x/programme.toml", "id = \"x\"\nsmall-talk = true\n"),
        (
            TOPIC,
            "id = \"hours\"\nprogramme = \"x\"\nanswer = [{ say = \"hours\" }]\n\n[ask]\nid = [\n  \"jam buka\",\n]\n",
        ),
        ("locales/id/x.ftl", "hours = Pagi.\n"),
    ] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Budi",
            "-c",
            "user.email=budi@example.go.id",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "git {args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// The same in a repository where all of it is committed.
fn repository() -> TempDir {
    let folder = folder();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "begin"]);
    folder
}

fn change(text: &str) -> Change {
    let lines = vec![Line { lang: Lang::Id, text: text.to_owned() }];
    Change::Phrase { topic: "hours".into(), lines, test: format!("{text} ya?") }
}

fn never(text: &str) -> Change {
    let lines = vec![Line { lang: Lang::Id, text: text.to_owned() }];
    Change::Never { programme: "x".into(), about: "parking".into(), lines }
}

/// A change that was measured to do no harm, in a folder.
fn land(folder: &Path, change: &Change) -> Result<Landed, Aground> {
    let files = Origin::Folder(folder.to_owned()).files().unwrap();
    let effect = Effect { knowledge: version_of(&files), ..Effect::default() };
    landing(change, Some(&effect)).land(folder)
}

fn landing<'l>(change: &'l Change, effect: Option<&'l Effect>) -> Landing<'l> {
    Landing { number: ProposalNumber(7), change, effect, anyway: false, by: Some("Budi") }
}

fn read(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap_or_default()
}

fn committed(folder: &Path) -> Vec<String> {
    git(folder, &["show", "--name-only", "--format=", "HEAD"]).lines().map(str::to_owned).collect()
}

#[test]
fn a_folder_without_git_is_written_and_says_so() {
    let folder = folder();
    let landed = land(folder.path(), &change("buka jam berapa")).unwrap();
    assert_eq!(landed, Landed { files: vec![TOPIC.into()], commit: Err(NoCommit::NoWorkTree) });
    assert!(read(folder.path(), TOPIC).contains("\"buka jam berapa\""));
    let left: Vec<_> = std::fs::read_dir(folder.path().join("faq/x")).unwrap().collect();
    assert_eq!(left.len(), 2, "no unfinished file stays behind");
}

#[test]
fn a_change_is_a_commit_of_its_files_on_the_branch_that_is_live() {
    let folder = repository();
    git(folder.path(), &["checkout", "--quiet", "-b", "live"]);
    let landed = land(folder.path(), &change("buka jam berapa")).unwrap();
    assert!(landed.commit.unwrap().ends_with(" on live"));
    assert_eq!(committed(folder.path()), [TOPIC]);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    let message = git(folder.path(), &["log", "-1", "--format=%B"]);
    assert!(
        message.starts_with("Let hours be asked in other words\n\nProposal 7, accepted by Budi"),
        "{message}"
    );
}

#[test]
fn a_new_file_is_committed_too() {
    let folder = repository();
    land(folder.path(), &never("parkir di mana")).unwrap().commit.unwrap();
    assert_eq!(committed(folder.path()), ["faq/x/never.toml"]);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
}

#[test]
fn what_others_staged_or_changed_is_left_as_it_is() {
    let folder = repository();
    std::fs::write(folder.path().join("staged.txt"), "staged").unwrap();
    std::fs::write(folder.path().join("locales/id/x.ftl"), "hours = Siang.\n").unwrap();
    std::fs::write(folder.path().join("faq/x/programme.toml"), "id = \"x\"\nsmall-talk = true\n# staged\n")
        .unwrap();
    git(folder.path(), &["add", "staged.txt", "faq/x/programme.toml"]);
    let before = git(folder.path(), &["status", "--porcelain"]);
    land(folder.path(), &change("buka jam berapa")).unwrap().commit.unwrap();
    assert_eq!(committed(folder.path()), [TOPIC]);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), before);
}

#[test]
fn a_file_that_somebody_is_working_on_is_not_touched() {
    let folder = repository();
    let mine = read(folder.path(), TOPIC) + "# my work\n";
    std::fs::write(folder.path().join(TOPIC), &mine).unwrap();
    let refused = land(folder.path(), &change("buka jam berapa")).unwrap_err();
    assert!(matches!(&refused, Aground::Hold(Hold::Dirty(path)) if path == TOPIC), "{refused}");
    git(folder.path(), &["add", TOPIC]);
    land(folder.path(), &change("buka jam berapa")).unwrap_err();
    assert_eq!(read(folder.path(), TOPIC), mine);
    git(folder.path(), &["commit", "--quiet", "-m", "my work"]);
    land(folder.path(), &change("buka jam berapa")).unwrap().commit.unwrap();
}

#[test]
fn off_any_branch_a_branch_is_made_for_it() {
    let folder = repository();
    git(folder.path(), &["checkout", "--quiet", "--detach"]);
    let landed = land(folder.path(), &change("buka jam berapa")).unwrap();
    assert!(landed.commit.unwrap().ends_with(" on tanya/proposal-7"));
    assert_eq!(git(folder.path(), &["rev-parse", "main"]), git(folder.path(), &["rev-parse", "HEAD~1"]));
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
}

#[cfg(unix)]
#[test]
fn a_hook_that_fails_leaves_everything_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    for detached in [false, true] {
        let folder = repository();
        if detached {
            git(folder.path(), &["checkout", "--quiet", "--detach"]);
        }
        let hook = folder.path().join(".git/hooks/pre-commit");
        std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
        std::fs::write(&hook, "#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n").unwrap();
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
        let before = (read(folder.path(), TOPIC), git(folder.path(), &["branch", "--all"]));
        for change in [change("buka jam berapa"), never("parkir di mana")] {
            let refused = land(folder.path(), &change).unwrap_err();
            assert!(refused.to_string().contains("not on a Friday"), "{refused}");
        }
        assert_eq!((read(folder.path(), TOPIC), git(folder.path(), &["branch", "--all"])), before);
        assert_eq!(git(folder.path(), &["status", "--porcelain", "--untracked-files=all"]), "");
        std::fs::remove_file(hook).unwrap();
        land(folder.path(), &never("parkir di mana")).unwrap().commit.unwrap();
    }
}

#[test]
fn a_repository_that_does_not_know_who_commits_gets_a_name() {
    let folder = repository();
    git(folder.path(), &["config", "user.useConfigOnly", "true"]);
    let landed = land(folder.path(), &change("buka jam berapa")).unwrap();
    // Whoever runs the tests may have a name for all repositories.
    landed.commit.unwrap();
}

#[test]
fn files_that_git_does_not_keep_are_only_written() {
    let folder = folder();
    git(folder.path(), &["init", "--quiet"]);
    let landed = land(folder.path(), &change("buka jam berapa")).unwrap();
    assert_eq!(landed.commit, Err(NoCommit::Untracked(TOPIC.into())), "nothing was ever committed");
    git(folder.path(), &["add", "locales"]);
    git(folder.path(), &["commit", "--quiet", "-m", "texts alone"]);
    let landed = land(folder.path(), &change("kapan buka")).unwrap();
    assert_eq!(landed.commit, Err(NoCommit::Untracked(TOPIC.into())));
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "?? faq/");
}

#[test]
fn a_folder_inside_a_bare_repository_is_only_written() {
    let outer = tempfile::tempdir().unwrap();
    git(outer.path(), &["init", "--quiet", "--bare"]);
    let inner = folder();
    let live = outer.path().join("live");
    std::fs::rename(inner.keep(), &live).unwrap();
    let landed = land(&live, &change("buka jam berapa")).unwrap();
    assert_eq!(landed.commit, Err(NoCommit::NoWorkTree));
}

#[test]
fn knowledge_below_the_top_of_a_repository_is_committed_there() {
    let outer = tempfile::tempdir().unwrap();
    git(outer.path(), &["init", "--quiet"]);
    let live = outer.path().join("office/knowledge");
    std::fs::create_dir_all(live.parent().unwrap()).unwrap();
    std::fs::rename(folder().keep(), &live).unwrap();
    git(outer.path(), &["add", "."]);
    git(outer.path(), &["commit", "--quiet", "-m", "begin"]);
    land(&live, &change("buka jam berapa")).unwrap().commit.unwrap();
    assert_eq!(committed(outer.path()), [format!("office/knowledge/{TOPIC}")]);
}

#[test]
fn an_unfinished_merge_is_not_made_part_of_it() {
    let folder = repository();
    git(folder.path(), &["checkout", "--quiet", "-b", "other"]);
    git(folder.path(), &["commit", "--quiet", "--allow-empty", "-m", "other"]);
    git(folder.path(), &["checkout", "--quiet", "main"]);
    git(folder.path(), &["commit", "--quiet", "--allow-empty", "-m", "ours"]);
    git(folder.path(), &["merge", "--quiet", "--no-commit", "--no-ff", "other"]);
    let refused = land(folder.path(), &change("buka jam berapa")).unwrap_err();
    assert!(matches!(refused, Aground::Hold(Hold::Unfinished)), "{refused}");
}

#[test]
fn what_a_crash_left_written_is_committed_the_next_time() {
    for new in [change("buka jam berapa"), never("parkir di mana")] {
        let folder = repository();
        let files = Origin::Folder(folder.path().to_owned()).files().unwrap();
        for edit in tanya::knowledge::edits(&new, &files).unwrap().0 {
            std::fs::write(folder.path().join(edit.path), edit.after).unwrap();
        }
        // Measured on the version before the crash: it is there, so that does not matter.
        let effect = Effect { knowledge: version_of(&files), ..Effect::default() };
        let landed = landing(&new, Some(&effect)).land(folder.path()).unwrap();
        assert_eq!(landed.files, Vec::<String>::new());
        assert!(landed.commit.unwrap().ends_with(" on main"));
        assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
        let again = landing(&new, Some(&effect)).land(folder.path()).unwrap();
        assert!(again.files.is_empty() && again.commit.is_ok());
        assert_eq!(git(folder.path(), &["rev-list", "--count", "HEAD"]), "2");
    }
}

#[test]
fn nothing_lands_that_was_not_measured_on_this_very_version() {
    let folder = folder();
    let new = change("buka jam berapa");
    let before = read(folder.path(), TOPIC);
    let old = Effect { knowledge: "0123456789abcdef".into(), ..Effect::default() };
    for effect in [None, Some(&old)] {
        let refused = landing(&new, effect).land(folder.path()).unwrap_err();
        assert!(matches!(refused, Aground::Hindered(Hindrance::Unmeasured)), "{refused}");
    }
    assert_eq!(read(folder.path(), TOPIC), before);
}

#[test]
fn what_answers_worse_than_before_lands_only_when_that_was_seen() {
    let folder = folder();
    let (new, files) = (change("buka jam berapa"), Origin::Folder(folder.path().to_owned()).files().unwrap());
    let worse = Effect { knowledge: version_of(&files), regressions: 2, ..Effect::default() };
    let refused = landing(&new, Some(&worse)).land(folder.path()).unwrap_err();
    assert!(matches!(refused, Aground::Hindered(Hindrance::Regressions(2))), "{refused}");
    let landed = Landing { anyway: true, ..landing(&new, Some(&worse)) }.land(folder.path()).unwrap();
    assert_eq!(landed.files, [TOPIC]);
}

#[test]
fn a_folder_that_cannot_be_written_is_left_whole() {
    let folder = folder();
    let broken = folder.path().join(TOPIC).with_file_name(".hours.toml.part");
    std::fs::create_dir(&broken).unwrap();
    let before = read(folder.path(), TOPIC);
    let refused = land(folder.path(), &change("buka jam berapa")).unwrap_err();
    assert!(matches!(refused, Aground::Write(_)), "{refused}");
    assert_eq!(read(folder.path(), TOPIC), before);
}

#[test]
fn two_who_accept_at_once_write_one_after_the_other() {
    let folder = repository();
    let path = folder.path().to_owned();
    let landing: Vec<_> = ["satu", "dua", "tiga"]
        .into_iter()
        .map(|text| {
            let path = path.clone();
            std::thread::spawn(move || {
                // Whoever measured an older version looks again.
                for _ in 0..20 {
                    if land(&path, &change(text)).is_ok() {
                        return;
                    }
                }
                panic!("it never landed");
            })
        })
        .collect();
    landing.into_iter().for_each(|thread| thread.join().unwrap());
    let text = read(&path, TOPIC);
    assert!(["satu", "dua", "tiga"].iter().all(|word| text.contains(&format!("\"{word}\""))), "{text}");
    assert_eq!(git(&path, &["rev-list", "--count", "HEAD"]), "4");
    assert_eq!(git(&path, &["status", "--porcelain"]), "");
}
