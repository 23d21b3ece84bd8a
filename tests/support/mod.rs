//! Small random cases, the same for the same seed, of every kind of target and rule.

mod dice;
mod enriched;
mod enumerate;
#[allow(dead_code)]
pub mod scorer;
mod scorer_locals;
mod scorer_needs;

pub use dice::Dice;
#[allow(unused_imports)]
pub use enumerate::{all_plans, allocation, best_of_all};

use dabiao::domain::{
    Basis, Budget, Cap, Case, ClassId, Committed, CountBasis, Decimal, Document, Edits, Effect,
    Field, FieldId, Figure, Fund, FundBudget, FundId, FundShare, GroupId, Horizon, Host, Level,
    Measure, MeasureId, MemberClass, Milestone, Path, PathFactor, PathId, Period, Pin, Plan,
    Population, PopulationGroup, Region, Series, Service, ServiceId, Source, SourceId, Stock,
    Subsidy, Target, TargetId, TargetKind, Text, Unit, UnitFilter, UnitId, Yuan,
};

impl Dice {
    /// A number from `low` to `high`.
    pub fn from(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high - low + 1)
    }
}

fn text(s: &str) -> Text {
    Text {
        zh: s.to_owned(),
        en: s.to_owned(),
    }
}

fn figure<T>(value: T) -> Figure<T> {
    Figure {
        value,
        from: SourceId::from("made"),
    }
}

fn series(values: impl Iterator<Item = (UnitId, i64)>) -> Series {
    Series {
        values: values.collect(),
        from: SourceId::from("made"),
        ..Series::default()
    }
}

fn unit_id(u: i64) -> UnitId {
    UnitId(format!("u{u}"))
}

fn service_id(s: i64) -> ServiceId {
    ServiceId(format!("s{s}"))
}

const SERVICES: i64 = 3;

/// A random plan of at most three units and two periods with few builds, so that all its allocations can be listed.
pub fn plan(seed: u64) -> Plan {
    let dice = &mut Dice::new(seed);
    let units = dice.from(1, 3);
    let years = dice.from(1, 2) as i32;
    let measures = measures(dice, units);
    let stock = (0..SERVICES).map(|s| stock(dice, s, units)).collect();
    let committed = committed(dice, units);
    let targets = (0..dice.from(1, 5))
        .map(|t| target(dice, t, years))
        .collect();
    let mut plan = Plan {
        format: Plan::FORMAT.to_owned(),
        id: format!("random-{seed}"),
        document: Document {
            title: text("random"),
            short: text("random"),
            number: String::new(),
            issued: String::new(),
        },
        horizon: Horizon {
            after: None,
            base_year: 2020,
            periods: (1..=years)
                .map(|y| Period {
                    first: 2020 + y,
                    last: 2020 + y,
                })
                .collect(),
        },
        sources: vec![Source {
            id: SourceId::from("made"),
            basis: Basis::Assumed,
            title: text("made by the test"),
            reference: String::new(),
            note: None,
        }],
        region: region(dice, units, years),
        fields: vec![Field {
            id: FieldId::from("f"),
            name: text("f"),
        }],
        services: (0..SERVICES)
            .map(|s| Service {
                id: service_id(s),
                name: text("s"),
                counter: text("s"),
                field: FieldId::from("f"),
                local: s == 0,
                local_from: None,
            })
            .collect(),
        stock,
        committed,
        measures,
        targets,
        not_planned: Vec::new(),
        budget: budget(dice, years),
        fairness: figure(Decimal::whole(dice.below(3) * 5)),
        must: Vec::new(),
        needs: Vec::new(),
        idle: None,
        idle_most: None,
    };
    if seed % 2 == 1 {
        enriched::enrich(&mut plan, &mut Dice::new(seed ^ 0x51DE));
    }
    plan
}

fn region(dice: &mut Dice, units: i64, years: i32) -> Region {
    let unit = |u: i64| Unit {
        id: unit_id(u),
        name: text("u"),
        level: Level::Township,
        kind: if u == 0 { "street" } else { "town" }.to_owned(),
        parent: (u == 2).then(|| unit_id(1)),
        residual: false,
        cost_factor: figure(Decimal {
            micro: 1_000_000 + 250_000 * (u % 2),
        }),
        tile: None,
    };
    let persons = series((0..units).map(|u| (unit_id(u), dice.from(0, 3) * 700)));
    let factor = Decimal {
        micro: 1_000_000 - 50_000 * dice.below(3),
    };
    Region {
        name: text("r"),
        units: (0..units).map(unit).collect(),
        groups: vec![PopulationGroup {
            id: GroupId::from("g"),
            name: text("g"),
        }],
        population: vec![Population {
            group: GroupId::from("g"),
            persons,
        }],
        paths: vec![Path {
            id: PathId::from("p"),
            name: text("p"),
            factors: vec![PathFactor {
                group: GroupId::from("g"),
                units: Vec::new(),
                by_year: (1..=years).map(|y| (2020 + y, factor)).collect(),
                from: SourceId::from("made"),
            }],
        }],
        default_path: PathId::from("p"),
        member_classes: vec![MemberClass {
            id: ClassId::from("c"),
            name: text("c"),
            counter: text("c"),
            members: series((0..units).map(|u| (unit_id(u), dice.from(0, 3)))),
        }],
    }
}

