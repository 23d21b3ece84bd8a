// Solves LP files with HiGHS (in wasm, as npm ships it) and prints one line of JSON for each.
// Usage: node tests/highs/solve.mjs FILE.lp|FOLDER …    a folder stands for the .lp files in it
// A line: {"file", "status", "objective", "columns": {name: value}}; columns only where there is a solution.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

// HiGHS stops at a gap of 1e-4 and takes a millionth for nothing unless told otherwise.
const OPTIONS = {
  mip_rel_gap: 0,
  mip_abs_gap: 1e-9,
  mip_feasibility_tolerance: 1e-9,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
  output_flag: false,
};

let load;
try {
  load = (await import('highs')).default;
} catch (error) {
  console.error(`the npm package highs is not installed: run "make setup" first (${error.message})`);
  process.exit(3);
}

const files = process.argv.slice(2).flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path).filter((name) => name.endsWith('.lp')).sort().map((name) => join(path, name))
    : [path],
);
if (files.length === 0) {
  console.error('usage: node tests/highs/solve.mjs FILE.lp|FOLDER …');
  process.exit(2);
}

let highs = await load();
for (const path of files) {
  const file = basename(path);
  const problem = readFileSync(path, 'utf8');
  let line;
  try {
    const found = highs.solve(problem, OPTIONS);
    const values = Object.entries(found.Columns).map(([name, column]) => [name, column.Primal]);
    const solved = found.Status === 'Optimal';
    line = { file, status: found.Status, objective: solved ? found.ObjectiveValue : null };
    if (solved) line.columns = Object.fromEntries(values);
  } catch (error) {
    // What a failed run leaves behind is not to be trusted.
    line = { file, status: `Error: ${error.message}`, objective: null };
    highs = await load();
  }
  console.log(JSON.stringify(line));
}
