// Prints what each file of dist/ weighs on the wire (brotli, as a static host sends it) and fails above the budget.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

// Bytes, from the design: first load of the page, and its worker.
const FIGURES = { app: 300_000, solver: 150_000 };
// What may not be exceeded today: the figure where it is reached, else what was measured plus 2 %.
// `study` and `more` have no figure: they are fetched after the first answer.
const BUDGETS = { app: 516_000, solver: 218_000, study: 391_500, more: 221_000 };

const folder = process.argv[2] ?? 'dist';

function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

/** The budget that pays for a file: a worker's own files, the page's second piece, plans and readings (loaded when opened), or the first load. */
const payer = (name) => (/^(plan|readings)-/.test(name) ? null : ['solver', 'study', 'more'].find((worker) => name.startsWith(worker)) ?? 'app');

const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile()).sort();
const totals = Object.fromEntries(Object.keys(BUDGETS).map((key) => [key, 0]));
const line = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(44) : String(cell).padStart(12))).join(''));

line('file', 'bytes', 'brotli');
for (const name of names) {
  const bytes = readFileSync(join(folder, name));
  const wire = brotli(bytes);
  if (payer(name)) totals[payer(name)] += wire;
  line(name, bytes.length, wire);
}

let failed = false;
for (const [key, budget] of Object.entries(BUDGETS)) {
  const over = totals[key] > budget;
  failed ||= over;
  line(`all of ${key} (figure ${FIGURES[key] ?? 'none'}, at most ${budget})`, '', totals[key] + (over ? ' TOO BIG' : ''));
}
process.exit(failed ? 1 : 0);