fn stock(dice: &mut Dice, s: i64, units: i64) -> Stock {
    let count = series((0..units).map(|u| (unit_id(u), dice.below(4))));
    let remains = if dice.chance(25) {
        [(2021, Decimal { micro: 500_000 })].into()
    } else {
        Default::default()
    };
    Stock {
        service: service_id(s),
        count,
        remains,
        remains_from: None,
    }
}

fn committed(dice: &mut Dice, units: i64) -> Vec<Committed> {
    if !dice.chance(30) {
        return Vec::new();
    }
    let effects = vec![Effect {
        service: service_id(dice.below(SERVICES)),
        amount: figure(1),
    }];
    vec![Committed {
        name: text("c"),
        unit: unit_id(dice.below(units)),
        in_use: 2021,
        in_use_from: None,
        effects,
        unpaid: Vec::new(),
    }]
}

fn measures(dice: &mut Dice, units: i64) -> Vec<Measure> {
    let count = if units > 2 {
        dice.from(1, 2)
    } else {
        dice.from(1, 3)
    };
    let mut all: Vec<Measure> = (0..count).map(|m| measure(dice, m)).collect();
    if count > 1 && dice.chance(40) {
        let min = dice.from(0, 1);
        all[1].host = Some(Host {
            measure: MeasureId::from("m0"),
            max: figure(min + dice.from(0, 1) + i64::from(min == 0)),
            min: figure(min),
        });
    }
    all
}

fn measure(dice: &mut Dice, m: i64) -> Measure {
    let mut effects = vec![Effect {
        service: service_id(dice.below(SERVICES)),
        amount: figure(dice.from(1, 3)),
    }];
    if dice.chance(30) {
        let amount = if dice.chance(60) { -1 } else { 1 };
        let other = service_id(dice.below(SERVICES));
        if other != effects[0].service {
            effects.push(Effect {
                service: other,
                amount: figure(amount),
            });
        }
    }
    let cost = dice.from(1, 9) * 100;
    let spending = if dice.chance(30) {
        vec![Decimal { micro: 400_000 }, Decimal { micro: 600_000 }]
    } else {
        vec![Decimal::ONE]
    };
    let own = 1_000_000 - 250_000 * dice.below(3);
    Measure {
        id: MeasureId(format!("m{m}")),
        name: text("m"),
        counter: text("m"),
        field: FieldId::from("f"),
        effects,
        cost: figure(Yuan(cost)),
        lead: figure(u32::from(dice.chance(20))),
        prepare: None,
        revenue: false,
        running_funding: Vec::new(),
        spending: figure(spending),
        running: dice.chance(20).then(|| figure(Yuan(30))),
        subsidy: dice.chance(20).then(|| Subsidy {
            amount: figure(Yuan(50)),
            giver: text("g"),
        }),
        cap: Cap {
            each: figure(dice.from(1, 2)),
            members: dice.chance(15).then(|| ClassId::from("c")),
            units: Default::default(),
        },
        who: UnitFilter::default(),
        who_from: None,
        begin_years: Vec::new(),
        begin_from: None,
        host: None,
        funding: vec![
            FundShare {
                fund: FundId::from("own"),
                share: figure(Decimal { micro: own }),
            },
            FundShare {
                fund: FundId::from("bond"),
                share: figure(Decimal {
                    micro: 1_000_000 - own,
                }),
            },
        ],
        department: text("d"),
    }
}

