//! Sentences that follow the language of the page.

use std::fmt::Display;

use super::site::{Site, use_site};
use super::store::Store;
use crate::words::say;
use leptos::prelude::*;

/// The sentence `key` without values, as a function for a view.
pub fn t(key: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let lang = use_site().lang;
    move || say(lang.get(), key, &[])
}

impl Site {
    /// The sentence `key` in the language of the page; a view that reads it follows the language.
    #[must_use]
    pub fn t(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        say(self.lang.get(), key, values)
    }
}

impl Store {
    /// The sentence `key` in the language of the page; a view that reads it follows the language.
    #[must_use]
    pub fn t(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        say(self.lang.get(), key, values)
    }

    /// The same for what is not drawn again: labels of steps, messages.
    #[must_use]
    pub fn t_now(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        say(self.lang.get_untracked(), key, values)
    }
}
