//! Stub.
use super::{Catalog, Html};
use crate::faq::Faq;
use crate::lang::Lang;
use crate::staff::{CardButton, Notice};
impl Catalog {
    /// Stub.
    pub fn notice(&self, _faq: &Faq, _lang: Lang, notice: &Notice) -> Html {
        Html::trusted(super::html::escape(&format!("{notice:?}")))
    }
    /// Stub.
    pub fn card_label(&self, _faq: &Faq, _lang: Lang, button: &CardButton) -> String {
        format!("{:?}", button.what.act)
    }
}
