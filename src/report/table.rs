//! An allocation as a table: units × measures, by period of the begin and over all periods.

use crate::domain::{Case, TargetKind};

/// What is begun where: modules, what they add, what they cost. Indices are those of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    units: usize,
    measures: usize,
    periods: usize,
    modules: Vec<i64>,
    can: Vec<bool>,
    money: Vec<i64>,
    gains: Vec<Vec<i64>>,
}

impl Table {
    /// The table of `begun` (modules by option of the case), with what is gained of each of `groups` of services.
    ///
    /// Everything counts in the period in which it is begun, its whole cost inside the horizon included. Cost: one pass over
    /// the options.
    #[must_use]
    pub fn new(case: &Case, begun: &[i64], groups: &[Vec<usize>]) -> Self {
        let (units, measures, periods) = (
            case.plan.region.units.len(),
            case.plan.measures.len(),
            case.periods(),
        );
        let mut table = Table {
            units,
            measures,
            periods,
            modules: vec![0; units * measures * periods],
            can: vec![false; units * measures * periods],
            money: vec![0; units * periods],
            gains: vec![vec![0; units * periods]; groups.len()],
        };
        for (option, &n) in case.options.iter().zip(begun) {
            let cell = (option.unit * measures + option.measure) * periods + option.period;
            table.modules[cell] += n;
            table.can[cell] = true;
            let row = option.unit * periods + option.period;
            table.money[row] += option.cost() * n;
            for (gain, group) in table.gains.iter_mut().zip(groups) {
                let added = option.effects.iter().filter(|(s, _)| group.contains(s));
                gain[row] += added.map(|(_, amount)| amount).sum::<i64>() * n;
            }
        }
        table
    }

    /// Modules of a measure begun in a unit, in one period or in all.
    #[must_use]
    pub fn modules(&self, unit: usize, measure: usize, period: Option<usize>) -> i64 {
        let first = (unit * self.measures + measure) * self.periods;
        sum(&self.modules[first..first + self.periods], period)
    }

    /// Whether a measure can be begun in a unit, in one period or in any.
    #[must_use]
    pub fn can(&self, unit: usize, measure: usize, period: Option<usize>) -> bool {
        let first = (unit * self.measures + measure) * self.periods;
        let can = &self.can[first..first + self.periods];
        period.map_or_else(|| can.contains(&true), |p| can.get(p) == Some(&true))
    }

    /// Yuan of what is begun in a unit.
    #[must_use]
    pub fn money(&self, unit: usize, period: Option<usize>) -> i64 {
        sum(
            &self.money[unit * self.periods..(unit + 1) * self.periods],
            period,
        )
    }

    /// What is gained of a group of services in a unit.
    #[must_use]
    pub fn gain(&self, group: usize, unit: usize, period: Option<usize>) -> i64 {
        sum(
            &self.gains[group][unit * self.periods..(unit + 1) * self.periods],
            period,
        )
    }

    /// Modules of a measure in all units.
    #[must_use]
    pub fn all_modules(&self, measure: usize, period: Option<usize>) -> i64 {
        (0..self.units)
            .map(|u| self.modules(u, measure, period))
            .sum()
    }

    /// Yuan of all units.
    #[must_use]
    pub fn all_money(&self, period: Option<usize>) -> i64 {
        (0..self.units).map(|u| self.money(u, period)).sum()
    }

    /// What is gained of a group in all units.
    #[must_use]
    pub fn all_gain(&self, group: usize, period: Option<usize>) -> i64 {
        (0..self.units).map(|u| self.gain(group, u, period)).sum()
    }
}

fn sum(periods: &[i64], period: Option<usize>) -> i64 {
    period.map_or_else(
        || periods.iter().sum(),
        |p| periods.get(p).copied().unwrap_or(0),
    )
}

/// What a field of work is mainly about: of its targets that speak of people, or of all where it has none, the one of the
/// largest weight, the first where several are equal; and the services it counts. None for a field without targets.
#[must_use]
pub fn headline(case: &Case, field: usize) -> Option<(usize, Vec<usize>)> {
    let plan = &case.plan;
    let id = &plan.fields.get(field)?.id;
    let of_field = plan
        .targets
        .iter()
        .enumerate()
        .filter(|(_, t)| t.field == *id);
    let by_rank = of_field.rev();
    let (target, _) = by_rank.max_by_key(|(_, t)| (t.rule.is_of_people(), t.weighs()))?;
    Some((target, counted(case, target)))
}

/// The services whose stock a target counts; of a share its part.
fn counted(case: &Case, target: usize) -> Vec<usize> {
    let check = case.checks.iter().find(|c| c.target == target);
    check.map_or_else(Vec::new, |c| c.rule.services())
}

/// Whether a target of this kind says something of single units, as a map shows it.
#[must_use]
pub fn is_local(kind: &TargetKind) -> bool {
    !matches!(
        kind,
        TargetKind::Count { .. } | TargetKind::Annual { .. } | TargetKind::Growth { .. }
    )
}
