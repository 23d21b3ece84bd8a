//! What a slider moves: which edit, in which range, and how it is written.

use crate::domain::{Decimal, Edits, Plan, Yuan};

/// One thing that can be moved. Indices are those of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knob {
    /// Money of all periods.
    Total,
    /// Money of one period.
    Period(usize),
    /// The level of a target; its earlier milestones keep their proportion.
    Level(usize),
    /// The weight of a target.
    Weight(usize),
    /// The factor on the weights of a field.
    FieldWeight(usize),
    /// Points that the largest local shortfall costs.
    Fairness,
    /// The factor on every cost.
    Cost,
    /// The factor on the costs of a field.
    FieldCost(usize),
    /// Points that new places cost which would stand empty.
    Idle,
    /// How far new places may go beyond what a unit needs; the far end is no limit, unless the plan has one.
    IdleMost,
    /// The most that running costs may be a year after the horizon; the far end is no limit, unless the plan has one.
    RunningMost,
}

/// A range of a knob in its atoms: yuan for money, millionths for everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub min: i64,
    /// The most.
    pub max: i64,
    /// One step.
    pub step: i64,
    /// What the plan says.
    pub plan: i64,
}

/// One, in millionths.
pub const ONE: i64 = Decimal::SCALE;

impl Range {
    /// `value` on the steps of the range, the plan's own value and both ends included.
    #[must_use]
    pub fn snap(&self, value: f64) -> i64 {
        let value = value.clamp(self.min as f64, self.max as f64);
        if (value - self.plan as f64).abs() < self.step as f64 / 2.0 {
            return self.plan;
        }
        let steps = ((value - self.min as f64) / self.step as f64).round() as i64;
        (self.min + steps * self.step).min(self.max)
    }

    /// `n` steps from `value`: to the next step of the range in that direction, stopping at the plan's value.
    #[must_use]
    pub fn stepped(&self, value: i64, n: i64) -> i64 {
        let next = (value + n * self.step).clamp(self.min, self.max);
        let passes_plan =
            (value < self.plan && self.plan < next) || (next < self.plan && self.plan < value);
        if passes_plan && n.abs() == 1 {
            return self.plan;
        }
        let off = (next - self.min) % self.step;
        if off == 0 || next == self.max || next == self.plan {
            next
        } else if n > 0 {
            next - off
        } else {
            next - off + self.step
        }
    }

    /// Where `value` stands, 0 to 1.
    #[must_use]
    pub fn place(&self, value: i64) -> f64 {
        let width = (self.max - self.min).max(1);
        ((value - self.min) as f64 / width as f64).clamp(0.0, 1.0)
    }
}

impl Knob {
    /// Its range in `plan`; none where the plan gives none.
    #[must_use]
    pub fn range(self, plan: &Plan) -> Option<Range> {
        let range = |min, max, step, plan| {
            Some(Range {
                min,
                max,
                step,
                plan,
            })
        };
        match self {
            Knob::Total => {
                let total = Edits::default().money(plan).0;
                let step = round_step(total / 100);
                range(0, up_to(2 * total, step), step, total)
            }
            Knob::Period(p) => {
                let largest = (0..plan.horizon.periods.len())
                    .map(|p| plan.money_in(p).0)
                    .max()?;
                let step = round_step(largest / 100);
                range(0, up_to(2 * largest, step), step, plan.money_in(p).0)
            }
            Knob::Level(t) => {
                let target = plan.targets.get(t)?;
                let slider = target.slider?;
                let level = target.milestones.last()?.level.value;
                range(
                    slider.min.micro,
                    slider.max.micro,
                    slider.step.micro,
                    level.micro,
                )
            }
            Knob::Weight(t) => {
                let weight = plan.targets.get(t)?.weighs().micro;
                range(0, (2 * weight).max(5 * ONE), ONE / 2, weight)
            }
            Knob::FieldWeight(_) => range(0, 5 * ONE, ONE / 4, ONE),
            Knob::Fairness => {
                let fairness = plan.fairness.value.micro;
                range(0, (2 * fairness).max(20 * ONE), ONE / 2, fairness)
            }
            Knob::Cost | Knob::FieldCost(_) => range(ONE / 2, 2 * ONE, ONE / 20, ONE),
            Knob::Idle | Knob::IdleMost | Knob::RunningMost => self.limit_range(plan),
        }
    }

