// Our search and HiGHS, both in wasm in this Node, on the same instances for the same wall time, one thread.
// Usage: node scripts/bench/solvers.mjs FOLDER [--sizes S,M] [--times 0.05,0.3,1,5] [--out docs/bench.md] [--only TEXT,TEXT]
// --native yes: both as native programs, ours from DABIAO_NATIVE (the example `stepper`), HiGHS by highs.py in PYTHON.
// --log FILE keeps every figure as a line of JSON; "--from FILE,FILE" in place of FOLDER writes the report of such files.
// FOLDER holds NAME.json and NAME.lp, as `cargo run --release --example instances` writes them. The wasm of our search comes
// from target/bench (`make bench-build`), or from where DABIAO_STEPPER points.
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import loadHighs from 'highs';

const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? otherwise : args.splice(at, 2)[1];
};
const sizes = option('sizes', 'S,M,L').split(',');
const times = option('times', '0.05,0.3,1,5').split(',').map(Number);
const out = option('out', null);
const only = option('only', '').split(',');
const native = option('native', null) !== null;
const log = option('log', null);
const from = option('from', null);
const folder = args[0];
if (!folder && !from) {
  console.error('usage: node scripts/bench/solvers.mjs FOLDER [--sizes S,M] [--times 0.05,0.3,1,5] [--out FILE] [--only TEXT]');
  process.exit(2);
}

const size = (name) => name.split('-')[0];
const percent = (name) => name.split('-').at(-1);

if (from) {
  const whole = ([score, bound]) => [score ?? -Infinity, bound ?? Infinity];
  const read = (file) => {
    const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
    for (const { own, other } of lines) for (const side of [own, other]) side.marks = side.marks.map(whole);
    return lines;
  };
  writeFileSync(out ?? 'docs/bench.md', report(from.split(',').map(read)));
  process.exit(0);
}
const load = loadavg()[0].toFixed(1);

if (!native) createRequire(import.meta.url)(resolve(process.env.DABIAO_STEPPER ?? 'target/bench/stepper.js'));
const { dabiao } = globalThis;

/** Ours runs until the time is over or its gap is what HiGHS is asked for too. */
const STEPS = 1e9;
const GAP = 1e-3;

/** What a solver has at a moment: `[score, bound]`, infinite where it has none. */
const NOTHING = [-Infinity, Infinity];

/** One run of our search; what it had at each of the times. A step that ends after a time does not count for it. */
function ours(plan) {
  if (!dabiao.open(plan)) throw new Error('the plan is not read');
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const marks = [];
  const upTo = (now, stand) => {
    while (marks.length < times.length && times[marks.length] < now) marks.push(stand);
  };
  let stand = NOTHING;
  let more = dabiao.begin(STEPS, GAP);
  upTo(seconds(), stand);
  let first = seconds();
  if (more) stand = dabiao.stand();
  while (more && marks.length < times.length) {
    more = dabiao.step();
    upTo(seconds(), stand);
    stand = dabiao.stand();
  }
  const settled = more ? null : seconds();
  while (marks.length < times.length) marks.push(stand);
  return { marks, first, settled };
}

const OPTIONS = { output_flag: false, mip_rel_gap: 0, mip_abs_gap: GAP };

/** HiGHS cannot be looked at while it runs, so it runs once for each time, from the beginning, until it is done. */
async function theirs(lp) {
  const marks = [];
  const walls = [];
  let done = false;
  for (const limit of times) {
    if (done) {
      marks.push(marks.at(-1));
      walls.push(walls.at(-1));
      continue;
    }
    // A fresh instance: what a run leaves behind must not help or hinder the next.
    const highs = await loadHighs();
    const model = highs.createModel({ format: 'lp', data: lp });
    model.options.set({ ...OPTIONS, time_limit: limit });
    const begun = performance.now();
    model.run();
    walls.push((performance.now() - begun) / 1000);
    const feasible = model.info.get('primal_solution_status') === 2;
    const bound = Number(model.info.get('mip_dual_bound'));
    marks.push([feasible ? model.getObjectiveValue() : -Infinity, Math.abs(bound) < 1e29 ? bound : Infinity]);
    done = walls.at(-1) < limit * 0.9;
    model.dispose();
  }
  return { marks, walls };
}

const program = (command, ...args) => {
  // HiGHS may say who it is before that.
  const said = JSON.parse(execFileSync(command, args.map(String), { encoding: 'utf8', maxBuffer: 2 ** 26 }).trim().split('\n').at(-1));
  const whole = (mark) => (mark ? [mark[0] ?? -Infinity, mark[1] ?? Infinity] : NOTHING);
  return { ...said, marks: said.marks.map(whole) };
};
const HIGHS = fileURLToPath(new URL('highs.py', import.meta.url));

const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && sizes.includes(size(name)) && only.some((text) => name.includes(text)))
  .map((name) => name.slice(0, -5))
  .sort((a, b) => sizes.indexOf(size(a)) - sizes.indexOf(size(b)) || a.localeCompare(b));

