//! Incremental evaluation: what an allocation under construction scores, kept up to date build by build.

pub mod adding;
pub mod bundles;
pub mod by_option;
pub mod hard_sums;
pub mod ledger;
pub mod loss;
pub mod tables;
