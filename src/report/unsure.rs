//! Which targets rest on what nobody knows yet.

use std::collections::BTreeSet;

use crate::domain::{Basis, CountBasis, Plan, ServiceId, SourceId, Target, TargetKind};

/// The targets that count what stands of a service whose stock is assumed, by index: they may be met or missed in truth, whatever
/// is shown.
#[must_use]
pub fn on_assumed_stock(plan: &Plan) -> Vec<usize> {
    let sources = plan.sources.iter();
    let assumed = sources.filter(|s| s.basis == Basis::Assumed);
    let assumed: BTreeSet<&SourceId> = assumed.map(|s| &s.id).collect();
    let stocks = plan.stock.iter().filter(|stock| {
        let mut units = stock.count.values.iter();
        units.any(|(u, n)| *n > 0 && assumed.contains(stock.count.source_of(u)))
    });
    let unsure: BTreeSet<&ServiceId> = stocks.map(|s| &s.service).collect();
    let rests = |t: &Target| standing(plan, t).iter().any(|s| unsure.contains(s));
    let targets = plan.targets.iter().enumerate();
    targets.filter(|(_, t)| rests(t)).map(|(i, _)| i).collect()
}

/// The services of which a target counts what stands.
fn standing<'a>(plan: &'a Plan, target: &'a Target) -> Vec<&'a ServiceId> {
    match &target.rule {
        TargetKind::Rate { services, .. }
        | TargetKind::Growth { services, .. }
        | TargetKind::CoverageOfUnits { services, .. }
        | TargetKind::Count {
            services,
            basis: CountBasis::Standing,
            ..
        }
        | TargetKind::Kinds {
            services,
            basis: CountBasis::Standing,
            ..
        } => services.iter().collect(),
        TargetKind::CoverageOfMembers { service, .. } => vec![service],
        TargetKind::Share { part, whole, .. } => part.iter().chain(whole).collect(),
        TargetKind::Served { need, .. } => {
            let needs = plan.needs.iter().filter(|n| n.id == *need);
            needs.flat_map(|n| &n.services).collect()
        }
        TargetKind::Status { of, .. } => {
            let followed = plan
                .targets
                .iter()
                .find(|t| t.id == *of && t.id != target.id);
            followed.map_or_else(Vec::new, |t| match &t.rule {
                TargetKind::CoverageOfUnits { services, .. } => services.iter().collect(),
                _ => Vec::new(),
            })
        }
        TargetKind::Count { .. } | TargetKind::Annual { .. } | TargetKind::Kinds { .. } => {
            Vec::new()
        }
    }
}
