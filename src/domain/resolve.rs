//! From a plan and edits to a [`Case`]: ids become indices, edits are applied, requirements become whole numbers.

use std::collections::BTreeMap;

use super::case::{BuildOption, CapGroup, Case, HostLink, LocalNeed, Spend};
use super::{
    Check, CountBasis, CoveredMembers, Decimal, Edits, Effect, Issue, Measure, Noun, Pin, Plan,
    Rule, ServiceId, Target, TargetKind, Trouble, UnitFilter, UnitId, Yuan, schedule,
};

impl Case {
    /// Works out a plan with edits.
    ///
    /// # Errors
    /// Every edit that names something the plan does not have, or a pin where nothing can be built; the plan itself is
    /// expected to have passed `read`.
    pub fn new(plan: &Plan, edits: &Edits) -> Result<Case, Vec<Issue>> {
        let names = Names::of(plan);
        let mut issues = edit_issues(plan, &names, edits);
        let resolver = Resolver { plan, edits, names };
        match resolver.case() {
            Ok(case) if issues.is_empty() => Ok(case),
            Ok(_) => Err(issues),
            Err(more) => {
                issues.extend(more);
                Err(issues)
            }
        }
    }
}

/// Id → index.
struct Names<'a> {
    units: BTreeMap<&'a str, usize>,
    services: BTreeMap<&'a str, usize>,
    measures: BTreeMap<&'a str, usize>,
    groups: BTreeMap<&'a str, usize>,
    classes: BTreeMap<&'a str, usize>,
    funds: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    fn of(plan: &'a Plan) -> Self {
        fn index<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, usize> {
            ids.enumerate().map(|(i, id)| (id.as_str(), i)).collect()
        }
        Names {
            units: index(plan.region.units.iter().map(|u| &u.id.0)),
            services: index(plan.services.iter().map(|s| &s.id.0)),
            measures: index(plan.measures.iter().map(|m| &m.id.0)),
            groups: index(plan.region.groups.iter().map(|g| &g.id.0)),
            classes: index(plan.region.member_classes.iter().map(|c| &c.id.0)),
            funds: index(plan.budget.funds.iter().map(|f| &f.id.0)),
        }
    }
}

fn find(
    map: &BTreeMap<&str, usize>,
    noun: Noun,
    id: &str,
    path: &str,
) -> Result<usize, Vec<Issue>> {
    map.get(id).copied().ok_or_else(|| {
        vec![Issue::at(
            path,
            Trouble::Unknown {
                noun,
                id: id.to_owned(),
            },
        )]
    })
}

fn edit_issues(plan: &Plan, names: &Names, edits: &Edits) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut unknown = |path: String, noun: Noun, id: &str| {
        issues.push(Issue::at(
            path,
            Trouble::Unknown {
                noun,
                id: id.to_owned(),
            },
        ));
    };
    for year in edits.budget.keys() {
        if !plan.horizon.periods.iter().any(|p| p.first == *year) {
            unknown(
                format!("edits.budget.{year}"),
                Noun::Year,
                &year.to_string(),
            );
        }
    }
    for (id, edit) in &edits.targets {
        let Some(target) = plan.targets.iter().find(|t| t.id == *id) else {
            unknown(format!("edits.targets.{id}"), Noun::Target, &id.0);
            continue;
        };
        for year in edit.levels.keys() {
            if !target.milestones.iter().any(|m| m.year == *year) {
                unknown(
                    format!("edits.targets.{id}.levels.{year}"),
                    Noun::Year,
                    &year.to_string(),
                );
            }
        }
    }
    for (at, map) in [
        ("field_weights", &edits.field_weights),
        ("field_costs", &edits.field_costs),
    ] {
        for id in map.keys() {
            if !plan.fields.iter().any(|f| f.id == *id) {
                unknown(format!("edits.{at}.{id}"), Noun::Field, &id.0);
            }
        }
    }
    if let Some(path) = &edits.path
        && !plan.region.paths.iter().any(|p| p.id == *path)
    {
        unknown("edits.path".to_owned(), Noun::Path, &path.0);
    }
    for (i, pin) in edits.pins.iter().enumerate() {
        if !names.units.contains_key(pin.unit.0.as_str()) {
            unknown(format!("edits.pins[{i}].unit"), Noun::Unit, &pin.unit.0);
        }
        if !names.measures.contains_key(pin.measure.0.as_str()) {
            unknown(
                format!("edits.pins[{i}].measure"),
                Noun::Measure,
                &pin.measure.0,
            );
        }
    }
    issues.extend(range_issues(plan, edits));
    issues
}