const results = [];
for (const name of names) {
  const path = (ending) => join(folder, `${name}.${ending}`);
  const text = (ending) => readFileSync(path(ending), 'utf8');
  const own = native ? program(process.env.DABIAO_NATIVE, path('json'), GAP, ...times) : ours(text('json'));
  const other = native ? program(process.env.PYTHON ?? 'python3', HIGHS, path('lp'), GAP, ...times) : await theirs(text('lp'));
  const result = { name, times, load, native, own, other };
  results.push(result);
  const cell = ([score, bound]) => `${score.toFixed(3)}..${bound.toFixed(3)}`;
  console.log(name.padEnd(24), times.map((t, i) => `${t}s ${cell(own.marks[i])} | ${cell(other.marks[i])}`).join('   '));
  if (log) appendFileSync(log, `${JSON.stringify(result, (_, x) => (Number.isFinite(x) || typeof x !== 'number' ? x : null))}\n`);
}
if (out) writeFileSync(out, report([results]));

/** Markdown: for each run a table by size, budget and time, one by structure, and the instances where HiGHS is ahead. */
function report(runs) {
  const lines = [
    '# The search beside HiGHS',
    '',
    `Written by \`make bench\` on ${cpus()[0].model.trim()} with ${cpus().length} cores: one thread each, one after the other.`,
    'HiGHS has a relative gap of 0 and an absolute gap of a thousandth of a point, our search the same.',
    'The instances are made (`examples/instances/`): no data of any place. Figures are in points of score.',
    '“Gap” is bound less score: certified for ours, as claimed for HiGHS. “Behind” is how much lower a score is than the better of',
    'the two, “above” how much higher a bound. Cells are median / worst; “–” stands for no plan or no bound.',
    '',
  ];
  for (const all of runs) {
    const { native: programs, load: busy } = all[0];
    const [sizes, budgets] = [size, percent].map((of) => [...new Set(all.map(({ name }) => of(name)))].join(', '));
    lines.push(
      `## ${sizes} at ${budgets} %, ${programs ? 'native programs' : 'wasm'}`,
      '',
      programs
        ? `Ours built with \`--profile fast\`, HiGHS ${all[0].other.version} from PyPI (\`highspy\`).`
        : `Both in Node ${process.version}; HiGHS is the npm package \`highs\`.`,
      `Load of the machine before the run: ${busy}; above 1 the times are longer than those of an idle machine, for both.`,
      '',
      ...table('Size, budget', all, (name) => `${size(name)} ${percent(name)} %`),
      ...table('Size, structure', all, (name) => `${size(name)} ${name.split('-').slice(1, -2).join('-')}`),
      ...behind(all),
      '',
    );
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function grouped(all, key) {
  const groups = new Map();
  for (const result of all) {
    const name = key(result.name);
    groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  return groups;
}

function table(head, all, key) {
  const times = all[0].times;
  const groups = grouped(all, key);
  const lines = [
    `| ${head} | n | s | our gap | HiGHS gap | our score behind | HiGHS score behind | our bound above | HiGHS bound above |`,
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (const [name, group] of groups) {
    times.forEach((time, i) => {
      const at = group.map(({ own, other }) => [own.marks[i], other.marks[i]]);
      const cells = [
        at.map(([[s, b]]) => b - s),
        at.map(([, [s, b]]) => b - s),
        at.map(([[s], [t]]) => Math.max(s, t) - s),
        at.map(([[s], [t]]) => Math.max(s, t) - t),
        at.map(([[, b], [, c]]) => b - Math.min(b, c)),
        at.map(([[, b], [, c]]) => c - Math.min(b, c)),
      ];
      lines.push(`| ${name} | ${group.length} | ${time} | ${cells.map(spread).join(' | ')} |`);
    });
  }
  return [...lines, ''];
}

function spread(values) {
  const sorted = values.map((x) => (Number.isNaN(x) ? Infinity : x)).sort((a, b) => a - b);
  const word = (x) => (Number.isFinite(x) ? x.toFixed(3) : '–');
  return `${word(sorted[Math.floor((sorted.length - 1) / 2)])} / ${word(sorted.at(-1))}`;
}

/** Where HiGHS is ahead by more than a hundredth of a point in plan or bound. */
function behind(all) {
  const lines = ['### Where HiGHS is ahead by more than 0.01', ''];
  const rows = [];
  const times = all[0].times;
  for (const { name, own, other } of all) {
    times.forEach((time, i) => {
      const [[s, b], [t, c]] = [own.marks[i], other.marks[i]];
      if (t - s > 0.01 || b - c > 0.01) rows.push(`| ${name} | ${time} | ${[s, t, b, c].map((x) => (Number.isFinite(x) ? x.toFixed(3) : '–')).join(' | ')} |`);
    });
  }
  const of = all.length * times.length;
  lines.push(`${rows.length} of ${of} comparisons.`, '');
  if (rows.length) lines.push('| instance | s | our score | HiGHS score | our bound | HiGHS bound |', '|---|---|---|---|---|---|', ...rows);
  return lines;
}
