//! Quantities and identifiers: money in yuan, exact decimals, names in two languages.

use std::fmt;

use schemars::JsonSchema;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Money, an integer number of yuan.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Yuan(pub i64);

impl Yuan {
    /// Yuan in 万元: what sliders round to, and what Chinese papers count in.
    pub const WAN: i64 = 10_000;
}

/// An exact decimal with at most six digits after the point, kept in millionths.
///
/// In JSON it is a plain number (`4.5`); a number with more than six decimals is refused, not rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal {
    /// The value in millionths.
    pub micro: i64,
}

impl Decimal {
    /// Millionths in one.
    pub const SCALE: i64 = 1_000_000;
    /// The number one.
    pub const ONE: Decimal = Decimal { micro: Self::SCALE };

    /// The whole number `n`.
    #[must_use]
    pub const fn whole(n: i64) -> Self {
        Decimal {
            micro: n * Self::SCALE,
        }
    }

    /// The nearest value to `x` with six decimals; none where `x` has more, is not finite or is too large.
    #[must_use]
    pub fn from_f64(x: f64) -> Option<Self> {
        let scaled = x * Self::SCALE as f64;
        let fits = scaled.is_finite() && scaled.abs() < 9e15;
        let exact = (scaled - scaled.round()).abs() <= 1e-3;
        (fits && exact).then(|| Decimal {
            micro: scaled.round() as i64,
        })
    }

    /// The value for drawing and display.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.micro as f64 / Self::SCALE as f64
    }

    /// `n` times this, rounded half up to a whole number.
    #[must_use]
    pub fn of(self, n: i64) -> i64 {
        let product = i128::from(n) * i128::from(self.micro);
        let scale = i128::from(Self::SCALE);
        ((2 * product + scale).div_euclid(2 * scale)) as i64
    }

    /// `n` times this, rounded up to a whole number.
    #[must_use]
    pub fn of_rounded_up(self, n: i64) -> i64 {
        let product = i128::from(n) * i128::from(self.micro);
        let scale = i128::from(Self::SCALE);
        (-(-product).div_euclid(scale)) as i64
    }

    /// `n` times this, rounded down to a whole number.
    #[must_use]
    pub fn of_rounded_down(self, n: i64) -> i64 {
        let product = i128::from(n) * i128::from(self.micro);
        product.div_euclid(i128::from(Self::SCALE)) as i64
    }

    /// So many for every `per` of `persons`, rounded up to a whole number; `per` is at least 1.
    #[must_use]
    pub fn for_every(self, per: i64, persons: i64) -> i64 {
        let product = i128::from(persons) * i128::from(self.micro);
        let one = i128::from(Self::SCALE) * i128::from(per.max(1));
        (-(-product).div_euclid(one)) as i64
    }

    /// The product of two decimals, rounded half up to a millionth.
    #[must_use]
    pub fn times(self, other: Decimal) -> Decimal {
        Decimal {
            micro: other.of(self.micro),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_i64(self.micro);
        }
        if self.micro % Self::SCALE == 0 {
            serializer.serialize_i64(self.micro / Self::SCALE)
        } else {
            serializer.serialize_f64(self.to_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(DecimalVisitor)
        } else {
            i64::deserialize(deserializer).map(|micro| Decimal { micro })
        }
    }
}

struct DecimalVisitor;

impl Visitor<'_> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a number with at most six decimals")
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Decimal, E> {
        n.checked_mul(Decimal::SCALE)
            .map(|micro| Decimal { micro })
            .ok_or_else(|| E::custom("the number is too large"))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Decimal, E> {
        i64::try_from(n)
            .map_err(|_| E::custom("the number is too large"))
            .and_then(|n| self.visit_i64(n))
    }

    fn visit_f64<E: de::Error>(self, x: f64) -> Result<Decimal, E> {
        Decimal::from_f64(x)
            .ok_or_else(|| E::custom("the number has more than six decimals or is too large"))
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "number", "description": "at most six decimals"})
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.to_f64())
    }
}

/// A name or sentence of the data in both languages of the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                $name(id.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A unit's code, such as `330381001000`.
    UnitId,
    /// A service, such as `childcare_place`.
    ServiceId,
    /// A measure, such as `nursery_new`.
    MeasureId,
    /// A target, such as `RA1`.
    TargetId,
    /// A population group, such as `residents` or `age_0_17`.
    GroupId,
    /// A class of members, such as `village`.
    ClassId,
    /// A funding source, such as `own`.
    FundId,
    /// A population path, such as `low`.
    PathId,
    /// A need, such as `primary`.
    NeedId,
    /// A field of work that groups targets, such as `childcare`.
    FieldId,
    /// An entry of the plan's list of sources.
    SourceId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_read_back_what_they_wrote() {
        for text in ["4.5", "0.91", "17000", "-3", "0.00001", "0.000001"] {
            let value: Decimal = serde_json::from_str(text).expect("a decimal");
            let written = serde_json::to_string(&value).expect("json");
            let again: Decimal = serde_json::from_str(&written).expect("a decimal");
            assert_eq!(again, value, "{written}");
            assert_eq!(value.to_string(), text);
        }
    }

    #[test]
    fn a_seventh_decimal_is_refused() {
        assert!(serde_json::from_str::<Decimal>("0.0000001").is_err());
    }

    #[test]
    fn rounding_is_half_up_and_up() {
        let rate = Decimal { micro: 4_500 };
        assert_eq!(rate.of(1_000), 5);
        assert_eq!(rate.of_rounded_up(1_000), 5);
        assert_eq!(rate.of_rounded_up(2_000), 9);
        assert_eq!(Decimal { micro: 500_000 }.of(-3), -1);
    }

    #[test]
    fn needs_are_rounded_up() {
        let level = |micro| Decimal { micro };
        assert_eq!(level(4_500_000).for_every(1_000, 1_000), 5);
        assert_eq!(level(4_500_000).for_every(1_000, 2_000), 9);
        assert_eq!(level(980_000).for_every(1, 357), 350);
    }
}
