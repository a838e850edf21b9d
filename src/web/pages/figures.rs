//! The figures as a file, for admins: the same that `tanya stats` prints. Counts alone.

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::analytics::{By, Period, Table};
use crate::clock::Date;
use crate::web::request::Signed;
use crate::web::{Refusal, Shared, Web};

/// The longest period, in days.
const LONGEST: i64 = 3660;

/// Which figures are taken along.
#[derive(Deserialize)]
pub struct Export {
    from: String,
    to: String,
    by: String,
    #[serde(rename = "as")]
    form: String,
}

/// The file.
pub async fn export(
    State(web): State<Web>,
    signed: Signed,
    Query(export): Query<Export>,
) -> Result<impl IntoResponse, Refusal> {
    signed.admins_only()?;
    let day = |day: &str| day.parse::<Date>().map_err(|_| Refusal::Malformed);
    let period = Period { from: day(&export.from)?, to: day(&export.to)? };
    let by = By::from_code(&export.by).ok_or(Refusal::Malformed)?;
    if !(1..=LONGEST).contains(&period.days()) {
        return Err(Refusal::Malformed);
    }
    let table = web.table(by, period).await?;
    let (kind, body) = match export.form.as_str() {
        "csv" => ("text/csv; charset=utf-8", table.csv().map_err(|_| Refusal::Fault)?),
        "json" => ("application/json", table.json().to_string().into_bytes()),
        _ => return Err(Refusal::Malformed),
    };
    let name =
        format!("attachment; filename=\"tanya-{}-{}-{}.{}\"", by.code(), period.from, period.to, export.form);
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body))
}

impl Shared {
    /// What was counted, in rows.
    pub(super) async fn table(&self, by: By, period: Period) -> Result<Table, Refusal> {
        Ok(Table::of(&self.store.figures(by, period).await?))
    }
}
