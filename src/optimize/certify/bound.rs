//! Checks a bound: combines rows with the proof's multipliers, in integers.

use std::collections::BTreeMap;

use super::bounds::{UNIT, cost};
use super::derived::{Derived, MadeRow};
use super::refusal::Refusal;
use crate::domain::Case;
use crate::optimize::model::formulation::{Leaf, Node, Proof, RowKey, VarKey};
use crate::optimize::model::points::Points;

/// The bound a proof gives: no plan whose hard targets fall short by no more than the proof keeps scores more. Rounded up.
///
/// Cost: for every leaf, rows named × their terms.
///
/// # Errors
/// The first part of the proof that is not sound.
pub fn bound(case: &Case, proof: &Proof) -> Result<Points, Refusal> {
    let kept = kept(case, proof)?;
    let mut checker = Checker::of(case, &kept)?;
    for cut in &proof.cuts {
        let made = checker.derived.cut(cut)?;
        checker.derived.push(made);
    }
    let least = checker.node(&proof.root, &mut Vec::new())?;
    // Multipliers that grow without end where no plan is make a loss that no number holds; it is beyond every score either way.
    let billionths = least
        .saturating_mul(i128::from(Points::ONE))
        .div_euclid(UNIT);
    let loss = i64::try_from(billionths).unwrap_or(if billionths > 0 {
        i64::MAX / 4
    } else {
        i64::MIN / 4
    });
    Ok(Points(Points::FULL.0.saturating_sub(loss)))
}

/// Splits deeper than this are refused, so that no proof exhausts the stack.
const DEEPEST: usize = 500;

struct Checker<'a> {
    derived: Derived<'a>,
    /// Cost in units of 2⁻⁵⁰ by variable.
    cost: Vec<i128>,
    /// For a hard check's shortfall: what may be kept of it.
    keeps: Vec<Option<i64>>,
    /// The largest local shortfall: its number, and the bounds of the present path in units of 2⁻⁵⁰.
    largest: Option<usize>,
    level: (i64, Option<i64>),
}

fn kept(case: &Case, proof: &Proof) -> Result<BTreeMap<usize, i64>, Refusal> {
    let mut kept = BTreeMap::new();
    for (check, share) in &proof.hard {
        let hard = case.checks.get(*check).is_some_and(|c| c.hard);
        if !hard || *share < 0 || kept.insert(*check, *share).is_some() {
            return Err(Refusal::NotHard { check: *check });
        }
    }
    Ok(kept)
}

impl<'a> Checker<'a> {
    fn of(case: &'a Case, kept: &BTreeMap<usize, i64>) -> Result<Self, Refusal> {
        let derived = Derived::of(case)?;
        let variables = &derived.variables;
        let keeps = variables.iter().map(|v| {
            if let VarKey::Short(c) = v {
                kept.get(c).copied()
            } else {
                None
            }
        });
        Ok(Checker {
            cost: variables.iter().map(|v| cost(case, *v)).collect(),
            keeps: keeps.collect(),
            largest: variables.iter().position(|v| *v == VarKey::Largest),
            level: (0, None),
            derived,
        })
    }

    /// The least loss of plans in this part of the tree, in units of 2⁻⁵⁰, rounded down.
    fn node(&mut self, node: &Node, path: &mut Vec<MadeRow>) -> Result<i128, Refusal> {
        match node {
            Node::Leaf(leaf) => self.leaf(leaf, path),
            Node::Split {
                form,
                at_most,
                below,
                above,
            } => {
                if path.len() >= DEEPEST {
                    return Err(Refusal::TooDeep);
                }
                let form = self.whole(form)?;
                let flipped = form
                    .iter()
                    .map(|(v, a)| a.checked_neg().map(|a| (*v, a)).ok_or(Refusal::TooLarge));
                let at_most_rhs = at_most.checked_neg().ok_or(Refusal::TooLarge)?;
                path.push(MadeRow {
                    terms: flipped.collect::<Result<_, _>>()?,
                    rhs: at_most_rhs,
                });
                let low = self.node(below, path)?;
                path.pop();
                let at_least = at_most.checked_add(1).ok_or(Refusal::TooLarge)?;
                path.push(MadeRow {
                    terms: form,
                    rhs: at_least,
                });
                let high = self.node(above, path)?;
                path.pop();
                Ok(low.min(high))
            }
            Node::Level { at, below, above } => self.level(*at, below, above, path),
        }
    }

    /// Either F ≤ φ or F ≥ φ.
    fn level(
        &mut self,
        at: i64,
        below: &Node,
        above: &Node,
        path: &mut Vec<MadeRow>,
    ) -> Result<i128, Refusal> {
        if path.len() >= DEEPEST {
            return Err(Refusal::TooDeep);
        }
        if self.largest.is_none() || at < 0 {
            return Err(Refusal::NoSuchLevel);
        }
        let before = self.level;
        // No row goes with this split; its place in the path stays counted.
        path.push(MadeRow {
            terms: Vec::new(),
            rhs: 0,
        });
        self.level = (before.0, Some(before.1.map_or(at, |most| most.min(at))));
        let low = self.node(below, path)?;
        self.level = (before.0.max(at), before.1);
        let high = self.node(above, path)?;
        self.level = before;
        path.pop();
        Ok(low.min(high))
    }

