// Ten variants of each plan with two to eight hard targets, by seed: money × 0.45 to 1.15, each year's × 0.5 to 1.5, half of the
// costs × e^N(0, 0.4). The same seed gives the same plan. With `--strained yes` money is × 0.45 to 0.75, levels are × 0.85 to 1.3,
// caps × 0.5 to 2 and stocks × 0.75 to 1.05, weights 0.5 to 5 and fairness 0 to 20, so that most of them cannot be met.
// Usage: node scripts/bench/hard-variants.mjs FOLDER [--plans ruian,yueqing,hengyang,shanxi] [--seeds 10] [--strained yes]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? otherwise : args.splice(at, 2)[1];
};
const plans = option('plans', 'ruian,yueqing,hengyang,shanxi').split(',');
const seeds = Number(option('seeds', '10'));
const strained = option('strained', null) !== null;
const folder = args[0];
if (!folder) {
  console.error('usage: node scripts/bench/hard-variants.mjs FOLDER [--plans ruian,…] [--seeds 10]');
  process.exit(2);
}

/** Splitmix, 32 bits: numbers from 0 to 1. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
  };
}

function variant(plan, number, seed) {
  const roll = dice(1000 * number + seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  const targets = [...plan.targets];
  for (const target of targets) target.hard = false;
  // Otherwise there is no plan at all with little money.
  delete plan.must;
  for (const project of plan.committed ?? []) delete project.unpaid;
  for (let left = 2 + Math.floor(7 * roll()); left > 0; left -= 1) {
    targets.splice(Math.floor(roll() * targets.length), 1)[0].hard = true;
  }
  const money = 0.45 + (strained ? 0.3 : 0.7) * roll();
  const years = plan.horizon.periods.map(() => money * (0.5 + roll()));
  for (const { by_period: amounts } of plan.budget.amounts) {
    amounts.forEach((amount, year) => (amount.value = Math.round(amount.value * years[year])));
  }
  for (const { cost } of plan.measures) {
    const [other, factor] = [roll() < 0.5, Math.exp(0.4 * normal())];
    if (other) cost.value = 1000 * Math.max(1, Math.round((cost.value * factor) / 1000));
  }
  if (strained) strain(plan, roll);
  return plan;
}

/** Other levels, weights, caps and stocks, and another price of the largest shortfall. */
function strain(plan, roll) {
  const scale = (values, factor) => {
    for (const [unit, value] of Object.entries(values ?? {})) values[unit] = Math.round(value * factor);
  };
  for (const target of plan.targets) {
    const factor = 0.85 + 0.45 * roll();
    for (const { level } of target.milestones) level.value = moved(level.value, factor);
    target.weight = { value: Math.round(10 * (0.5 + 4.5 * roll())) / 10, from: plan.sources[0].id };
  }
  for (const { cap } of plan.measures) {
    const factor = 0.5 * 4 ** roll();
    if (cap.each) cap.each.value = Math.round(cap.each.value * factor);
    scale(cap.units, factor);
  }
  for (const { count } of plan.stock) scale(count?.values, 0.75 + 0.3 * roll());
  plan.fairness.value = Math.round(20 * roll());
}

/** A level times a factor: a share stays a share, and a whole number whole. */
function moved(level, factor) {
  const times = level * factor;
  if (level <= 1) return Math.min(1, Math.round(times * 1000) / 1000);
  return Number.isInteger(level) ? Math.max(1, Math.round(times)) : Math.round(times * 100) / 100;
}

mkdirSync(folder, { recursive: true });
plans.forEach((name, number) => {
  const file = fileURLToPath(new URL(`../../fixtures/plans/${name}.json`, import.meta.url));
  for (let seed = 0; seed < seeds; seed += 1) {
    const plan = variant(JSON.parse(readFileSync(file, 'utf8')), number, seed);
    writeFileSync(join(folder, `${name}-${strained ? 'strained-' : ''}${seed}.json`), JSON.stringify(plan));
  }
});
