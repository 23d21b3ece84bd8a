//! What a random plan has beside targets and builds.

use dabiao::domain::{
    Case, CountBasis, Decimal, Edits, FundId, FundShare, GroupId, MustBuild, Need, NeedId, Plan,
    TargetKind, UnitFilter, Unpaid, Yuan,
};

use super::{Dice, SERVICES, figure, service_id, text};

/// Needs with what hangs on them, funds of different habits, money owed to projects under way, a ceiling of running costs,
/// preparation, projects that must be built.
pub fn enrich(plan: &mut Plan, dice: &mut Dice) {
    let last = plan.horizon.periods.len() as i32 + 2020;
    plan.needs = vec![Need {
        id: NeedId::from("n"),
        services: if dice.chance(30) {
            vec![service_id(0), service_id(1)]
        } else {
            vec![service_id(dice.below(SERVICES))]
        },
        of: GroupId::from("g"),
        per: dice.from(1, 2) * 500,
        each: figure(Decimal {
            micro: 250_000 * dice.from(1, 5),
        }),
    }];
    if dice.chance(60) {
        plan.idle = Some(figure(Decimal::whole(dice.from(1, 30))));
        plan.horizon.after = dice.chance(50).then_some(last + 3);
    }
    let scope = UnitFilter::default();
    let last_target = plan.targets.len() - 1;
    let (rule, level) = match dice.below(3) {
        0 => (
            TargetKind::Kinds {
                services: (0..SERVICES).map(service_id).collect(),
                at_least: dice.from(1, 2),
                basis: [
                    CountBasis::Built,
                    CountBasis::BuiltOrCommitted,
                    CountBasis::Standing,
                ][dice.below(3) as usize],
                scope,
            },
            Decimal::whole(dice.from(1, 3)),
        ),
        _ => (
            TargetKind::Served {
                need: NeedId::from("n"),
                scope,
            },
            Decimal {
                micro: 250_000 * dice.from(1, 4),
            },
        ),
    };
    let target = &mut plan.targets[last_target];
    let is_followed = matches!(target.rule, TargetKind::Status { .. });
    if !is_followed {
        target.rule = rule;
        let milestones = target.milestones.iter_mut();
        milestones.for_each(|m| m.level = figure(level));
    }
    plan.budget.funds[1].carry_over = dice.chance(50).then(|| dice.chance(50));
    if dice.chance(30) {
        plan.budget.running_most = Some(figure(Yuan(dice.below(4) * 30)));
    }
    for measure in &mut plan.measures {
        if measure.running.is_some() && dice.chance(50) {
            measure.running_funding = vec![FundShare {
                fund: FundId::from("own"),
                share: figure(Decimal::ONE),
            }];
        }
        measure.prepare = dice.chance(15).then(|| figure(1));
    }
    for project in &mut plan.committed {
        project.unpaid = vec![Unpaid {
            fund: FundId::from("own"),
            year: 2021,
            amount: figure(Yuan(dice.below(4) * 100)),
        }];
    }
    // What must be built has to be possible there: whether it is, the case without it says.
    let bare = Case::new(plan, &Edits::default()).expect("a plan the test made");
    if dice.chance(20)
        && let Some(cap) = bare.caps.first().filter(|c| c.hi > 0)
    {
        plan.must = vec![MustBuild {
            name: text("x"),
            clause: String::new(),
            unit: plan.region.units[cap.unit].id.clone(),
            measure: plan.measures[cap.measure].id.clone(),
            year: None,
            n: 1,
        }];
    } else if dice.chance(12) {
        let micro = 250_000 * dice.below(5);
        plan.idle_most = Some(figure(Decimal { micro }));
    }
}
