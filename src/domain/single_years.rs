//! A plan whose periods are spans, by single years.

use super::{Decimal, Figure, Horizon, Period, Plan, Yuan, schedule};

/// What is added to the id of a plan that was cut into single years.
pub const SINGLE_YEARS: &str = "-years";

impl Plan {
    /// Whether some period is longer than a year.
    #[must_use]
    pub fn has_spans(&self) -> bool {
        self.horizon.periods.iter().any(|p| p.first < p.last)
    }

    /// The same plan decided year by year: the money of a span is spread evenly over its years, to the yuan; population and
    /// what remains of stocks follow the years where the plan names them. Its id ends in [`SINGLE_YEARS`], since an
    /// allocation of the one is none of the other. A plan without spans comes back as it is.
    ///
    /// Source: the Shanxi plan's spans 2022–25, 2026–30, 2031–35 (晋发改社会发〔2022〕262号).
    #[must_use]
    pub fn by_single_years(&self) -> Plan {
        let mut plan = self.clone();
        if !self.has_spans() {
            return plan;
        }
        plan.id.push_str(SINGLE_YEARS);
        for amount in &mut plan.budget.amounts {
            let spans = self.horizon.periods.iter().zip(&amount.by_period);
            amount.by_period = spans
                .flat_map(|(span, money)| spread(span, money))
                .collect();
        }
        plan.horizon = Horizon {
            periods: self.horizon.periods.iter().flat_map(years).collect(),
            ..self.horizon.clone()
        };
        plan
    }
}

fn years(span: &Period) -> impl Iterator<Item = Period> + use<> {
    (span.first..=span.last).map(|year| Period {
        first: year,
        last: year,
    })
}

fn spread(span: &Period, money: &Figure<Yuan>) -> Vec<Figure<Yuan>> {
    let n = i64::from(span.last - span.first) + 1;
    let shares: Vec<Decimal> = (1..=n)
        .map(|k| Decimal {
            micro: Decimal::SCALE * k / n - Decimal::SCALE * (k - 1) / n,
        })
        .collect();
    let parts = schedule(money.value, &shares).into_iter();
    parts
        .map(|value| Figure {
            value,
            from: money.from.clone(),
        })
        .collect()
}