fn range_issues(plan: &Plan, edits: &Edits) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut within = |path: String, value: i64, min: i64, max: i64, scale: i64| {
        if value < min || value > max {
            let text = |n: i64| {
                if scale == 1 {
                    n.to_string()
                } else {
                    Decimal { micro: n }.to_string()
                }
            };
            let trouble = Trouble::OutOfRange {
                value: text(value),
                min: text(min),
                max: text(max),
            };
            issues.push(Issue::at(path, trouble));
        }
    };
    let micro = Decimal::SCALE;
    for (year, yuan) in &edits.budget {
        within(format!("edits.budget.{year}"), yuan.0, 0, LARGEST_BUDGET, 1);
    }
    for (id, edit) in &edits.targets {
        for (year, level) in &edit.levels {
            let of_one = plan
                .targets
                .iter()
                .any(|t| t.id == *id && t.rule.level_is_share());
            let most = if of_one { micro } else { 10_000_000 * micro };
            within(
                format!("edits.targets.{id}.levels.{year}"),
                level.micro,
                0,
                most,
                micro,
            );
        }
        if let Some(weight) = edit.weight {
            within(
                format!("edits.targets.{id}.weight"),
                weight.micro,
                0,
                1_000 * micro,
                micro,
            );
        }
    }
    for (at, map) in [
        ("field_weights", &edits.field_weights),
        ("field_costs", &edits.field_costs),
    ] {
        for (id, factor) in map {
            within(
                format!("edits.{at}.{id}"),
                factor.micro,
                0,
                100 * micro,
                micro,
            );
        }
    }
    if let Some(fairness) = edits.fairness {
        within(
            "edits.fairness".to_owned(),
            fairness.micro,
            0,
            100 * micro,
            micro,
        );
    }
    if let Some(factor) = edits.cost_factor {
        within(
            "edits.cost_factor".to_owned(),
            factor.micro,
            0,
            100 * micro,
            micro,
        );
    }
    for (i, pin) in edits.pins.iter().enumerate() {
        within(format!("edits.pins[{i}].n"), pin.n, 0, 1_000_000, 1);
    }
    issues
}

/// A budget of one period never exceeds ten million million yuan: sums then stay exact.
const LARGEST_BUDGET: i64 = 10_000_000_000_000;

struct Resolver<'a> {
    plan: &'a Plan,
    edits: &'a Edits,
    names: Names<'a>,
}

type Resolved<T> = Result<T, Vec<Issue>>;

