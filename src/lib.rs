//! 达标 Dabiao: which new places, beds and sites to build where and when, so that a plan's targets are met within its budget.
//!
//! The map of the rooms; imports only look down. Floors 0–3 know no browser, no clock and no randomness but a seeded one.
//!
//! | floor | room | what it does |
//! |---|---|---|
//! | 7 | `web` | the page and its workers (wasm32 only) |
//! | 6 | [`jobs`] | what the page's background workers do |
//! | 5 | [`view_model`] | what the page knows, and what it says to its workers; no browser |
//! | 4 | [`share`], [`chart`], [`words`], `command` | links and files; figures → SVG; sentences from `locales/`; the native command |
//! | 3 | [`report`] | allocation → attainment, money, tables |
//! | 2 | [`optimize`] | model, relaxation, construction, improvement, proof, certificate |
//! | 1 | [`read`] | bytes → plan and scenario, every issue with its place |
//! | 0 | [`domain`] | the words of the field, quantities, errors |

pub mod chart;
#[cfg(not(target_arch = "wasm32"))]
pub mod command;
pub mod domain;
pub mod jobs;
pub mod optimize;
pub mod read;
pub mod report;
pub mod share;
pub mod view_model;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod words;
