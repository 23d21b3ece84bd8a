//! Names of columns and rows that every solver reads: short, ASCII, beginning with a letter other than e (which some readers
//! take for an exponent).

use crate::domain::Case;
use crate::optimize::{ColumnKey, LineKey, RowKey, VarKey};

/// `x7_3_2024` is the seventh unit, the third measure, begun in the period that starts in 2024; other numbers count from 1
/// in the order of the model. [`super::NameMap`] says what each stands for.
pub(super) fn column(case: &Case, key: ColumnKey) -> String {
    match key {
        ColumnKey::One => "one".to_owned(),
        ColumnKey::Spent => "spent".to_owned(),
        ColumnKey::Model(VarKey::Build(o)) => {
            let option = &case.options[o];
            let year = first_year(case, option.period);
            format!("x{}_{}_{year}", option.unit + 1, option.measure + 1)
        }
        ColumnKey::Model(VarKey::Short(c)) => format!("z{}", c + 1),
        ColumnKey::Model(VarKey::Has(c, g)) => format!("has{}_{}", c + 1, g + 1),
        ColumnKey::Model(VarKey::Covered(c, i)) => format!("cov{}_{}", c + 1, i + 1),
        ColumnKey::Model(VarKey::Missing(c)) => format!("miss{}", c + 1),
        ColumnKey::Model(VarKey::Largest) => "worst".to_owned(),
        ColumnKey::Model(VarKey::Idle(i)) => format!("idle{}", i + 1),
    }
}

pub(super) fn row(case: &Case, key: LineKey) -> String {
    let LineKey::Model(key) = key else {
        return "spending".to_owned();
    };
    let of = |word: &str, numbers: &[usize]| {
        let numbers: Vec<String> = numbers.iter().map(|n| (n + 1).to_string()).collect();
        format!("{word}{}", numbers.join("_"))
    };
    let by_year = |word: &str, numbers: &[usize], period: usize| {
        format!("{}_{}", of(word, numbers), first_year(case, period))
    };
    let cap = |word: &str, c: usize| of(word, &[case.caps[c].unit, case.caps[c].measure]);
    match key {
        RowKey::Budget(fund, p) => by_year("money", &[fund], p),
        RowKey::CapMost(c) => cap("most", c),
        RowKey::CapLeast(c) => cap("least", c),
        RowKey::SiteMost(l, p) => by_year("fits", &[l], p),
        RowKey::SiteLeast(l, p) => by_year("fills", &[l], p),
        RowKey::Stock(service, unit, p) => by_year("stock", &[service, unit], p),
        RowKey::AtLeast(c) => of("need", &[c]),
        RowKey::UnitCount(c) => of("units", &[c]),
        RowKey::UnitHas(c, g, s) => of("unit", &[c, g, s]),
        RowKey::MemberCount(c) => of("members", &[c]),
        RowKey::MemberHas(c, i) => of("member", &[c, i]),
        RowKey::Share(c) => of("share", &[c]),
        RowKey::ShareShort(c) => of("lacks", &[c]),
        RowKey::Local(i) => of("local", &[i]),
        RowKey::Running => "running".to_owned(),
        RowKey::Idle(i) => of("vacant", &[i]),
        RowKey::Surplus(i) => of("surplus", &[i]),
        RowKey::Cut(i) => of("cut", &[i]),
        RowKey::LocalWhole(i, lot) => of("whole", &[i, usize::try_from(lot).unwrap_or(0)]),
        RowKey::Split(depth) => of("split", &[depth]),
    }
}

pub(super) fn first_year(case: &Case, period: usize) -> i32 {
    case.plan.horizon.periods[period].first
}
