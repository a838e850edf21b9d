//! From a question without an answer to an answer, in the browser: over HTTP, in a folder of
//! knowledge that is a git work tree.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use reqwest::StatusCode;
use tanya::chat::{Asked, Chat, ChatId, Outcome};
use tanya::knowledge::{Knowledge, Origin};
use tanya::lang::Lang;
use tanya::review::ProposalState;
use tanya::source::SourceFile;
use tanya::store::Record;
use tempfile::TempDir;

use crate::house::{ADMIN, Answer, CONTACT, House, Visitor};

const ASKED: &str = "apakah toilet difabel tersedia";
const HOSTILE: &str = "<script>alert(1)</script> & \"kutip\"";

/// An office that knows two topics in few words, so that measuring takes little.
fn small() -> Vec<SourceFile> {
    let kept = |file: &SourceFile| match file.path.split('/').collect::<Vec<_>>()[..] {
        ["faq", "rex", name] => ["programme.toml", "rex-about.toml", "rex-workshop.toml"].contains(&name),
        ["faq", "chat", name] => name != "out-of-scope.toml",
        ["faq", folder, ..] => ["contacts.toml", "lexicon"].contains(&folder),
        _ => true,
    };
    let mut files: Vec<SourceFile> = Origin::BuiltIn.files().unwrap().into_iter().filter(kept).collect();
    let topics = files.iter_mut().filter(|file| file.path.starts_with("faq/rex/rex-"));
    for file in topics {
        let text = file.text.split("\n[[test]]").next().unwrap();
        let kept = |(at, line): &(usize, &str)| {
            let few = at % 5 == 0 || !line.starts_with("  \"");
            few && !line.starts_with("related") && !line.starts_with("regex")
        };
        let lines = text.lines().enumerate().filter(kept);
        file.text = lines.map(|(_, line)| format!("{line}\n")).collect();
    }
    files
}

/// What it knows, learnt once for all tests.
static SMALL: LazyLock<Arc<Knowledge>> = LazyLock::new(|| Arc::new(Knowledge::load(&small()).unwrap()));

fn git(folder: &Path, args: &[&str]) -> String {
    let names = ["-c", "user.name=Rina", "-c", "user.email=rina@example.go.id"];
    let output = Command::new("git").args(names).args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// A dashboard over a committed folder, where somebody asked in vain.
async fn office() -> (House, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let files = small();
    for file in &files {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
    // No vectors of meanings: words decide alone, and measuring takes seconds without optimisation.
    std::fs::write(folder.path().join("faq/senses.bin"), "none").unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "begin"]);
    let house = House::of(SMALL.clone(), Origin::Folder(folder.path().to_owned())).await;
    for text in [ASKED, HOSTILE] {
        let asked = [Asked {
            lang: Lang::Id,
            outcome: Outcome::Unknown,
            topic: None,
            programme: Some("rex".into()),
            score: 0.1,
            among: 0.2,
            text: Some(text.into()),
        }];
        let chat = Chat::default();
        let record = Record { asked: &asked, ..Record::new(&chat, "v1") };
        house.store.record(ChatId(7), &record, house.now()).await.unwrap();
    }
    (house, folder)
}

/// The address of the page of a group.
async fn group(visitor: &mut Visitor, words: &str) -> String {
    let page = visitor.get("/unanswered").await;
    assert_eq!(page.status, StatusCode::OK);
    let before = page.body.split(&format!(">{words}<")).next().unwrap().to_owned();
    assert!(before.len() < page.body.len(), "{words} is not on the page: {}", page.body);
    let link = before.rsplit("href=\"").next().unwrap();
    link.split('"').next().unwrap().to_owned()
}

