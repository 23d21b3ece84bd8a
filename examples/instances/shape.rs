//! What the benchmark's plans are made of: sizes, structures, measures and targets.

/// How large a plan is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub name: &'static str,
    pub units: usize,
    pub measures: usize,
    pub years: u8,
}

/// Units × measures × years.
pub const SIZES: [Size; 4] = [
    size("S", 23, 12, 3),
    size("M", 40, 14, 5),
    size("L", 117, 14, 5),
    size("XL", 1_400, 10, 3),
];

const fn size(name: &'static str, units: usize, measures: usize, years: u8) -> Size {
    Size {
        name,
        units,
        measures,
        years,
    }
}

/// What makes a plan hard or easy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Structure {
    /// A few measures that cost a good part of the budget each.
    Lumps,
    /// Many small measures, with high caps.
    Small,
    /// Coverage of units asks for three times as much, and weighs most.
    Tight,
    /// One year has hardly any money, and nothing is carried over.
    OneYear,
    /// Four sources of money that each pay for other measures.
    Earmarks,
    /// Coverage of members asks for two sites each, and weighs most.
    Members,
    /// Shares weigh most, so that conversions compete with building.
    Shares,
    /// Counties above townships; some measures only at the county.
    Levels,
    /// Nearly everything stands already.
    Easy,
    /// No target can be met, one of them hard.
    Beyond,
}

impl Structure {
    pub const ALL: [Structure; 10] = [
        Structure::Lumps,
        Structure::Small,
        Structure::Tight,
        Structure::OneYear,
        Structure::Earmarks,
        Structure::Members,
        Structure::Shares,
        Structure::Levels,
        Structure::Easy,
        Structure::Beyond,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Structure::Lumps => "lumps",
            Structure::Small => "small",
            Structure::Tight => "tight",
            Structure::OneYear => "one-year",
            Structure::Earmarks => "earmarks",
            Structure::Members => "members",
            Structure::Shares => "shares",
            Structure::Levels => "levels",
            Structure::Easy => "easy",
            Structure::Beyond => "beyond",
        }
    }

    /// A measure as this structure has it.
    pub fn shape(self, mut made: Made) -> Made {
        match self {
            // A whole school where others build classes.
            Structure::Lumps if made.number == 4 => {
                (made.effects, made.cost, made.cap) = (&[(1, 1_620)], 235_000_000, 1);
            }
            Structure::Small if made.cost > 3_000_000 => match made.number {
                3 | 11 => (made.effects, made.cost, made.cap) = (&[(1, 45)], 5_500_000, 40),
                5 => (made.effects, made.cost, made.cap) = (&[(2, 30)], 3_000_000, 30),
                _ => made.cap *= 2,
            },
            Structure::Beyond => made.cap = 1,
            _ => {}
        }
        made
    }

    /// Percent of the usual levels that targets ask for.
    pub fn ask(self) -> i64 {
        if self == Structure::Beyond { 300 } else { 100 }
    }

    pub fn weight(self, wanted: &Wanted) -> i64 {
        match (self, wanted) {
            (Structure::Tight, Wanted::Units(..))
            | (Structure::Members, Wanted::Members(..))
            | (Structure::Shares, Wanted::Share(..)) => 6,
            (_, Wanted::Rate(..)) => 3,
            _ => 2,
        }
    }

    pub fn funds(self) -> usize {
        if self == Structure::Earmarks { 4 } else { 2 }
    }

    /// Who pays for a measure, in percent.
    pub fn funding(self, measure: usize) -> Vec<(usize, i64)> {
        if self == Structure::Earmarks {
            return vec![(measure % 4, 60), ((measure + 1) % 4, 40)];
        }
        vec![(0, 60), (1, 40)]
    }
}

/// A measure before it is a plan's.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    pub number: usize,
    /// Service, amount.
    pub effects: &'static [(usize, i64)],
    /// Yuan of one module.
    pub cost: i64,
    /// Most modules in one unit.
    pub cap: i64,
    /// The measure that is its site; least and most modules of one site.
    pub host: Option<(usize, i64, i64)>,
    /// Only counties build it, where there are any.
    pub county: bool,
}

/// Nursery places, school places, kindergarten places, inclusive kindergarten places, beds, child homes, pilots, hubs.
pub const SERVICES: usize = 8;

pub const MEASURES: [Made; 14] = [
    made(0, &[], 1_500_000, 2, None, false),
    made(1, &[(0, 20)], 300_000, 8, Some((0, 1, 6)), false),
    made(2, &[(0, 10)], 220_000, 4, None, false),
    made(3, &[(1, 540)], 66_000_000, 2, None, false),
    made(4, &[(1, 45)], 7_200_000, 12, None, false),
    made(5, &[(2, 270)], 27_000_000, 2, None, false),
    made(6, &[(3, 90), (2, -90)], 500_000, 4, None, false),
    made(7, &[(4, 10)], 3_000_000, 4, None, true),
    made(8, &[(5, 1)], 50_000, 60, None, false),
    made(9, &[(6, 1)], 800_000, 2, None, false),
    made(10, &[(7, 1)], 1_200_000, 1, None, true),
    made(11, &[(1, 270)], 35_000_000, 2, None, false),
    made(12, &[(2, 30)], 2_900_000, 6, None, false),
    made(13, &[(0, 90)], 5_400_000, 1, None, false),
];

const fn made(
    number: usize,
    effects: &'static [(usize, i64)],
    cost: i64,
    cap: i64,
    host: Option<(usize, i64, i64)>,
    county: bool,
) -> Made {
    Made {
        number,
        effects,
        cost,
        cap,
        host,
        county,
    }
}

/// A target before it is a plan's.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// Service, group, hundredths per thousand.
    Rate(usize, &'static str, i64),
    /// Service, built per hundred units.
    Count(usize, i64),
    /// Service, each year per hundred units.
    Annual(usize, i64),
    /// Service, so many, percent of units.
    Units(usize, i64, i64),
    /// Service, percent of members.
    Members(usize, i64),
    /// Part, the rest of the whole, percent.
    Share(usize, usize, i64),
}

impl Wanted {
    /// The service that has to be built.
    pub fn service(&self) -> usize {
        match *self {
            Wanted::Rate(s, ..)
            | Wanted::Count(s, _)
            | Wanted::Annual(s, _)
            | Wanted::Units(s, ..)
            | Wanted::Members(s, _)
            | Wanted::Share(s, ..) => s,
        }
    }
}

pub const TARGETS: [Wanted; 10] = [
    Wanted::Rate(0, "residents", 300),
    Wanted::Rate(1, "pupils", 92_000),
    Wanted::Rate(2, "infants", 100_000),
    Wanted::Rate(4, "residents", 150),
    Wanted::Units(0, 20, 90),
    Wanted::Members(5, 80),
    Wanted::Share(3, 2, 60),
    Wanted::Count(6, 60),
    Wanted::Annual(6, 10),
    Wanted::Count(7, 30),
];