impl Resolver<'_> {
    fn case(&self) -> Resolved<Case> {
        let (options, caps) = self.options()?;
        let mut case = Case {
            plan: self.plan.clone(),
            population: self.population()?,
            standing: self.standing()?,
            today: self.today()?,
            committed: self.committed()?,
            hosts: self.hosts(&caps)?,
            options,
            caps,
            budget: self.budget()?,
            carry_over: self.plan.budget.carry_over,
            checks: Vec::new(),
            total_weight: 0,
            locals: Vec::new(),
            fairness: self
                .edits
                .fairness
                .unwrap_or(self.plan.fairness.value)
                .micro,
            cost_scale: self.plan_money().max(1),
        };
        case.checks = self.checks(&case)?;
        case.total_weight = case.checks.iter().map(|c| c.weight).sum();
        case.locals = self.locals(&case)?;
        Ok(case)
    }

    fn plan_money(&self) -> i64 {
        self.plan
            .budget
            .amounts
            .iter()
            .flat_map(|a| &a.by_period)
            .map(|f| f.value.0)
            .sum()
    }

    fn unit(&self, id: &UnitId, path: &str) -> Resolved<usize> {
        find(&self.names.units, Noun::Unit, &id.0, path)
    }

    fn services(&self, ids: &[ServiceId], path: &str) -> Resolved<Vec<usize>> {
        ids.iter()
            .map(|id| find(&self.names.services, Noun::Service, &id.0, path))
            .collect()
    }

    fn effects(&self, effects: &[Effect], path: &str) -> Resolved<Vec<(usize, i64)>> {
        let one = |e: &Effect| {
            Ok((
                find(&self.names.services, Noun::Service, &e.service.0, path)?,
                e.amount.value,
            ))
        };
        effects.iter().map(one).collect()
    }

    fn population(&self) -> Resolved<Vec<Vec<Vec<i64>>>> {
        let region = &self.plan.region;
        let wanted = self.edits.path.as_ref().unwrap_or(&region.default_path);
        let path = region.paths.iter().find(|p| p.id == *wanted);
        let mut all = vec![
            vec![vec![0; self.plan.horizon.periods.len()]; region.units.len()];
            region.groups.len()
        ];
        for (i, entry) in region.population.iter().enumerate() {
            let at = format!("region.population[{i}]");
            let group = find(&self.names.groups, Noun::Group, &entry.group.0, &at)?;
            for (u, unit) in region.units.iter().enumerate() {
                for (p, period) in self.plan.horizon.periods.iter().enumerate() {
                    let factor = path
                        .and_then(|path| {
                            path.factors.iter().rev().find(|f| {
                                f.group == entry.group
                                    && (f.units.is_empty() || f.units.contains(&unit.id))
                            })
                        })
                        .and_then(|f| f.by_year.get(&period.last).copied())
                        .unwrap_or(Decimal::ONE);
                    all[group][u][p] += factor.of(entry.persons.of(&unit.id));
                }
            }
        }
        Ok(all)
    }

    fn today(&self) -> Resolved<Vec<Vec<i64>>> {
        let mut all = vec![vec![0; self.plan.region.units.len()]; self.plan.services.len()];
        for (i, stock) in self.plan.stock.iter().enumerate() {
            let at = format!("stock[{i}].service");
            let service = find(&self.names.services, Noun::Service, &stock.service.0, &at)?;
            for (u, unit) in self.plan.region.units.iter().enumerate() {
                all[service][u] += stock.count.of(&unit.id);
            }
        }
        Ok(all)
    }

    fn standing(&self) -> Resolved<Vec<Vec<Vec<i64>>>> {
        let periods = &self.plan.horizon.periods;
        let mut all = vec![
            vec![vec![0; periods.len()]; self.plan.region.units.len()];
            self.plan.services.len()
        ];
        for (i, stock) in self.plan.stock.iter().enumerate() {
            let at = format!("stock[{i}].service");
            let service = find(&self.names.services, Noun::Service, &stock.service.0, &at)?;
            for (u, unit) in self.plan.region.units.iter().enumerate() {
                for (p, period) in periods.iter().enumerate() {
                    let remains = stock
                        .remains
                        .get(&period.last)
                        .copied()
                        .unwrap_or(Decimal::ONE);
                    all[service][u][p] += remains.of(stock.count.of(&unit.id));
                }
            }
        }
        Ok(all)
    }

    fn committed(&self) -> Resolved<Vec<Vec<Vec<i64>>>> {
        let periods = &self.plan.horizon.periods;
        let mut all = vec![
            vec![vec![0; periods.len()]; self.plan.region.units.len()];
            self.plan.services.len()
        ];
        for (i, project) in self.plan.committed.iter().enumerate() {
            let at = format!("committed[{i}]");
            let unit = self.unit(&project.unit, &at)?;
            for (service, amount) in self.effects(&project.effects, &at)? {
                for (p, period) in periods.iter().enumerate() {
                    if project.in_use <= period.last {
                        all[service][unit][p] += amount;
                    }
                }
            }
        }
        Ok(all)
    }

    fn budget(&self) -> Resolved<Vec<Vec<i64>>> {
        let periods = &self.plan.horizon.periods;
        let mut all = vec![vec![0; periods.len()]; self.plan.budget.funds.len()];
        for (i, amount) in self.plan.budget.amounts.iter().enumerate() {
            let fund = find(
                &self.names.funds,
                Noun::Fund,
                &amount.fund.0,
                &format!("budget.amounts[{i}].fund"),
            )?;
            for (p, figure) in amount.by_period.iter().take(periods.len()).enumerate() {
                all[fund][p] += figure.value.0;
            }
        }
        for (p, period) in periods.iter().enumerate() {
            if let Some(total) = self.edits.budget.get(&period.first) {
                rescale(&mut all, p, total.0);
            }
        }
        Ok(all)
    }

    fn options(&self) -> Resolved<(Vec<BuildOption>, Vec<CapGroup>)> {
        let mut options = Vec::new();
        let mut caps = Vec::new();
        for (u, unit) in self.plan.region.units.iter().enumerate() {
            for (m, measure) in self.plan.measures.iter().enumerate() {
                if unit.residual || !self.matches(&measure.who, u)? {
                    continue;
                }
                let cap = caps.len();
                let most = self.cap(measure, u)?;
                let begun = self.begun_here(u, m, cap, most)?;
                if begun.is_empty() {
                    continue;
                }
                let numbers = (options.len()..options.len() + begun.len()).collect();
                options.extend(begun);
                caps.push(CapGroup {
                    unit: u,
                    measure: m,
                    lo: 0,
                    hi: most,
                    options: numbers,
                });
            }
        }
        self.pin(&mut options, &mut caps)?;
        Ok((options, caps))
    }

    fn cap(&self, measure: &Measure, unit: usize) -> Resolved<i64> {
        let id = &self.plan.region.units[unit].id;
        if let Some(n) = measure.cap.units.get(id) {
            return Ok(*n);
        }
        let Some(class) = &measure.cap.members else {
            return Ok(measure.cap.each.value);
        };
        let class = find(
            &self.names.classes,
            Noun::Class,
            &class.0,
            "measures.cap.members",
        )?;
        Ok(self.plan.region.member_classes[class].members.of(id))
    }

    /// The options of one measure in one unit: one for each period in which it may begin and still come into use.
    fn begun_here(
        &self,
        unit: usize,
        m: usize,
        cap: usize,
        most: i64,
    ) -> Resolved<Vec<BuildOption>> {
        let measure = &self.plan.measures[m];
        let horizon = &self.plan.horizon;
        let mut begun = Vec::new();
        for (p, period) in horizon.periods.iter().enumerate() {
            let allowed =
                measure.begin_years.is_empty() || measure.begin_years.contains(&period.first);
            let first_used = period.first + measure.lead.value as i32;
            let Some(in_use) = horizon.period_of(first_used).filter(|_| allowed) else {
                continue;
            };
            begun.push(BuildOption {
                unit,
                measure: m,
                period: p,
                in_use,
                cap,
                lo: 0,
                hi: most,
                effects: self.effects(&measure.effects, &format!("measures[{m}].effects"))?,
                spend: self.spend(unit, m, period.first, first_used)?,
                subsidy: self.subsidy(unit, measure),
            });
        }
        Ok(begun)
    }

    fn factor(&self, unit: usize, measure: &Measure) -> Decimal {
        let everywhere = self.edits.cost_factor.unwrap_or(Decimal::ONE);
        let field = self
            .edits
            .field_costs
            .get(&measure.field)
            .copied()
            .unwrap_or(Decimal::ONE);
        self.plan.region.units[unit]
            .cost_factor
            .value
            .times(everywhere)
            .times(field)
    }

    fn subsidy(&self, unit: usize, measure: &Measure) -> Yuan {
        let cost = self.factor(unit, measure).of(measure.cost.value.0);
        Yuan(
            measure
                .subsidy
                .as_ref()
                .map_or(0, |s| s.amount.value.0.min(cost)),
        )
    }

    /// Capital by spending profile and running cost by year in use, split over the funds; money after the horizon is left out.
    fn spend(&self, unit: usize, m: usize, begin: i32, first_used: i32) -> Resolved<Vec<Spend>> {
        let measure = &self.plan.measures[m];
        let horizon = &self.plan.horizon;
        let factor = self.factor(unit, measure);
        let capital = Yuan(factor.of(measure.cost.value.0) - self.subsidy(unit, measure).0);
        let mut by_period = vec![0; horizon.periods.len()];
        for (k, yuan) in schedule(capital, &measure.spending.value)
            .into_iter()
            .enumerate()
        {
            if let Some(p) = horizon.period_of(begin + k as i32) {
                by_period[p] += yuan.0;
            }
        }
        if let Some(running) = &measure.running {
            for (p, period) in horizon.periods.iter().enumerate() {
                let years = i64::from(period.last + 1 - period.first.max(first_used)).max(0);
                by_period[p] += factor.of(running.value.0) * years;
            }
        }
        let shares: Vec<Decimal> = measure.funding.iter().map(|f| f.share.value).collect();
        let mut spend = Vec::new();
        for (period, yuan) in by_period.into_iter().enumerate() {
            for (share, part) in measure.funding.iter().zip(schedule(Yuan(yuan), &shares)) {
                let fund = find(
                    &self.names.funds,
                    Noun::Fund,
                    &share.fund.0,
                    &format!("measures[{m}].funding"),
                )?;
                if part.0 != 0 {
                    spend.push(Spend {
                        fund,
                        period,
                        yuan: part.0,
                    });
                }
            }
        }
        Ok(spend)
    }

    fn pin(&self, options: &mut [BuildOption], caps: &mut [CapGroup]) -> Resolved<()> {
        for (i, pin) in self.edits.pins.iter().enumerate() {
            let path = format!("edits.pins[{i}]");
            let group = caps.iter_mut().find(|c| {
                self.plan.region.units[c.unit].id == pin.unit
                    && self.plan.measures[c.measure].id == pin.measure
            });
            match group {
                Some(group) => self.pin_group(options, group, pin, &path)?,
                None if pin.n == 0 => {}
                None => return Err(vec![pin_not_possible(pin, &path)]),
            }
        }
        Ok(())
    }

    fn pin_group(
        &self,
        options: &mut [BuildOption],
        group: &mut CapGroup,
        pin: &Pin,
        path: &str,
    ) -> Resolved<()> {
        if pin.n > group.hi {
            let limits = (pin.n.to_string(), "0".to_owned(), group.hi.to_string());
            let trouble = Trouble::OutOfRange {
                value: limits.0,
                min: limits.1,
                max: limits.2,
            };
            return Err(vec![Issue::at(format!("{path}.n"), trouble)]);
        }
        let Some(year) = pin.year else {
            (group.lo, group.hi) = (pin.n, pin.n);
            return Ok(());
        };
        let periods = &self.plan.horizon.periods;
        let option = group
            .options
            .iter()
            .find(|o| periods[options[**o].period].first == year);
        match option {
            Some(option) => (options[*option].lo, options[*option].hi) = (pin.n, pin.n),
            None if pin.n == 0 => {}
            None => return Err(vec![pin_not_possible(pin, path)]),
        }
        Ok(())
    }

    fn hosts(&self, caps: &[CapGroup]) -> Resolved<Vec<HostLink>> {
        let mut links = Vec::new();
        for (i, group) in caps.iter().enumerate() {
            let Some(host) = &self.plan.measures[group.measure].host else {
                continue;
            };
            let at = format!("measures[{}].host.measure", group.measure);
            let sites = find(&self.names.measures, Noun::Measure, &host.measure.0, &at)?;
            if let Some(sites) = caps
                .iter()
                .position(|c| c.unit == group.unit && c.measure == sites)
            {
                links.push(HostLink {
                    modules: i,
                    sites,
                    min: host.min.value,
                    max: host.max.value,
                });
            }
        }
        Ok(links)
    }

    fn matches(&self, filter: &UnitFilter, unit: usize) -> Resolved<bool> {
        let it = &self.plan.region.units[unit];
        let level = filter.level.is_none_or(|level| level == it.level);
        let kind = filter.kinds.is_empty() || filter.kinds.contains(&it.kind);
        let named = filter.units.is_empty() || filter.units.contains(&it.id);
        let large = match &filter.min_population {
            Some((group, least)) => {
                let entries = self
                    .plan
                    .region
                    .population
                    .iter()
                    .filter(|p| p.group == *group);
                let family = self.with_descendants(unit);
                let count = |p: &super::Population| -> i64 {
                    family
                        .iter()
                        .map(|u| p.persons.of(&self.plan.region.units[*u].id))
                        .sum()
                };
                entries.map(count).sum::<i64>() >= *least
            }
            None => true,
        };
        Ok(level && kind && named && large)
    }

    fn scope(&self, filter: &UnitFilter) -> Resolved<Vec<usize>> {
        let mut units = Vec::new();
        for unit in 0..self.plan.region.units.len() {
            if self.matches(filter, unit)? {
                units.push(unit);
            }
        }
        Ok(units)
    }

    fn with_descendants(&self, unit: usize) -> Vec<usize> {
        let units = &self.plan.region.units;
        let mut family = vec![unit];
        let mut next = 0;
        while next < family.len() {
            let id = &units[family[next]].id;
            let children = units
                .iter()
                .enumerate()
                .filter(|(i, u)| u.parent.as_ref() == Some(id) && *i != unit);
            let new: Vec<usize> = children
                .map(|(i, _)| i)
                .filter(|i| !family.contains(i))
                .collect();
            family.extend(new);
            next += 1;
        }
        family
    }

    fn checks(&self, case: &Case) -> Resolved<Vec<Check>> {
        let parts = self
            .plan
            .targets
            .iter()
            .map(|t| t.milestones.len().max(1) as i64)
            .fold(1, least_common_multiple);
        let mut checks = Vec::new();
        for (t, target) in self.plan.targets.iter().enumerate() {
            for (k, milestone) in target.milestones.iter().enumerate() {
                let path = format!("targets[{t}].milestones[{k}].year");
                let period = self.plan.horizon.period_of(milestone.year).ok_or_else(|| {
                    let trouble = Trouble::Unknown {
                        noun: Noun::Year,
                        id: milestone.year.to_string(),
                    };
                    vec![Issue::at(path, trouble)]
                })?;
                checks.push(Check {
                    target: t,
                    milestone: k,
                    year: milestone.year,
                    period,
                    level: self.level(target, k),
                    weight: self.weight(target) * parts / target.milestones.len() as i64,
                    hard: self
                        .edits
                        .targets
                        .get(&target.id)
                        .and_then(|e| e.hard)
                        .unwrap_or(target.hard),
                    rule: self.rule(case, t, k, period)?,
                });
            }
        }
        Ok(checks)
    }

    fn weight(&self, target: &Target) -> i64 {
        let own = self
            .edits
            .targets
            .get(&target.id)
            .and_then(|e| e.weight)
            .unwrap_or(target.weight.value);
        let field = self
            .edits
            .field_weights
            .get(&target.field)
            .copied()
            .unwrap_or(Decimal::ONE);
        own.times(field).micro
    }

    fn level(&self, target: &Target, milestone: usize) -> Decimal {
        let milestone = &target.milestones[milestone];
        let edit = self
            .edits
            .targets
            .get(&target.id)
            .and_then(|e| e.levels.get(&milestone.year));
        edit.copied().unwrap_or(milestone.level.value)
    }

    fn rule(&self, case: &Case, t: usize, k: usize, period: usize) -> Resolved<Rule> {
        let target = &self.plan.targets[t];
        let level = self.level(target, k);
        let at = format!("targets[{t}].rule");
        let need = |share: Decimal, of: i64| {
            if target.strict {
                above(share, of)
            } else {
                share.of_rounded_up(of)
            }
        };
        match &target.rule {
            TargetKind::Rate {
                services,
                per,
                of,
                scope,
            } => {
                let services = self.services(services, &at)?;
                let units = self.scope(scope)?;
                let group = find(&self.names.groups, Noun::Group, &of.0, &at)?;
                let persons: i64 = units
                    .iter()
                    .map(|u| case.population[group][*u][period])
                    .sum();
                let required = rate_required(level, persons, *per, target.strict);
                let base = total(&services, &units, |s, u| case.without_builds(s, u, period));
                Ok(Rule::AtLeast {
                    services,
                    units,
                    base,
                    within_period: false,
                    required,
                })
            }
            TargetKind::Count {
                services,
                basis,
                scope,
            } => {
                let services = self.services(services, &at)?;
                let units = self.scope(scope)?;
                let base = total(&services, &units, |s, u| match basis {
                    CountBasis::Built => 0,
                    CountBasis::BuiltOrCommitted => case.committed[s][u][period],
                    CountBasis::Standing => case.without_builds(s, u, period),
                });
                let required = need(level, 1);
                Ok(Rule::AtLeast {
                    services,
                    units,
                    base,
                    within_period: false,
                    required,
                })
            }
            TargetKind::Annual { services, scope } => {
                let services = self.services(services, &at)?;
                let units = self.scope(scope)?;
                Ok(Rule::AtLeast {
                    services,
                    units,
                    base: 0,
                    within_period: true,
                    required: need(level, 1),
                })
            }
            TargetKind::Growth { services, scope } => {
                let services = self.services(services, &at)?;
                let units = self.scope(scope)?;
                let today = total(&services, &units, |s, u| case.today[s][u]);
                let years = target.milestones[k].year - self.plan.horizon.base_year;
                let required = grown(today, level, years).ok_or_else(|| {
                    vec![Issue::at(
                        at.clone(),
                        Trouble::TooLarge {
                            value: level.to_string(),
                        },
                    )]
                })?;
                let base = total(&services, &units, |s, u| case.without_builds(s, u, period));
                Ok(Rule::AtLeast {
                    services,
                    units,
                    base,
                    within_period: false,
                    required,
                })
            }
            TargetKind::CoverageOfUnits {
                services,
                at_least,
                scope,
                rollup,
            } => {
                let services = self.services(services, &at)?;
                let asked = self.scope(scope)?;
                let asked = asked
                    .into_iter()
                    .filter(|u| !self.plan.region.units[*u].residual);
                let groups: Vec<Vec<usize>> = asked
                    .map(|u| {
                        if *rollup {
                            self.with_descendants(u)
                        } else {
                            vec![u]
                        }
                    })
                    .collect();
                let required = need(level, groups.len() as i64).min(groups.len() as i64);
                Ok(Rule::UnitsCovered {
                    services,
                    at_least: *at_least,
                    groups,
                    required,
                })
            }
            TargetKind::CoverageOfMembers {
                service,
                members,
                at_least,
                covered,
                scope,
            } => {
                let service = find(&self.names.services, Noun::Service, &service.0, &at)?;
                let mut units = Vec::new();
                for unit in self.scope(scope)? {
                    let id = &self.plan.region.units[unit].id;
                    let mut count = 0;
                    for class in members {
                        let class = find(&self.names.classes, Noun::Class, &class.0, &at)?;
                        count += self.plan.region.member_classes[class].members.of(id);
                    }
                    let stock = case.today[service][unit];
                    let start = covered
                        .as_ref()
                        .map_or(stock / at_least.max(&1), |c| c.of(id))
                        .min(count);
                    if count > 0 {
                        units.push(CoveredMembers {
                            unit,
                            members: count,
                            start,
                            stock,
                        });
                    }
                }
                let all: i64 = units.iter().map(|u| u.members).sum();
                Ok(Rule::MembersCovered {
                    service,
                    at_least: *at_least,
                    units,
                    required: need(level, all).min(all),
                })
            }
            TargetKind::Share { part, whole, scope } => {
                let part = self.services(part, &at)?;
                let whole = self.services(whole, &at)?;
                let units = self.scope(scope)?;
                let most = total(&whole, &units, |s, u| case.without_builds(s, u, period))
                    + most_added(case, &whole, &units, period);
                Ok(Rule::Share {
                    part,
                    whole,
                    units,
                    level: level.micro,
                    strict: target.strict,
                    most: most.max(1),
                })
            }
        }
    }

    fn locals(&self, case: &Case) -> Resolved<Vec<LocalNeed>> {
        let mut locals = Vec::new();
        for (t, target) in self.plan.targets.iter().enumerate() {
            let TargetKind::Rate {
                services,
                per,
                of,
                scope,
            } = &target.rule
            else {
                continue;
            };
            let at = format!("targets[{t}].rule");
            let services = self.services(services, &at)?;
            let group = find(&self.names.groups, Noun::Group, &of.0, &at)?;
            if !services.iter().any(|s| self.plan.services[*s].local)
                || target.milestones.is_empty()
            {
                continue;
            }
            let last = target.milestones.len() - 1;
            let Some(period) = self.plan.horizon.period_of(target.milestones[last].year) else {
                continue;
            };
            for unit in self.scope(scope)? {
                let serves = |o: &&BuildOption| {
                    o.unit == unit
                        && o.in_use <= period
                        && o.effects
                            .iter()
                            .any(|(s, a)| *a > 0 && services.contains(s))
                };
                let persons = case.population[group][unit][period];
                let required =
                    rate_required(self.level(target, last), persons, *per, target.strict);
                if required > 0 && case.options.iter().any(|o| serves(&o)) {
                    let base = services
                        .iter()
                        .map(|s| case.without_builds(*s, unit, period))
                        .sum();
                    locals.push(LocalNeed {
                        target: t,
                        unit,
                        services: services.clone(),
                        period,
                        base,
                        required,
                    });
                }
            }
        }
        Ok(locals)
    }
}

