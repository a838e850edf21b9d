//! What is said to the database about proposals and the questions that lead to them: the
//! same words to both, but for how a list of numbers becomes rows.

use super::sql::Each;

macro_rules! of_list {
    ($before:literal) => {
        Each {
            sqlite: concat!($before, " in (select value from json_each($1))"),
            postgres: concat!(
                $before,
                " in (select cast(value as text)::bigint from json_array_elements($1::json))"
            ),
        }
    };
}

macro_rules! proposals {
    ($which:literal) => {
        concat!(
            "select number, version, kind, state, questions, change, knowledge, effect, made_at, made_by,
                    decided_at, decided_by, reason, went
             from proposal ",
            $which
        )
    };
}

/// The questions of a proposal, oldest first.
pub const TEXTS: &str = "
    select text from asked where proposal = $1 and text is not null order by asked_id limit 1000";

/// A proposal more; its number.
pub const ADD: &str = "
    insert into proposal (version, kind, state, questions, change, knowledge, made_at, made_by,
                          decided_at, decided_by, reason)
    values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning number";
/// Questions `$1` are those of proposal `$2`, where they wait.
pub const TAKE: Each = of_list!("update asked set proposal = $2 where proposal is null and asked_id");
/// Of a state, or of all with null: newest first.
pub const SOME: &str =
    proposals!("where (cast($1 as text) is null or state = $1) order by number desc limit $2");
/// One.
pub const ONE: &str = proposals!("where number = $1");

/// What a proposal does, as it was measured.
pub const NOTE_EFFECT: &str = "
    update proposal set effect = $3, version = version + 1
    where number = $1 and version = $2 and state = 'open'";
/// Somebody is about to decide: whoever looked at it before is refused from here on.
pub const CLAIM: &str = "
    update proposal set version = version + 1 where number = $1 and version = $2 and state = 'open'";
/// It is accepted, and where it went.
pub const ACCEPT: &str = "
    update proposal set version = version + 1, state = 'accepted', decided_at = $3, decided_by = $4, went = $5
    where number = $1 and version = $2 and state = 'open'";
/// It is rejected, and why; what it would have said is not kept.
pub const REJECT: &str = "
    update proposal set version = version + 1, state = 'rejected', decided_at = $3, decided_by = $4,
        reason = $5, change = '{}', effect = null
    where number = $1 and version = $2 and state = 'open'";
/// The questions of proposals that were rejected wait again.
pub const FREE: &str = "
    update asked set proposal = null
    where proposal in (select number from proposal where state = 'rejected')";
