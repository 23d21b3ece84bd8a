//! Seeded plans of every size and structure that the benchmark compares solvers on. The same seed gives the same plan.

use dabiao::domain::{
    Basis, Budget, Cap, Case, ClassId, CountBasis, Decimal, Document, Edits, Effect, Field,
    FieldId, Figure, Fund, FundBudget, FundId, FundShare, GroupId, Horizon, Host, Level, Measure,
    MeasureId, MemberClass, Milestone, Path, PathFactor, PathId, Period, Plan, Population,
    PopulationGroup, Region, Series, Service, ServiceId, Source, SourceId, Stock, Target, TargetId,
    TargetKind, Text, Unit, UnitFilter, UnitId, Yuan,
};
use dabiao::optimize::certify::{self, Measured};
use dabiao::optimize::{Limits, Outcome, Points, solve};

use super::dice::Dice;
use super::shape::{MEASURES, Made, SERVICES, Size, Structure, TARGETS, Wanted};

/// The first year that is planned.
const FIRST: i32 = 2026;

/// A plan with more money than it can use.
pub fn rich(size: &Size, structure: Structure, seed: u64) -> Plan {
    let dice = &mut Dice::new(seed ^ (structure as u64) << 32);
    let region = region(size, structure, dice);
    let years = i32::from(size.years);
    let made: Vec<Made> = MEASURES[..size.measures]
        .iter()
        .map(|m| structure.shape(*m))
        .collect();
    let served = |s: usize| made.iter().any(|m| m.effects.iter().any(|e| e.0 == s));
    let wanted = TARGETS.iter().filter(|t| served(t.service()));
    Plan {
        format: Plan::FORMAT.to_owned(),
        id: format!("{}-{}-{seed}", size.name, structure.name()),
        document: Document {
            title: text("benchmark"),
            short: text("benchmark"),
            number: String::new(),
            issued: String::new(),
        },
        horizon: Horizon {
            base_year: FIRST - 1,
            after: None,
            periods: (FIRST..FIRST + years)
                .map(|y| Period { first: y, last: y })
                .collect(),
        },
        sources: vec![Source {
            id: SourceId::from("made"),
            basis: Basis::Assumed,
            title: text("made for the benchmark"),
            reference: String::new(),
            note: None,
        }],
        fields: vec![Field {
            id: FieldId::from("f"),
            name: text("f"),
        }],
        not_planned: Vec::new(),
        services: (0..SERVICES).map(service).collect(),
        stock: (0..SERVICES)
            .map(|s| stock(s, &region, structure, dice))
            .collect(),
        committed: Vec::new(),
        must: Vec::new(),
        needs: Vec::new(),
        idle: None,
        idle_most: None,
        measures: made
            .iter()
            .map(|m| measure(m, structure, region.units.len(), size.years))
            .collect(),
        targets: wanted
            .enumerate()
            .map(|(t, wanted)| target(t, wanted, structure, &region, years))
            .collect(),
        budget: money(structure, |_, _| 1_000_000_000_000, size.years),
        fairness: figure(Decimal::whole(5)),
        region,
    }
}

/// What a plan costs that misses as little as our search finds: the measure of its budgets.
///
/// Money counts for more here than in the score, or a plan with money without end would not look at prices.
pub fn full(plan: &Plan, steps: u64) -> Option<Measured> {
    let mut case = Case::new(plan, &Edits::default()).ok()?;
    case.cost_scale = 1_000_000_000;
    let limits = Limits {
        steps,
        gap: Points(Points::ONE / 10),
    };
    match solve(&case, limits) {
        Outcome::Answer(answer) => certify::allocation(&case, &answer.allocation).ok(),
        Outcome::Conflict(_) => None,
    }
}