/// The page of a proposal once it is measured.
async fn measured(visitor: &mut Visitor, path: &str) -> Answer {
    for _ in 0..3000 {
        let page = visitor.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        if !page.body.contains("<progress") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("{path} was never measured");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_taps_make_a_question_a_phrase_that_is_in_git() {
    let (house, folder) = office().await;
    let mut admin = house.signed_in(ADMIN).await;
    let group = group(&mut admin, ASKED).await;
    let made = admin.submit(&group, &format!("{group}/phrase"), &[("topic", "rex-workshop")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let proposal = made.leads_to().to_owned();
    assert!(!admin.get("/unanswered").await.body.contains(&format!(">{ASKED}<")), "it waits no longer");
    let page = measured(&mut admin, &proposal).await;
    assert!(page.body.contains(&format!("+  &quot;{ASKED}&quot;,")), "{}", page.body);
    assert!(page.body.contains("rex-workshop"), "what becomes of the question");

    let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
    let late = admin.post(&format!("{proposal}/accept"), &[("csrf", &csrf), ("version", "1")]).await;
    assert!(late.body.contains("role=\"alert\""), "whoever looked at an older one is told");
    let page = admin.get(&proposal).await;
    let (csrf, version_now) = (page.hidden("csrf"), page.hidden("version"));
    assert_eq!(version, version_now, "being too late changes nothing");
    let form = [("csrf", csrf.as_str()), ("version", version_now.as_str())];
    let accepted = admin.post(&format!("{proposal}/accept"), &form).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
    let topic = std::fs::read_to_string(folder.path().join("faq/rex/rex-workshop.toml")).unwrap();
    assert!(topic.contains(&format!("  \"{ASKED}\",\n")) && topic.contains(&format!("ask = \"{ASKED}\"")));
    assert_eq!(
        git(folder.path(), &["show", "--name-only", "--format=", "HEAD"]),
        "faq/rex/rex-workshop.toml"
    );
    assert!(git(folder.path(), &["log", "-1", "--format=%B"]).contains("accepted by Rina"));
    let again = admin.post(&format!("{proposal}/accept"), &form).await;
    assert!(again.body.contains("role=\"alert\""), "it is decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_topic_is_proposed_from_a_form_that_loses_nothing() {
    let (house, _folder) = office().await;
    let mut admin = house.signed_in(ADMIN).await;
    let new = format!("{}/new", group(&mut admin, ASKED).await);
    let form = |id: &'static str| {
        [
            ("id", id),
            ("programme", "rex"),
            ("title_id", "Toilet"),
            ("title_en", "Toilets"),
            ("answer_id", "Ada di lantai dasar."),
            ("answer_en", "They are on the ground floor."),
            ("phrases_id", ASKED),
            ("phrases_en", "is there an accessible toilet"),
            ("facts", ""),
            ("source", "workshop"),
        ]
    };
    let refused = admin.submit(&new, &new, &form("Not an id")).await;
    assert_eq!(refused.status, StatusCode::OK);
    assert!(refused.body.contains("role=\"alert\"") && refused.body.contains("Ada di lantai dasar."));
    let made = admin.submit(&new, &new, &form("toilets")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let proposal = made.leads_to().to_owned();
    let patch = admin.get(&format!("{proposal}/patch")).await;
    assert!(patch.body.contains("+++ b/faq/rex/toilets.toml"), "{}", patch.body);
    assert!(patch.header("content-disposition").contains(".patch"));
    let version = measured(&mut admin, &proposal).await.hidden("version");
    let reason = [("version", version.as_str()), ("reason", "not now")];
    let rejected = admin.submit(&proposal, &format!("{proposal}/reject"), &reason).await;
    assert_eq!(rejected.leads_to(), "/unanswered", "{}", rejected.body);
    assert!(group(&mut admin, ASKED).await.starts_with("/unanswered/"), "it waits again");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_questions_may_look_and_propose_and_not_decide() {
    let (house, folder) = office().await;
    let mut contact = house.signed_in(CONTACT).await;
    let page = group(&mut contact, ASKED).await;
    let made = contact.submit(&page, &format!("{page}/phrase"), &[("topic", "rex-about")]).await;
    let proposal = made.leads_to().to_owned();
    let shown = measured(&mut contact, &proposal).await;
    assert!(!shown.body.contains("/accept\"") && !shown.body.contains("/reject\""), "{}", shown.body);
    let csrf = shown.hidden("csrf");
    let form = [("csrf", csrf.as_str()), ("version", "2"), ("reason", "x")];
    for act in ["accept", "reject"] {
        let refused = contact.post(&format!("{proposal}/{act}"), &form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{act}");
    }
    let hostile = group(&mut contact, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;kutip&quot;").await;
    let dismissed = contact.submit(&hostile, &format!("{hostile}/dismiss"), &[("reason", "x")]).await;
    assert_eq!(dismissed.status, StatusCode::FORBIDDEN);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_from_elsewhere_change_nothing() {
    let (house, _folder) = office().await;
    let mut admin = house.signed_in(ADMIN).await;
    let page = group(&mut admin, ASKED).await;
    for act in ["phrase", "never", "dismiss", "new"] {
        let forged = admin.post(&format!("{page}/{act}"), &[("topic", "rex-about"), ("csrf", "0")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{act}");
    }
    let edit = admin.post("/topics/rex-about/edit", &[("do", "propose"), ("csrf", "0")]).await;
    assert_eq!(edit.status, StatusCode::FORBIDDEN);
    assert_eq!(house.store.proposals(None, 9).await.unwrap(), []);
    let mut stranger = house.visitor();
    for path in ["/unanswered", "/proposals", "/topics/rex-about/edit"] {
        assert_eq!(stranger.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_let_go_or_left_to_people() {
    let (house, _folder) = office().await;
    let mut admin = house.signed_in(ADMIN).await;
    let page = group(&mut admin, ASKED).await;
    let never = admin.submit(&page, &format!("{page}/never"), &[("about", "toilets"), ("near", "rex")]).await;
    assert_eq!(never.status, StatusCode::SEE_OTHER, "{}", never.body);
    let hostile = group(&mut admin, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;kutip&quot;").await;
    admin.submit(&hostile, &format!("{hostile}/dismiss"), &[("reason", "spam")]).await;
    let page = admin.get("/unanswered").await.body;
    assert!(!page.contains("alert(1)") && !page.contains("/phrase\""), "{page}");
    let proposals = house.store.proposals(None, 9).await.unwrap();
    let told: Vec<_> = proposals.iter().map(|one| (one.kind.as_str(), one.state)).collect();
    assert_eq!(told, [("dismiss", ProposalState::Accepted), ("never", ProposalState::Open)]);
    assert!(admin.get("/proposals").await.body.contains("/proposals/2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_shows_what_is_wrong_and_how_it_will_look_before_it_is_proposed() {
    let (house, _folder) = office().await;
    let mut admin = house.signed_in(ADMIN).await;
    let page = "/topics/rex-about/edit";
    let was = admin.get(page).await.hidden("from.en.rex-about-title");
    let (from, to) = ("from.en.rex-about-title", "to.en.rex-about-title");
    let broken = [(from, was.as_str()), (to, "{ $nothing }"), ("do", "look")];
    let answer = admin.submit(page, page, &broken).await;
    assert!(answer.body.contains("$nothing") && answer.body.contains(">error<"), "{}", answer.body);
    let sound = [(from, was.as_str()), (to, "What REX is"), ("do", "propose")];
    let made = admin.submit(page, page, &sound).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let patch = admin.get(&format!("{}/patch", made.leads_to())).await.body;
    assert!(patch.contains("+rex-about-title = What REX is"), "{patch}");
    let nothing = admin.submit(page, page, &[("do", "propose")]).await;
    assert_eq!(nothing.status, StatusCode::OK, "where nothing is changed, nothing is proposed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_in_the_program_is_looked_at_and_not_changed() {
    let house = House::open().await;
    let mut admin = house.signed_in(ADMIN).await;
    let page = admin.get("/unanswered").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("class=\"empty\""), "{}", page.body);
    assert_eq!(admin.get("/unanswered/77").await.status, StatusCode::NOT_FOUND);
    assert_eq!(admin.get("/proposals/77").await.status, StatusCode::NOT_FOUND);
}
