//! The steps that can be undone and redone.

use serde::Serialize;

use crate::domain::Edits;
use crate::read::read_fields;

/// One step: the edits before it (or, once undone, after it) and what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UndoStep {
    /// What was done, in the language of the moment.
    pub label: String,
    /// The edits to go back to.
    pub edits: Edits,
}

/// Undo and redo over every edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct History {
    past: Vec<UndoStep>,
    future: Vec<UndoStep>,
}

read_fields! {
    UndoStep { label, edits }
    History { past, future }
}

impl History {
    /// As many steps as are kept: a meeting's worth, some hundred kilobytes at most.
    const MOST: usize = 200;

    /// The newest `most` steps in either direction.
    #[must_use]
    pub fn newest(&self, most: usize) -> History {
        let tail = |steps: &[UndoStep]| steps[steps.len().saturating_sub(most)..].to_vec();
        History {
            past: tail(&self.past),
            future: tail(&self.future),
        }
    }

    /// Remembers `before` as what a step labelled `label` started from; what was undone is gone.
    pub fn push(&mut self, label: String, before: Edits) {
        self.future.clear();
        if self.past.len() == Self::MOST {
            self.past.remove(0);
        }
        let edits = before;
        self.past.push(UndoStep { label, edits });
    }

    /// Undoes one step from `now`; the edits to show, none where nothing is left.
    pub fn undo(&mut self, now: Edits) -> Option<Edits> {
        Self::turn(&mut self.past, &mut self.future, now)
    }

    /// Redoes one step from `now`; the edits to show, none where nothing was undone.
    pub fn redo(&mut self, now: Edits) -> Option<Edits> {
        Self::turn(&mut self.future, &mut self.past, now)
    }

    fn turn(from: &mut Vec<UndoStep>, to: &mut Vec<UndoStep>, now: Edits) -> Option<Edits> {
        let step = from.pop()?;
        let label = step.label;
        to.push(UndoStep { label, edits: now });
        Some(step.edits)
    }

    /// The edits that any step leads to.
    pub fn edits(&self) -> impl Iterator<Item = &Edits> {
        let all = self.past.iter().chain(&self.future);
        all.map(|step| &step.edits)
    }

    /// What undo would take back.
    #[must_use]
    pub fn undoes(&self) -> Option<&str> {
        self.past.last().map(|s| s.label.as_str())
    }

    /// What redo would bring back.
    #[must_use]
    pub fn redoes(&self) -> Option<&str> {
        self.future.last().map(|s| s.label.as_str())
    }
}
