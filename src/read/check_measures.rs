//! Measures.

use crate::domain::{Decimal, FundShare, Host, Measure, Noun, Trouble};

use super::check_filter::filter;
use super::check_money::may_pay;
use super::check_stock::{amounts, effects};
use super::findings::Findings;
use super::limits::{MODULE_YUAN, MODULES, YEARS};

pub(super) fn all(found: &mut Findings) {
    for (i, measure) in found.plan.measures.iter().enumerate() {
        let at = format!("measures[{i}]");
        found.known(Noun::Field, &measure.field.0, format!("{at}.field"));
        effects(found, &measure.effects, &at);
        amounts(found, &measure.effects, &at);
        money(found, measure, &at);
        time(found, measure, &at);
        cap(found, measure, &at);
        filter(found, &measure.who, &format!("{at}.who"));
        found.maybe_source(measure.who_from.as_ref(), format!("{at}.who_from"));
        found.maybe_source(measure.begin_from.as_ref(), format!("{at}.begin_from"));
        if let Some(site) = &measure.host {
            host(found, measure, site, &format!("{at}.host"));
        }
    }
}

fn money(found: &mut Findings, measure: &Measure, at: &str) {
    found.money(&measure.cost, MODULE_YUAN, &format!("{at}.cost"));
    if let Some(running) = &measure.running {
        found.money(running, MODULE_YUAN, &format!("{at}.running"));
    }
    if let Some(subsidy) = &measure.subsidy {
        let at = format!("{at}.subsidy.amount");
        found.money(&subsidy.amount, MODULE_YUAN, &at);
        if subsidy.amount.value > measure.cost.value {
            let value = subsidy.amount.value.0.to_string();
            let limit = measure.cost.value.0.to_string();
            found.add(format!("{at}.value"), Trouble::Inverted { value, limit });
        }
    }
    shares(found, &measure.funding, &format!("{at}.funding"));
    if !measure.running_funding.is_empty() {
        shares(
            found,
            &measure.running_funding,
            &format!("{at}.running_funding"),
        );
    }
    may_pay(found, measure, at);
}

fn shares(found: &mut Findings, funding: &[FundShare], list: &str) {
    let funds = funding.iter().map(|f| f.fund.0.as_str());
    found.distinct(Noun::Fund, funds, (list, ".fund"));
    for (k, share) in funding.iter().enumerate() {
        found.known(Noun::Fund, &share.fund.0, format!("{list}[{k}].fund"));
        found.source(&share.share.from, &format!("{list}[{k}].share"));
    }
    let shares: Vec<Decimal> = funding.iter().map(|f| f.share.value).collect();
    found.shares(&shares, list, ".share.value");
}

fn time(found: &mut Findings, measure: &Measure, at: &str) {
    let lead = i64::from(measure.lead.value);
    found.within(lead, 0..=YEARS, format!("{at}.lead.value"));
    found.source(&measure.lead.from, &format!("{at}.lead"));
    if let Some(prepare) = &measure.prepare {
        let years = i64::from(prepare.value);
        found.within(years, 0..=YEARS, format!("{at}.prepare.value"));
        found.source(&prepare.from, &format!("{at}.prepare"));
    }
    let spending = &measure.spending;
    found.shares(&spending.value, &format!("{at}.spending.value"), "");
    found.number(
        spending.value.len() as i64,
        YEARS,
        format!("{at}.spending.value"),
    );
    found.source(&spending.from, &format!("{at}.spending"));
    let periods = &found.plan.horizon.periods;
    for (k, year) in measure.begin_years.iter().enumerate() {
        if !periods.iter().any(|p| p.first == *year) {
            let (noun, id) = (Noun::Year, year.to_string());
            found.add(
                format!("{at}.begin_years[{k}]"),
                Trouble::Unknown { noun, id },
            );
        }
    }
}

fn cap(found: &mut Findings, measure: &Measure, at: &str) {
    found.figure(&measure.cap.each, MODULES, &format!("{at}.cap.each"));
    if let Some(class) = &measure.cap.members {
        found.known(Noun::Class, &class.0, format!("{at}.cap.members"));
    }
    for (unit, most) in &measure.cap.units {
        let at = format!("{at}.cap.units.{unit}");
        found.known(Noun::Unit, &unit.0, at.clone());
        found.number(*most, MODULES, at);
    }
}

fn host(found: &mut Findings, measure: &Measure, host: &Host, at: &str) {
    let site = format!("{at}.measure");
    found.known(Noun::Measure, &host.measure.0, site.clone());
    let sites = found.plan.measures.iter().find(|m| m.id == host.measure);
    if host.measure == measure.id || sites.is_some_and(|m| m.host.is_some()) {
        let measure = host.measure.0.clone();
        found.add(site, Trouble::Hosted { measure });
    }
    found.figure(&host.min, MODULES, &format!("{at}.min"));
    found.figure(&host.max, MODULES, &format!("{at}.max"));
    if host.min.value > host.max.value {
        let (value, limit) = (host.min.value.to_string(), host.max.value.to_string());
        found.add(
            format!("{at}.min.value"),
            Trouble::Inverted { value, limit },
        );
    }
}