    /// The range of what new places and running costs may be; none where the plan has no needs, or nothing costs anything to run.
    fn limit_range(self, plan: &Plan) -> Option<Range> {
        let range = |max, step, plan| {
            let min = 0;
            Some(Range {
                min,
                max,
                step,
                plan,
            })
        };
        match self {
            Knob::Idle | Knob::IdleMost if plan.needs.is_empty() => None,
            Knob::Idle => {
                let points = plan.idle.as_ref().map_or(0, |f| f.value.micro);
                range((2 * points).max(20 * ONE), ONE / 2, points)
            }
            Knob::IdleMost => {
                let own = plan.idle_most.as_ref().map(|f| f.value.micro);
                let most = own.map_or(ONE, |own| (2 * own).max(ONE));
                range(most, ONE / 20, own.unwrap_or(most))
            }
            Knob::RunningMost if plan.measures.iter().all(|m| m.running.is_none()) => None,
            _ => {
                let own = plan.budget.running_most.as_ref().map(|f| f.value.0);
                let most = own.map_or(Edits::default().money(plan).0 / 4, |own| 2 * own);
                let step = round_step(most / 100);
                let most = up_to(most.max(step), step);
                range(most, step, own.unwrap_or(most))
            }
        }
    }

    /// The value at the far end of its range that stands for no limit; none where it always is a number.
    #[must_use]
    pub fn no_limit(self, plan: &Plan) -> Option<i64> {
        let has_one = match self {
            Knob::IdleMost => plan.idle_most.is_some(),
            Knob::RunningMost => plan.budget.running_most.is_some(),
            _ => true,
        };
        self.range(plan).filter(|_| !has_one).map(|r| r.max)
    }

    /// Its value with `edits`.
    #[must_use]
    pub fn value(self, plan: &Plan, edits: &Edits) -> i64 {
        let micro = |d: Option<&Decimal>| d.map_or(ONE, |d| d.micro);
        match self {
            Knob::Total => edits.money(plan).0,
            Knob::Period(p) => edits.money_in(plan, p).0,
            Knob::Level(t) => level(plan, edits, t).unwrap_or(0),
            Knob::Weight(t) => plan.targets.get(t).map_or(0, |target| {
                let own = edits.targets.get(&target.id).and_then(|e| e.weight);
                own.unwrap_or(target.weighs()).micro
            }),
            Knob::FieldWeight(f) => micro(
                plan.fields
                    .get(f)
                    .and_then(|f| edits.field_weights.get(&f.id)),
            ),
            Knob::FieldCost(f) => micro(
                plan.fields
                    .get(f)
                    .and_then(|f| edits.field_costs.get(&f.id)),
            ),
            Knob::Fairness => edits.fairness.unwrap_or(plan.fairness.value).micro,
            Knob::Cost => micro(edits.cost_factor.as_ref()),
            Knob::Idle | Knob::IdleMost | Knob::RunningMost => {
                let own = match self {
                    Knob::Idle => edits.idle.map(|x| x.micro),
                    Knob::IdleMost => edits.idle_most.map(|x| x.micro),
                    _ => edits.running_most.map(|yuan| yuan.0),
                };
                own.unwrap_or(self.range(plan).map_or(0, |r| r.plan))
            }
        }
    }

