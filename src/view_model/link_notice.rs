//! What is worth knowing of a link that was opened.

use std::sync::Arc;

use crate::domain::{Case, Trouble};
use crate::optimize::certify::Refusal;
use crate::share::{Arrived, LinkError};

/// What is to be said about the link the page was opened with.
#[derive(Clone, Debug)]
pub enum LinkNotice {
    /// It cannot be read; the page shows what it would have shown without it.
    Broken(LinkError),
    /// It was read and opened on the workbench, and this is worth knowing.
    Opened(Vec<Remark>),
    /// It was read and its scenarios are compared, and this is worth knowing.
    Compared(Vec<Remark>),
}

/// One thing worth knowing about a link that was read.
#[derive(Clone, Debug)]
pub enum Remark {
    /// The plan's data here are not the sender's.
    DataChanged,
    /// The model here is not the sender's.
    ModelChanged,
    /// The plan of the link breaks a rule here, so another one is computed.
    Refused(Arc<Case>, Refusal),
    /// Something that the link names and the plan no longer has.
    LeftOut(Trouble),
    /// As many more of them.
    MoreLeftOut(usize),
    /// The plan scores otherwise here than the link says: claimed, measured.
    Score(String, String),
}

/// What has changed since links were made of these scenarios, each thing once.
#[must_use]
pub fn changes(arrived: &[Arrived]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if arrived.iter().any(|a| a.data_changed) {
        remarks.push(Remark::DataChanged);
    }
    if arrived.iter().any(|a| a.model_changed) {
        remarks.push(Remark::ModelChanged);
    }
    let mut left_out: Vec<&Trouble> = Vec::new();
    for trouble in arrived.iter().flat_map(|a| &a.left_out) {
        if !left_out.contains(&trouble) {
            left_out.push(trouble);
        }
    }
    let told = left_out.iter().take(MOST_LEFT_OUT);
    remarks.extend(told.map(|t| Remark::LeftOut(Trouble::clone(t))));
    if left_out.len() > MOST_LEFT_OUT {
        remarks.push(Remark::MoreLeftOut(left_out.len() - MOST_LEFT_OUT));
    }
    remarks
}

/// So many things that are left out are named; more are counted.
const MOST_LEFT_OUT: usize = 5;