fn pin_not_possible(pin: &Pin, path: &str) -> Issue {
    let (unit, measure) = (pin.unit.0.clone(), pin.measure.0.clone());
    Issue::at(path, Trouble::PinNotPossible { unit, measure })
}

fn total(services: &[usize], units: &[usize], count: impl Fn(usize, usize) -> i64) -> i64 {
    services
        .iter()
        .flat_map(|s| units.iter().map(|u| count(*s, *u)).collect::<Vec<_>>())
        .sum()
}

/// The most that builds can add to services in units by a period: every positive effect at its cap.
fn most_added(case: &Case, services: &[usize], units: &[usize], period: usize) -> i64 {
    let added = |group: &CapGroup| -> i64 {
        let gain = |o: &BuildOption| -> i64 {
            o.effects
                .iter()
                .filter(|(s, a)| *a > 0 && services.contains(s))
                .map(|(_, a)| *a)
                .sum()
        };
        let usable = group
            .options
            .iter()
            .map(|o| &case.options[*o])
            .filter(|o| o.in_use <= period);
        usable.map(gain).max().unwrap_or(0) * group.hi
    };
    case.caps
        .iter()
        .filter(|c| units.contains(&c.unit))
        .map(added)
        .sum()
}

/// Spreads a new total of a period over the funds in their old proportion; with no old money all goes to the first.
fn rescale(budget: &mut [Vec<i64>], period: usize, total: i64) {
    let old: i128 = budget.iter().map(|f| i128::from(f[period])).sum();
    let (mut seen, mut paid) = (0_i128, 0_i64);
    for fund in budget.iter_mut() {
        seen += i128::from(fund[period]);
        let due = if old == 0 {
            total
        } else {
            (seen * i128::from(total) / old) as i64
        };
        fund[period] = due - paid;
        paid = due;
    }
}