fn target(dice: &mut Dice, t: i64, years: i32) -> Target {
    let one = |dice: &mut Dice| vec![service_id(dice.below(SERVICES))];
    let share = |dice: &mut Dice| Decimal {
        micro: 250_000 * dice.from(1, 4),
    };
    let scope = if dice.chance(20) {
        UnitFilter {
            kinds: vec!["town".to_owned()],
            ..UnitFilter::default()
        }
    } else {
        UnitFilter::default()
    };
    let (rule, level) = match dice.below(8) {
        0 | 1 => (
            TargetKind::Rate {
                services: if dice.chance(60) {
                    vec![service_id(0)]
                } else {
                    one(dice)
                },
                per: 1_000,
                of: GroupId::from("g"),
                scope,
            },
            Decimal {
                micro: 500_000 * dice.from(1, 6),
            },
        ),
        2 => {
            let basis = [
                CountBasis::Built,
                CountBasis::BuiltOrCommitted,
                CountBasis::Standing,
            ][dice.below(3) as usize];
            (
                TargetKind::Count {
                    services: one(dice),
                    basis,
                    scope,
                },
                Decimal::whole(dice.from(1, 6)),
            )
        }
        3 => (
            TargetKind::Annual {
                services: one(dice),
                scope,
            },
            Decimal::whole(dice.from(1, 3)),
        ),
        4 => {
            let mut services = one(dice);
            if dice.chance(30) {
                services = vec![service_id(0), service_id(1)];
            }
            let rollup = dice.chance(40);
            (
                TargetKind::CoverageOfUnits {
                    services,
                    at_least: dice.from(1, 3),
                    scope,
                    rollup,
                },
                share(dice),
            )
        }
        5 => {
            let members = vec![ClassId::from("c")];
            let service = service_id(dice.below(SERVICES));
            (
                TargetKind::CoverageOfMembers {
                    service,
                    members,
                    at_least: dice.from(1, 2),
                    covered: None,
                    scope,
                },
                share(dice),
            )
        }
        6 => (
            TargetKind::Share {
                part: vec![service_id(1)],
                whole: vec![service_id(1), service_id(2)],
                scope,
            },
            // Near the round levels too, where next to nothing is missing of a whole thing.
            Decimal {
                micro: (share(dice).micro + [-1, 0, 0, 1][dice.below(4) as usize]).min(1_000_000),
            },
        ),
        _ => (
            TargetKind::Growth {
                services: one(dice),
                scope,
            },
            Decimal {
                micro: 100_000 * dice.from(1, 8),
            },
        ),
    };
    let several = years > 1 && dice.chance(30);
    let first = if several { 1 } else { years };
    Target {
        id: TargetId(format!("T{t}")),
        clause: String::new(),
        name: text("t"),
        field: FieldId::from("f"),
        rule,
        milestones: (first..=years)
            .map(|y| Milestone {
                year: 2020 + y,
                level: figure(level),
            })
            .collect(),
        weight: Some(figure(Decimal::whole(dice.from(1, 3)))),
        hard: dice.chance(10).then_some(true),
        strict: dice.chance(25),
        verb: None,
        interpretation: None,
        slider: None,
    }
}

fn budget(dice: &mut Dice, years: i32) -> Budget {
    let fund = |id: &str| Fund {
        id: FundId::from(id),
        name: text(id),
        carry_over: None,
        fields: Vec::new(),
        revenue_only: false,
        least_share: None,
    };
    let mut amounts = |id: &str, most: i64| FundBudget {
        fund: FundId::from(id),
        by_period: (0..years)
            .map(|_| figure(Yuan(dice.below(most) * 100)))
            .collect(),
    };
    let amounts = vec![amounts("own", 20), amounts("bond", 12)];
    Budget {
        funds: vec![fund("own"), fund("bond")],
        amounts,
        carry_over: dice.chance(70),
        price_year: 2020,
        running_most: None,
    }
}

/// Pins on some cells of a case.
pub fn pins(case: &Case, seed: u64) -> Vec<Pin> {
    let dice = &mut Dice::new(seed ^ 0xABCD);
    let mut pins = Vec::new();
    for option in &case.options {
        if dice.chance(12) {
            let over_all = dice.chance(30);
            pins.push(Pin {
                unit: case.plan.region.units[option.unit].id.clone(),
                measure: case.plan.measures[option.measure].id.clone(),
                year: (!over_all).then(|| case.plan.horizon.periods[option.period].first),
                n: dice.below(option.hi + 1),
                at_least: seed % 4 == 3,
            });
        }
    }
    pins
}

/// A case of the plan of a seed, sometimes with pins; none where the pins contradict a cap.
#[allow(dead_code)]
pub fn case(seed: u64) -> Option<Case> {
    let plan = plan(seed);
    let bare = Case::new(&plan, &Edits::default()).expect("a plan the test made");
    if !seed.is_multiple_of(3) {
        return Some(bare);
    }
    Case::new(
        &plan,
        &Edits {
            pins: pins(&bare, seed),
            ..Edits::default()
        },
    )
    .ok()
}
