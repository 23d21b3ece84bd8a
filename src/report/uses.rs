//! Which figures of a plan come from which of its sources.

use std::collections::BTreeMap;

use crate::domain::{Measure, Plan, Series, SourceId, Target, TargetKind};

/// What a figure says, in the order in which a reader meets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// The level of a target.
    Level,
    /// The weight of a target.
    Weight,
    /// The members a target counts as covered in the base year.
    Covered,
    /// The years after which a status is given.
    After,
    /// Persons of a group.
    Population,
    /// The development of the population on a path.
    Path,
    /// Members of a class.
    Members,
    /// What stands of a service.
    Stock,
    /// What of it still stands in later years.
    Remains,
    /// What a project under way adds.
    Committed,
    /// The year a project under way comes into use.
    InUse,
    /// What a project under way still takes of the money.
    Unpaid,
    /// How many places persons need.
    Need,
    /// Whether people use a service where they live.
    Local,
    /// The cost of a measure.
    Cost,
    /// The cost of running what a measure builds.
    Running,
    /// What others pay for a measure.
    Subsidy,
    /// Who pays for a measure.
    Funding,
    /// The years over which a measure is paid.
    Spending,
    /// What one module of a measure adds.
    Effect,
    /// The most of a measure that may be built.
    Cap,
    /// Where a measure may be built.
    Who,
    /// When a measure may be begun.
    BeginYears,
    /// The years until a measure is in use.
    Lead,
    /// The years of preparation before a measure begins.
    Prepare,
    /// Modules that a site holds.
    Site,
    /// What building costs in single units, relative to the plan's prices.
    UnitCost,
    /// The money of a fund.
    Budget,
    /// The least share of the capital that a fund pays.
    LeastShare,
    /// The most that running costs may be after the horizon.
    RunningMost,
    /// Points that the largest shortfall over units costs.
    Fairness,
    /// Points that new places cost which would stand empty.
    Idle,
    /// The most that new places may go beyond what is needed.
    IdleMost,
}

impl Says {
    /// Whether there is a number in it that a tenth, or one, can move.
    #[must_use]
    pub fn moves(self) -> bool {
        !matches!(
            self,
            Says::Who | Says::BeginYears | Says::Local | Says::LeastShare
        )
    }
}

/// Figures of one kind about one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// What they say.
    pub says: Says,
    /// About which target, group, path, class, service, project, measure or fund: its index in the plan; 0 where there is
    /// only one thing to speak of.
    pub about: usize,
    /// How many figures.
    pub figures: usize,
}

/// The uses of every source, in the order of the plan's list; each list in the order of [`Says`] and of the plan.
///
/// A series counts one figure for each unit it names. Cost: one pass over the plan.
#[must_use]
pub fn uses(plan: &Plan) -> Vec<Vec<Use>> {
    let mut tally = UseTally::default();
    for (i, target) in plan.targets.iter().enumerate() {
        tally.target(i, target);
    }
    tally.region(plan);
    for stock in &plan.stock {
        let service = plan.services.iter().position(|s| s.id == stock.service);
        tally.series(Says::Stock, service.unwrap_or(0), &stock.count);
        let remains = stock.remains_from.as_ref();
        tally.maybe(remains, Says::Remains, service.unwrap_or(0));
    }
    for (i, service) in plan.services.iter().enumerate() {
        tally.maybe(service.local_from.as_ref(), Says::Local, i);
    }
    for (i, project) in plan.committed.iter().enumerate() {
        tally.maybe(project.in_use_from.as_ref(), Says::InUse, i);
        for effect in &project.effects {
            tally.add(&effect.amount.from, Says::Committed, i);
        }
        for unpaid in &project.unpaid {
            tally.add(&unpaid.amount.from, Says::Unpaid, i);
        }
    }
    for (i, need) in plan.needs.iter().enumerate() {
        tally.add(&need.each.from, Says::Need, i);
    }
    for (i, measure) in plan.measures.iter().enumerate() {
        tally.measure(i, measure);
    }
    for amounts in &plan.budget.amounts {
        let fund = plan.budget.funds.iter().position(|f| f.id == amounts.fund);
        for figure in &amounts.by_period {
            tally.add(&figure.from, Says::Budget, fund.unwrap_or(0));
        }
    }
    for (i, fund) in plan.budget.funds.iter().enumerate() {
        if let Some(share) = &fund.least_share {
            tally.add(&share.from, Says::LeastShare, i);
        }
    }
    if let Some(most) = &plan.budget.running_most {
        tally.add(&most.from, Says::RunningMost, 0);
    }
    tally.add(&plan.fairness.from, Says::Fairness, 0);
    if let Some(idle) = &plan.idle {
        tally.add(&idle.from, Says::Idle, 0);
    }
    if let Some(most) = &plan.idle_most {
        tally.add(&most.from, Says::IdleMost, 0);
    }
    let of = |id: &SourceId| tally.all.remove(id).unwrap_or_default();
    plan.sources
        .iter()
        .map(|s| &s.id)
        .map(of)
        .map(listed)
        .collect()
}

