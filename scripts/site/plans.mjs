// The built-in plans of the site: each becomes a file of its own with its hash in the name, and the page carries a short
// list of them. So the app itself holds no plan, and a plan is fetched when it is opened.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The order of the home page; plans that are not named follow by id.
const ORDER = ['ruian', 'yueqing', 'hengyang', 'shanxi'];
const LEVELS = ['province', 'prefecture', 'county', 'township'];
// Levels of these kinds are shares of 1.
const SHARES = ['coverage_of_units', 'coverage_of_members', 'share', 'growth', 'served'];
// Levels of these speak of people.
const PEOPLE = ['rate', 'served'];
// As many promises as the home page names.
const PROMISES = 4;

const rank = (plan) => (ORDER.includes(plan.id) ? ORDER.indexOf(plan.id) : ORDER.length);

/** How much a target counts: its own weight, or the one that the document's verb gives it. */
const weight = (target) => target.weight?.value ?? ({ binding: 3, expected: 1 }[target.verb?.modality] ?? 2);

/** Whether a target says more of what its field is about than another: of people first, then by weight. */
const saysMore = (a, b) => {
  const people = (target) => PEOPLE.includes(target.rule.kind);
  return people(a) === people(b) ? weight(a) > weight(b) : people(a);
};

/** What the plan is mainly about: of each field the target that says most, those of people and the weightiest first. */
function promises(plan) {
  const heaviest = new Map();
  for (const target of plan.targets) {
    const known = heaviest.get(target.field);
    if (!known || saysMore(target, known)) heaviest.set(target.field, target);
  }
  const sorted = [...heaviest.values()].sort((a, b) => (saysMore(b, a) ? 1 : saysMore(a, b) ? -1 : 0));
  return sorted.slice(0, PROMISES).map((target) => ({
    name: target.name,
    level: target.milestones.at(-1).level.value,
    share: SHARES.includes(target.rule.kind),
    year: target.milestones.at(-1).year,
  }));
}

/** What the page's list says of a plan that stands in `file`. */
export function entry(plan, file, readings = '') {
  const units = plan.region.units.filter((unit) => !unit.residual);
  return {
    id: plan.id,
    file,
    readings,
    title: plan.document.title,
    short: plan.document.short,
    place: plan.region.name,
    number: plan.document.number,
    first: plan.horizon.periods[0].first,
    last: plan.horizon.periods.at(-1).last,
    units: LEVELS.map((level) => units.filter((unit) => unit.level === level).length),
    targets: plan.targets.length,
    spans: plan.horizon.periods.some((period) => period.first < period.last),
    promises: promises(plan),
  };
}

/** Writes `text` to the site, with its hash in the name; returns the name. */
function sealed(site, name, text) {
  const file = `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`;
  writeFileSync(join(site, file), text);
  return file;
}

/**
 * Writes the plans of `fixtures/plans` and their other readings (`fixtures/readings`) to `site`; returns the list for the
 * page. Small plans made for tests (`tiny-…`) stay out.
 */
export function sealPlans(fixtures, site) {
  const json = (...path) => JSON.parse(readFileSync(join(fixtures, ...path), 'utf8'));
  const names = readdirSync(join(fixtures, 'plans')).filter((name) => name.endsWith('.json') && !name.startsWith('tiny-'));
  const plans = names.map((name) => json('plans', name));
  plans.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  const read = readdirSync(join(fixtures, 'readings'));
  return plans.map((plan) => {
    const name = `${plan.id}.json`;
    const readings = read.includes(name) ? sealed(site, `readings-${plan.id}`, JSON.stringify(json('readings', name))) : '';
    return entry(plan, sealed(site, `plan-${plan.id}`, JSON.stringify(plan)), readings);
  });
}
