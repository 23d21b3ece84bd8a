// Solves an LP file with HiGHS (in wasm, as npm ships it) for so many seconds and writes the solution file that HiGHS itself
// would write (`write_solution_style` 0).
// Usage: node tests/highs/bring.mjs FILE.lp OUT.sol SECONDS    prints {"version", "seconds", "status", "score", "bound"}
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import load from 'highs';

// HiGHS stops at a gap of 1e-4 and takes a millionth for nothing unless told otherwise.
const OPTIONS = {
  mip_rel_gap: 0,
  mip_abs_gap: 1e-6,
  mip_feasibility_tolerance: 1e-9,
  primal_feasibility_tolerance: 1e-9,
  output_flag: false,
};

/** How HiGHS's own files call the ends that a model of ours can have. */
const STATUS = { 7: 'Optimal', 8: 'Infeasible', 13: 'Time limit reached' };

/** What HiGHS says of a model, and its solution file; `file` is null where it found no plan. */
export async function bring(lp, seconds) {
  const highs = await load();
  const model = highs.createModel({ format: 'lp', data: lp });
  model.options.set({ ...OPTIONS, time_limit: seconds });
  const begun = performance.now();
  const { modelStatus } = model.run();
  const wall = (performance.now() - begun) / 1000;
  const status = STATUS[modelStatus] ?? `Status ${modelStatus}`;
  const found = model.info.get('primal_solution_status') === 2;
  const bound = Number(model.info.get('mip_dual_bound'));
  const score = found ? model.getObjectiveValue() : null;
  const said = { version: highs.version.string, seconds: wall, status, score, bound: Math.abs(bound) < 1e29 ? bound : null };
  const file = found ? solutionFile(model, said) : null;
  model.dispose();
  return { ...said, file };
}

function solutionFile(model, { status, score, bound }) {
  const values = Array.from(model.getSolution().colValue, (x, i) => `${model.getColName(i)} ${x}`);
  return [
    'Model status', status, '', '# Primal solution values', 'Feasible', `Objective ${score}`,
    ...(bound === null ? [] : [`Objective_bound ${bound}`]), `# Columns ${values.length}`, ...values, '# Rows 0', '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [from, to, seconds] = process.argv.slice(2);
  const { file, ...said } = await bring(readFileSync(from, 'utf8'), Number(seconds));
  if (file) writeFileSync(to, file);
  console.log(JSON.stringify(said));
}