    /// C11: what the path's bound on F asks of a local need, in lots of whole modules.
    fn whole_need(&mut self, need: usize, lot: i64) -> Result<MadeRow, Refusal> {
        let missing_row = Refusal::NoSuchRow {
            row: RowKey::LocalWhole(need, lot),
        };
        let (Some(most), Some(largest)) = (self.level.1, self.largest) else {
            return Err(missing_row);
        };
        let Ok(local) = self.derived.row(RowKey::Local(need)).cloned() else {
            return Err(missing_row);
        };
        if lot < 1 {
            return Err(missing_row);
        }
        let (mut terms, mut required) = (Vec::new(), 0);
        for (number, a) in &local.terms {
            let (number, bounds) = (*number, self.derived.bounds[*number]);
            if number == largest {
                required = *a;
            } else if bounds.whole && bounds.lo >= 0 {
                // Σ a x ≤ Σ d ⌈a ⁄ d⌉ x, a multiple of d: so it is at least the next multiple of d.
                let lots = -(-*a).div_euclid(lot);
                terms.push((number, lots.checked_mul(lot).ok_or(Refusal::TooLarge)?));
            } else {
                return Err(Refusal::NotWhole);
            }
        }
        let missing = i128::from(local.rhs) * UNIT - i128::from(required) * i128::from(most);
        let lots = -(-missing).div_euclid(i128::from(lot) * UNIT);
        let rhs = i64::try_from(lots * i128::from(lot)).map_err(|_| Refusal::TooLarge)?;
        Ok(MadeRow { terms, rhs })
    }

    fn whole(&self, form: &[(VarKey, i64)]) -> Result<Vec<(usize, i64)>, Refusal> {
        let number = |v: &VarKey| {
            let number = self.derived.number.get(v).copied();
            number.filter(|n| self.derived.bounds[*n].whole)
        };
        form.iter()
            .map(|(v, a)| number(v).map(|n| (n, *a)).ok_or(Refusal::NotWhole))
            .collect()
    }

    fn leaf(&mut self, leaf: &Leaf, path: &[MadeRow]) -> Result<i128, Refusal> {
        let mut rest = self.cost.clone();
        let mut least: i128 = 0;
        let mut last = None;
        for (key, multiplier) in &leaf.multipliers {
            if *multiplier < 0 {
                return Err(Refusal::NegativeMultiplier { row: *key });
            }
            if last.is_some_and(|last| last >= *key) {
                return Err(Refusal::NoSuchRow { row: *key });
            }
            last = Some(*key);
            let whole;
            let row = match key {
                RowKey::LocalWhole(need, lot) => {
                    whole = self.whole_need(*need, *lot)?;
                    &whole
                }
                RowKey::Split(depth) => path.get(*depth).ok_or(Refusal::NoSuchRow { row: *key })?,
                _ => self.derived.row(*key)?,
            };
            for (variable, coefficient) in &row.terms {
                let term = i128::from(*multiplier) * i128::from(*coefficient);
                rest[*variable] = rest[*variable].checked_sub(term).ok_or(Refusal::TooLarge)?;
            }
            let right = i128::from(*multiplier) * i128::from(row.rhs);
            least = least.checked_add(right).ok_or(Refusal::TooLarge)?;
        }
        for (variable, rest) in rest.into_iter().enumerate() {
            least = least
                .checked_add(self.least(variable, rest)?)
                .ok_or(Refusal::TooLarge)?;
        }
        Ok(least)
    }

    /// The least of `rest` × value over the values the variable may have.
    fn least(&self, variable: usize, rest: i128) -> Result<i128, Refusal> {
        if rest < 0
            && let Some(share) = self.keeps[variable]
        {
            let kept = rest
                .checked_mul(i128::from(share))
                .ok_or(Refusal::TooLarge)?;
            return Ok(kept.div_euclid(UNIT));
        }
        let bounds = self.derived.bounds[variable];
        if self.largest == Some(variable) {
            let (least, most) = self.level;
            let most = most.map_or(i128::from(bounds.hi) * UNIT, i128::from);
            let at = if rest >= 0 { i128::from(least) } else { most };
            let product = rest.checked_mul(at).ok_or(Refusal::TooLarge)?;
            return Ok(product.div_euclid(UNIT));
        }
        let at = if rest >= 0 { bounds.lo } else { bounds.hi };
        rest.checked_mul(i128::from(at)).ok_or(Refusal::TooLarge)
    }
}