fn listed(counts: BTreeMap<(Says, usize), usize>) -> Vec<Use> {
    let of = |((says, about), figures)| Use {
        says,
        about,
        figures,
    };
    counts.into_iter().map(of).collect()
}

#[derive(Default)]
struct UseTally {
    all: BTreeMap<SourceId, BTreeMap<(Says, usize), usize>>,
}

impl UseTally {
    fn add(&mut self, from: &SourceId, says: Says, about: usize) {
        let of_source = self.all.entry(from.clone()).or_default();
        *of_source.entry((says, about)).or_default() += 1;
    }

    fn maybe(&mut self, from: Option<&SourceId>, says: Says, about: usize) {
        if let Some(from) = from {
            self.add(from, says, about);
        }
    }

    fn series(&mut self, says: Says, about: usize, series: &Series) {
        for unit in series.values.keys() {
            self.add(series.source_of(unit), says, about);
        }
    }

    fn target(&mut self, i: usize, target: &Target) {
        for milestone in &target.milestones {
            self.add(&milestone.level.from, Says::Level, i);
        }
        self.maybe(target.weight.as_ref().map(|w| &w.from), Says::Weight, i);
        if let TargetKind::Status { after_from, .. } = &target.rule {
            self.maybe(after_from.as_ref(), Says::After, i);
        }
        if let TargetKind::CoverageOfMembers {
            covered: Some(series),
            ..
        } = &target.rule
        {
            self.series(Says::Covered, i, series);
        }
    }

    fn region(&mut self, plan: &Plan) {
        let region = &plan.region;
        for population in &region.population {
            let group = region.groups.iter().position(|g| g.id == population.group);
            self.series(Says::Population, group.unwrap_or(0), &population.persons);
        }
        for (i, path) in region.paths.iter().enumerate() {
            for factor in &path.factors {
                for _ in &factor.by_year {
                    self.add(&factor.from, Says::Path, i);
                }
            }
        }
        for (i, class) in region.member_classes.iter().enumerate() {
            self.series(Says::Members, i, &class.members);
        }
        for unit in &region.units {
            self.add(&unit.cost_factor.from, Says::UnitCost, 0);
        }
    }

    fn measure(&mut self, i: usize, measure: &Measure) {
        for effect in &measure.effects {
            self.add(&effect.amount.from, Says::Effect, i);
        }
        self.add(&measure.cost.from, Says::Cost, i);
        self.add(&measure.lead.from, Says::Lead, i);
        self.add(&measure.spending.from, Says::Spending, i);
        self.add(&measure.cap.each.from, Says::Cap, i);
        self.maybe(measure.who_from.as_ref(), Says::Who, i);
        self.maybe(measure.begin_from.as_ref(), Says::BeginYears, i);
        if let Some(running) = &measure.running {
            self.add(&running.from, Says::Running, i);
        }
        if let Some(subsidy) = &measure.subsidy {
            self.add(&subsidy.amount.from, Says::Subsidy, i);
        }
        if let Some(host) = &measure.host {
            self.add(&host.max.from, Says::Site, i);
            self.add(&host.min.from, Says::Site, i);
        }
        if let Some(prepare) = &measure.prepare {
            self.add(&prepare.from, Says::Prepare, i);
        }
        for share in measure.funding.iter().chain(&measure.running_funding) {
            self.add(&share.share.from, Says::Funding, i);
        }
    }
}
