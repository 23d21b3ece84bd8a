//! From a plan and edits to a [`Case`](super::Case): ids become indices, edits are applied, requirements become whole numbers.

mod builds;
mod edits;
mod idle;
mod locals;
mod names;
mod resolver;
mod rules;
mod stocks;
mod whole;
