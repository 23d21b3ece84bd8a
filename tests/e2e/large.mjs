// A plan as large as Hengyang's, made of the Ruian plan for tests: a city, counties, and townships under them.
import { readFileSync } from 'node:fs';
import { ROOT } from './browser.mjs';

export const ruian = JSON.parse(readFileSync(`${ROOT}fixtures/plans/ruian.json`, 'utf8'));

/** The Ruian plan with every township `copies` times, each copy under a county of its own; without places on a map. */
export function large(copies = 9) {
  const plan = structuredClone(ruian);
  const copy = (id, i) => `${id}-${i}`;
  const counties = Array.from({ length: copies }, (_, i) => ({
    ...plan.region.units[0],
    id: `county-${i}`,
    name: { zh: `第${i + 1}县`, en: `County ${i + 1}` },
    level: 'county',
    kind: 'county',
    tile: undefined,
  }));
  const townships = counties.flatMap((county, i) => plan.region.units.map((unit) => ({
    ...unit,
    id: copy(unit.id, i),
    name: { zh: `${unit.name.zh.slice(0, 2)}${i + 1}号镇`, en: `${unit.name.en} ${i + 1}` },
    parent: county.id,
    tile: undefined,
  })));
  const ids = (list) => list?.flatMap((id) => counties.map((_, i) => copy(id, i)));
  const map = (values) => values && Object.fromEntries(Object.entries(values).flatMap(([id, n]) => counties.map((_, i) => [copy(id, i), n])));
  const series = (s) => s && ({ ...s, values: map(s.values), except: map(s.except) });
  const filter = (f) => f && ({ ...f, level: 'township', units: ids(f.units) });
  plan.region.units = [...counties, ...townships];
  for (const p of plan.region.population) p.persons = series(p.persons);
  for (const path of plan.region.paths) for (const factor of path.factors) factor.units = ids(factor.units);
  for (const members of plan.region.member_classes) members.members = series(members.members);
  for (const stock of plan.stock) stock.count = series(stock.count);
  for (const project of plan.committed ?? []) project.unit = copy(project.unit, 0);
  for (const must of plan.must ?? []) must.unit = copy(must.unit, 0);
  for (const measure of plan.measures) {
    measure.who = filter(measure.who ?? {});
    measure.cap.units = map(measure.cap.units);
  }
  for (const { rule } of plan.targets) {
    rule.scope = filter(rule.scope ?? {});
    rule.covered = series(rule.covered);
  }
  for (const fund of plan.budget.amounts) for (const amount of fund.by_period) amount.value *= copies;
  return plan;
}