    /// `base` with this knob at `value`.
    #[must_use]
    pub fn set(self, plan: &Plan, base: &Edits, value: i64) -> Edits {
        let mut edits = base.clone();
        let decimal = Decimal { micro: value };
        match self {
            Knob::Total => edits.set_money(plan, Yuan(value)),
            Knob::Period(p) => edits.set_money_in(plan, p, Yuan(value)),
            Knob::Level(t) => set_level(plan, &mut edits, t, value),
            Knob::Weight(t) => {
                if let Some(target) = plan.targets.get(t) {
                    edits.targets.entry(target.id.clone()).or_default().weight = Some(decimal);
                }
            }
            Knob::FieldWeight(f) => {
                if let Some(field) = plan.fields.get(f) {
                    edits.field_weights.insert(field.id.clone(), decimal);
                }
            }
            Knob::FieldCost(f) => {
                if let Some(field) = plan.fields.get(f) {
                    edits.field_costs.insert(field.id.clone(), decimal);
                }
            }
            Knob::Fairness => edits.fairness = Some(decimal),
            Knob::Cost => edits.cost_factor = Some(decimal),
            Knob::Idle => edits.idle = Some(decimal),
            Knob::IdleMost => {
                let is_limit = self.no_limit(plan) != Some(value);
                edits.idle_most = is_limit.then_some(decimal);
            }
            Knob::RunningMost => {
                let is_limit = self.no_limit(plan) != Some(value);
                edits.running_most = is_limit.then_some(Yuan(value));
            }
        }
        edits
    }

    /// `base` with this knob back at what the plan says.
    #[must_use]
    pub fn reset(self, plan: &Plan, base: &Edits) -> Edits {
        let mut edits = base.clone();
        match self {
            Knob::Total => {
                edits.budget.clear();
                edits.added.clear();
            }
            Knob::Period(p) => {
                if let Some(period) = plan.horizon.periods.get(p) {
                    edits.budget.remove(&period.first);
                    for by_year in edits.added.values_mut() {
                        by_year.remove(&period.first);
                    }
                }
            }
            Knob::Level(t) => {
                if let Some(edit) = plan
                    .targets
                    .get(t)
                    .and_then(|t| edits.targets.get_mut(&t.id))
                {
                    edit.levels.clear();
                }
            }
            _ => {
                let value = self.range(plan).map_or(0, |r| r.plan);
                return self.set(plan, base, value);
            }
        }
        edits
    }
}

/// 1, 2 or 5 times a power of ten, near `n` and at least 10,000 yuan.
fn round_step(n: i64) -> i64 {
    let mut step: i64 = Yuan::WAN;
    for factor in [2, 5, 10].into_iter().cycle() {
        let power = 10_i64.pow(step.ilog10());
        if step >= n || step > 1_000_000_000_000 {
            break;
        }
        step = power * factor;
    }
    step
}

/// The least multiple of `step` that is not below `n`.
fn up_to(n: i64, step: i64) -> i64 {
    (n + step - 1) / step * step
}

fn level(plan: &Plan, edits: &Edits, t: usize) -> Option<i64> {
    let target = plan.targets.get(t)?;
    let last = target.milestones.last()?;
    let edit = edits
        .targets
        .get(&target.id)
        .and_then(|e| e.levels.get(&last.year));
    Some(edit.copied().unwrap_or(last.level.value).micro)
}

/// Moves the last milestone to `value`; the others keep the plan's proportion to it, on the slider's steps.
fn set_level(plan: &Plan, edits: &mut Edits, t: usize, value: i64) {
    let Some(target) = plan.targets.get(t) else {
        return;
    };
    let Some(last) = target.milestones.last().map(|m| m.level.value.micro) else {
        return;
    };
    let step = target.slider.map_or(1, |s| s.step.micro).max(1);
    let levels = &mut edits.targets.entry(target.id.clone()).or_default().levels;
    for milestone in &target.milestones {
        let own = milestone.level.value.micro;
        let scaled = i128::from(own) * i128::from(value) / i128::from(last.max(1));
        let micro = match own {
            _ if value == last || last == 0 => own,
            _ if own == last => value,
            _ => ((scaled as i64) + step / 2) / step * step,
        };
        let micro = if last == 0 { value } else { micro };
        levels.insert(milestone.year, Decimal { micro });
    }
}