/// The least whole number of places for which places ÷ persons × `per` ≥ `level` (> where strict); 0 without persons.
fn rate_required(level: Decimal, persons: i64, per: i64, strict: bool) -> i64 {
    let wanted = i128::from(level.micro) * i128::from(persons);
    let one = i128::from(Decimal::SCALE) * i128::from(per.max(1));
    if strict {
        (wanted.div_euclid(one) + 1) as i64
    } else {
        (-(-wanted).div_euclid(one)) as i64
    }
}

/// The least whole number above `share` × `of`.
fn above(share: Decimal, of: i64) -> i64 {
    (i128::from(share.micro) * i128::from(of)).div_euclid(i128::from(Decimal::SCALE)) as i64 + 1
}

/// ⌈base × (1 + rate)^years⌉, exact; none where the numbers grow too large.
fn grown(base: i64, rate: Decimal, years: i32) -> Option<i64> {
    let (mut up, mut down) = (
        i128::from(Decimal::SCALE + rate.micro),
        i128::from(Decimal::SCALE),
    );
    let common = greatest_common_divisor(up.abs(), down);
    (up, down) = (up / common, down / common);
    let years = u32::try_from(years).ok()?;
    let numerator = i128::from(base).checked_mul(up.checked_pow(years)?)?;
    i64::try_from(-(-numerator).div_euclid(down.checked_pow(years)?)).ok()
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 {
        a.max(1)
    } else {
        greatest_common_divisor(b, a % b)
    }
}

fn least_common_multiple(a: i64, b: i64) -> i64 {
    a / greatest_common_divisor(i128::from(a), i128::from(b)) as i64 * b
}

impl TargetKind {
    /// Whether the level is a share of 1 (coverage, share) and not a number.
    #[must_use]
    pub fn level_is_share(&self) -> bool {
        matches!(
            self,
            Self::CoverageOfUnits { .. } | Self::CoverageOfMembers { .. } | Self::Share { .. }
        )
    }
}