/// The same plan with so many percent of what it needs, by fund.
pub fn with_money(mut plan: Plan, structure: Structure, needs: &Measured, percent: i64) -> Plan {
    let years = plan.horizon.periods.len();
    let share = |fund: usize, year: usize| {
        let all: i64 = needs.spent[fund].iter().sum();
        let even = all / years as i64 * percent / 100;
        match structure {
            // The second year has a tenth of what the others have, and nothing is carried over.
            Structure::OneYear if year == 1 => even / 10,
            // Some sources are richer than others.
            Structure::Earmarks => even * [100, 70, 130, 100][fund % 4] / 100,
            _ => even,
        }
    };
    let years = u8::try_from(years).unwrap_or(u8::MAX);
    plan.budget = money(structure, share, years);
    plan.id = format!("{}-{percent}", plan.id);
    plan
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

fn service_id(s: usize) -> ServiceId {
    ServiceId(format!("s{s}"))
}

fn measure_id(m: usize) -> MeasureId {
    MeasureId(format!("m{m}"))
}

fn service(s: usize) -> Service {
    Service {
        id: service_id(s),
        name: text("s"),
        counter: text("s"),
        field: FieldId::from("f"),
        local: s < 2,
        local_from: None,
    }
}

fn region(size: &Size, structure: Structure, dice: &mut Dice) -> Region {
    let counties = if structure == Structure::Levels {
        size.units.div_ceil(12)
    } else {
        0
    };
    let id = |u: usize| UnitId(format!("u{u}"));
    let unit = |u: usize, dice: &mut Dice| Unit {
        id: id(u),
        name: text("u"),
        level: if u < counties {
            Level::County
        } else {
            Level::Township
        },
        kind: if dice.chance(30) { "street" } else { "town" }.to_owned(),
        parent: (counties > 0 && u >= counties).then(|| id(u % counties)),
        residual: false,
        cost_factor: figure(Decimal {
            micro: 900_000 + 10_000 * dice.below(30),
        }),
        tile: None,
    };
    let units: Vec<Unit> = (0..size.units).map(|u| unit(u, dice)).collect();
    // Most townships are small, a few are large. A county has no residents beside its townships'.
    let residents: Vec<i64> = (0..size.units)
        .map(|u| {
            let large = dice.below(100) * dice.below(100) * dice.below(100) / 10;
            if u < counties { 0 } else { 6_000 + large }
        })
        .collect();
    let of = |per_mille: i64| {
        let values = residents.iter().map(|r| r * per_mille / 1_000);
        series(units.iter().map(|u| u.id.clone()).zip(values))
    };
    let group = |id: &str| PopulationGroup {
        id: GroupId::from(id),
        name: text(id),
    };
    let population = |id: &str, per_mille: i64| Population {
        group: GroupId::from(id),
        persons: of(per_mille),
    };
    // Fewer infants every year, residents and pupils as today.
    let factors = |(group, loss): (&str, i64)| PathFactor {
        group: GroupId::from(group),
        units: Vec::new(),
        by_year: (FIRST..FIRST + i32::from(size.years))
            .map(|y| {
                let micro = 1_000_000 - loss * i64::from(y - FIRST);
                (y, Decimal { micro })
            })
            .collect(),
        from: SourceId::from("made"),
    };
    Region {
        name: text("r"),
        groups: vec![group("residents"), group("pupils"), group("infants")],
        population: vec![
            population("residents", 1_000),
            population("pupils", 70),
            population("infants", 30),
        ],
        paths: vec![Path {
            id: PathId::from("p"),
            name: text("p"),
            factors: [("residents", 0), ("pupils", 0), ("infants", 10_000)]
                .map(factors)
                .into(),
        }],
        default_path: PathId::from("p"),
        member_classes: vec![MemberClass {
            id: ClassId::from("villages"),
            name: text("villages"),
            counter: text("villages"),
            members: series(
                residents
                    .iter()
                    .enumerate()
                    .map(|(u, r)| (id(u), r / 3_000)),
            ),
        }],
        units,
    }
}

/// What stands today: most of what the targets ask for, more in one place than in another.
fn stock(s: usize, region: &Region, structure: Structure, dice: &mut Dice) -> Stock {
    let residents = &region.population[0].persons.values;
    let count = series(region.units.iter().map(|unit| {
        let persons = residents.get(&unit.id).copied().unwrap_or(0);
        let needed = persons * [30, 650, 300, 300, 15, 2, 0, 0][s] / 10_000;
        let (least, spread) = if structure == Structure::Easy {
            (93, 10)
        } else {
            (55, 45)
        };
        (unit.id.clone(), needed * (least + dice.below(spread)) / 100)
    }));
    Stock {
        service: service_id(s),
        count,
        remains: Default::default(),
        remains_from: None,
    }
}

fn measure(made: &Made, structure: Structure, units: usize, years: u8) -> Measure {
    let effect = |(s, amount): &(usize, i64)| Effect {
        service: service_id(*s),
        amount: figure(*amount),
    };
    let slow = made.cost > 20_000_000;
    let who = UnitFilter {
        level: (structure == Structure::Levels && made.county).then_some(Level::County),
        ..UnitFilter::default()
    };
    // What a county builds serves many townships.
    let times = if who.level.is_some() { 12 } else { 1 };
    let share = |(fund, percent): (usize, i64)| FundShare {
        fund: FundId(format!("fund{fund}")),
        share: figure(Decimal {
            micro: percent * 10_000,
        }),
    };
    Measure {
        id: measure_id(made.number),
        name: text("m"),
        counter: text("m"),
        field: FieldId::from("f"),
        effects: made.effects.iter().map(effect).collect(),
        cost: figure(Yuan(made.cost)),
        lead: figure(u32::from(slow && years > 3)),
        spending: figure(if slow {
            vec![Decimal { micro: 400_000 }, Decimal { micro: 600_000 }]
        } else {
            vec![Decimal::ONE]
        }),
        prepare: None,
        running: None,
        revenue: false,
        running_funding: Vec::new(),
        subsidy: None,
        cap: Cap {
            each: figure((made.cap * times).min(1_000 * units as i64)),
            members: (made.number == 8).then(|| ClassId::from("villages")),
            units: Default::default(),
        },
        who,
        who_from: None,
        begin_years: Vec::new(),
        begin_from: None,
        host: made.host.map(|(host, min, max)| Host {
            measure: measure_id(host),
            max: figure(max),
            min: figure(min),
        }),
        funding: structure
            .funding(made.number)
            .into_iter()
            .map(share)
            .collect(),
        department: text("d"),
    }
}

fn target(t: usize, wanted: &Wanted, structure: Structure, region: &Region, years: i32) -> Target {
    let factor = structure.ask();
    let units = region.units.len() as i64;
    let counts = |per_hundred: i64| Decimal::whole((units * per_hundred * factor / 10_000).max(1));
    let everywhere = UnitFilter::default();
    let (rule, level) = match *wanted {
        Wanted::Rate(s, group, level) => (
            TargetKind::Rate {
                services: vec![service_id(s)],
                per: 1_000,
                of: GroupId::from(group),
                scope: everywhere,
            },
            Decimal {
                micro: level * 100 * factor,
            },
        ),
        Wanted::Count(s, per_hundred) => (
            TargetKind::Count {
                services: vec![service_id(s)],
                basis: CountBasis::Built,
                scope: everywhere,
            },
            counts(per_hundred),
        ),
        Wanted::Annual(s, per_hundred) => (
            TargetKind::Annual {
                services: vec![service_id(s)],
                scope: everywhere,
            },
            counts(per_hundred),
        ),
        Wanted::Units(s, at_least, share) => (
            TargetKind::CoverageOfUnits {
                services: vec![service_id(s)],
                at_least: if structure == Structure::Tight {
                    3 * at_least
                } else {
                    at_least
                },
                scope: UnitFilter {
                    level: (structure == Structure::Levels).then_some(Level::County),
                    ..UnitFilter::default()
                },
                rollup: structure == Structure::Levels,
            },
            Decimal {
                micro: share * 10_000,
            },
        ),
        Wanted::Members(s, share) => (
            TargetKind::CoverageOfMembers {
                service: service_id(s),
                members: vec![ClassId::from("villages")],
                at_least: if structure == Structure::Members {
                    2
                } else {
                    1
                },
                covered: None,
                scope: everywhere,
            },
            Decimal {
                micro: share * 10_000,
            },
        ),
        Wanted::Share(part, whole, share) => (
            TargetKind::Share {
                part: vec![service_id(part)],
                whole: vec![service_id(part), service_id(whole)],
                scope: everywhere,
            },
            Decimal {
                micro: share * 10_000,
            },
        ),
    };
    let last = FIRST + years - 1;
    let first = if matches!(wanted, Wanted::Annual(..)) {
        FIRST + 1
    } else if matches!(wanted, Wanted::Rate(..)) {
        last - 1
    } else {
        last
    };
    Target {
        id: TargetId(format!("T{t}")),
        clause: String::new(),
        name: text("t"),
        field: FieldId::from("f"),
        rule,
        milestones: (first..=last)
            .map(|year| Milestone {
                year,
                level: figure(level),
            })
            .collect(),
        weight: Some(figure(Decimal::whole(structure.weight(wanted)))),
        hard: (structure == Structure::Beyond && t == 0).then_some(true),
        strict: false,
        verb: None,
        interpretation: None,
        slider: None,
    }
}

fn money(structure: Structure, yuan: impl Fn(usize, usize) -> i64, years: u8) -> Budget {
    let id = |f: usize| FundId(format!("fund{f}"));
    let funds = structure.funds();
    let amounts = (0..funds).map(|f| FundBudget {
        fund: id(f),
        by_period: (0..usize::from(years))
            .map(|y| figure(Yuan(yuan(f, y))))
            .collect(),
    });
    Budget {
        amounts: amounts.collect(),
        funds: (0..funds)
            .map(|f| Fund {
                id: id(f),
                name: text("fund"),
                carry_over: None,
                fields: Vec::new(),
                revenue_only: false,
                least_share: None,
            })
            .collect(),
        carry_over: structure != Structure::OneYear,
        price_year: FIRST,
        running_most: None,
    }
}
