//! Checks a bound: combines rows with the proof's multipliers, in integers.

use std::collections::BTreeMap;

use super::Refusal;
use super::rows::{UNIT, bounds, cost, row};
use crate::domain::{Case, Rule};
use crate::optimize::{Leaf, Node, Points, Proof, RowKey, VarKey};

/// The bound a proof gives: no plan whose hard targets fall short by no more than the proof keeps scores more. Rounded up.
///
/// Cost: for every leaf, rows named × their terms.
///
/// # Errors
/// The first part of the proof that is not sound.
pub fn bound(case: &Case, proof: &Proof) -> Result<Points, Refusal> {
    let kept = kept(case, proof)?;
    let checker = Checker {
        case,
        kept,
        variables: variables(case),
    };
    let least = checker.node(&proof.root, &mut Vec::new())?;
    let billionths = (least * i128::from(Points::ONE)).div_euclid(UNIT);
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
    case: &'a Case,
    kept: BTreeMap<usize, i64>,
    variables: Vec<VarKey>,
}

/// One side of a split: Σ form ≥ rhs.
struct Side {
    form: Vec<(VarKey, i64)>,
    rhs: i64,
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

fn variables(case: &Case) -> Vec<VarKey> {
    let mut all: Vec<VarKey> = (0..case.options.len()).map(VarKey::Build).collect();
    all.extend((0..case.checks.len()).map(VarKey::Short));
    for (c, check) in case.checks.iter().enumerate() {
        match &check.rule {
            Rule::UnitsCovered { groups, .. } => {
                all.extend((0..groups.len()).map(|g| VarKey::Has(c, g)))
            }
            Rule::MembersCovered { units, .. } => {
                all.extend((0..units.len()).map(|i| VarKey::Covered(c, i)))
            }
            Rule::AtLeast { .. } | Rule::Share { .. } => {}
        }
    }
    all.extend((!case.locals.is_empty()).then_some(VarKey::Largest));
    all
}

impl Checker<'_> {
    /// The least loss of plans in this part of the tree, in units of 2⁻⁵⁰, rounded down.
    fn node(&self, node: &Node, path: &mut Vec<Side>) -> Result<i128, Refusal> {
        match node {
            Node::Leaf(leaf) => self.leaf(leaf, path),
            Node::Split {
                form,
                at_most,
                below,
                above,
            } => {
                self.whole(form)?;
                if path.len() >= DEEPEST {
                    return Err(Refusal::TooDeep);
                }
                let flipped = form
                    .iter()
                    .map(|(v, a)| a.checked_neg().map(|a| (*v, a)).ok_or(Refusal::TooLarge));
                let at_most_rhs = at_most.checked_neg().ok_or(Refusal::TooLarge)?;
                path.push(Side {
                    form: flipped.collect::<Result<_, _>>()?,
                    rhs: at_most_rhs,
                });
                let low = self.node(below, path)?;
                path.pop();
                let at_least = at_most.checked_add(1).ok_or(Refusal::TooLarge)?;
                path.push(Side {
                    form: form.clone(),
                    rhs: at_least,
                });
                let high = self.node(above, path)?;
                path.pop();
                Ok(low.min(high))
            }
        }
    }

    fn whole(&self, form: &[(VarKey, i64)]) -> Result<(), Refusal> {
        let whole = |v: &VarKey| bounds(self.case, *v).is_some_and(|b| b.whole);
        if form.iter().all(|(v, _)| whole(v)) {
            Ok(())
        } else {
            Err(Refusal::NotWhole)
        }
    }

    fn leaf(&self, leaf: &Leaf, path: &[Side]) -> Result<i128, Refusal> {
        let mut combined: BTreeMap<VarKey, i128> = BTreeMap::new();
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
            let mut add = |variable: VarKey, coefficient: i64| {
                let term = i128::from(*multiplier) * i128::from(coefficient);
                let sum = combined.entry(variable).or_insert(0);
                *sum = sum.checked_add(term).ok_or(Refusal::TooLarge)?;
                Ok(())
            };
            let rhs = match key {
                RowKey::Split(depth) => {
                    let side = path.get(*depth).ok_or(Refusal::NoSuchRow { row: *key })?;
                    for (variable, coefficient) in &side.form {
                        add(*variable, *coefficient)?;
                    }
                    side.rhs
                }
                _ => {
                    let row = row(self.case, *key).ok_or(Refusal::NoSuchRow { row: *key })?;
                    for (variable, coefficient) in row.terms {
                        add(variable, coefficient)?;
                    }
                    row.rhs
                }
            };
            let right = i128::from(*multiplier) * i128::from(rhs);
            least = least.checked_add(right).ok_or(Refusal::TooLarge)?;
        }
        for variable in &self.variables {
            let rest = cost(self.case, *variable) - combined.get(variable).copied().unwrap_or(0);
            least = least
                .checked_add(self.least(*variable, rest)?)
                .ok_or(Refusal::TooLarge)?;
        }
        Ok(least)
    }

    /// The least of `rest` × value over the values the variable may have.
    fn least(&self, variable: VarKey, rest: i128) -> Result<i128, Refusal> {
        let bounds = bounds(self.case, variable).ok_or(Refusal::NotWhole)?;
        if rest < 0
            && let VarKey::Short(check) = variable
            && let Some(share) = self.kept.get(&check)
        {
            return Ok((rest * i128::from(*share)).div_euclid(UNIT));
        }
        let at = if rest >= 0 { bounds.lo } else { bounds.hi };
        rest.checked_mul(i128::from(at)).ok_or(Refusal::TooLarge)
    }
}
