// The variants with hard targets that `hard-variants.mjs` wrote: our search after a second of a processor, and HiGHS after a
// minute of one, on the model with each hard target kept at what our plan leaves of it.
// Usage: node scripts/bench/hard-table.mjs FOLDER HARD [--seconds 1] [--highs 60] [--only TEXT]
// HARD is the example `hard`. Writes NAME.lp, NAME.sol and `table.jsonl` into FOLDER and prints a table in Markdown. What HiGHS
// said of a model is kept in NAME.highs.json with a hash of the model, and not asked again while the model stays the same.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? otherwise : args.splice(at, 2)[1];
};
const ours = Number(option('seconds', '1'));
const theirs = Number(option('highs', '60'));
const only = option('only', '').split(',');
const [folder, program] = args;
if (!program) {
  console.error('usage: node scripts/bench/hard-table.mjs FOLDER HARD [--seconds 1] [--highs 60] [--only TEXT]');
  process.exit(2);
}

const HIGHS = fileURLToPath(new URL('highs-cpu.mjs', import.meta.url));
const run = (command, ...given) =>
  JSON.parse(execFileSync(command, given.map(String), { encoding: 'utf8', maxBuffer: 2 ** 26 }).trim().split('\n').at(-1));

/** What HiGHS says of a model; from an earlier run where the model was the same. */
function highs(path) {
  const hash = createHash('sha256').update(readFileSync(`${path}.lp`)).digest('hex');
  const kept = `${path}.highs.json`;
  const before = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : null;
  if (before?.hash === hash && before.limit === theirs) return before;
  const said = { hash, limit: theirs, ...run(process.execPath, HIGHS, `${path}.lp`, theirs, `${path}.sol`) };
  writeFileSync(kept, JSON.stringify(said));
  return said;
}

const figure = (x) => (x === null || x === undefined ? 'none' : x.toFixed(2));
const time = (x) => (x === null || x === undefined ? '–' : x.toFixed(2));

console.log(`| variant | hard missing | ours after ${ours} s | first plan, bound, s | HiGHS after ${theirs} s | its s | behind |`);
console.log('|---|---|---|---|---|---|---|');
const lines = [];
const names = readdirSync(folder).filter((name) => /-\d+\.json$/.test(name) && only.some((text) => name.includes(text)));
for (const name of names.map((file) => file.slice(0, -5))) {
  const path = join(folder, name);
  const own = run(program, `${path}.json`, '--lp', `${path}.lp`, ours);
  const [[missing, score, bound]] = own.marks;
  const other = highs(path);
  // A plan that leaves a hard target by what HiGHS tolerates would score thousands below nothing: it is none.
  const found = other.score !== null && other.score > -1000 ? other.score : null;
  const behind = found === null ? null : found - score;
  lines.push(JSON.stringify({ name, own, other, behind }));
  const cells = [
    name, figure(missing), `${figure(score)} / ${figure(bound)}`, `${time(own.planned)}, ${time(own.bounded)}`,
    `${figure(found)} / ${figure(other.bound)}`, time(other.seconds), behind === null ? '–' : figure(Math.max(0, behind)),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
writeFileSync(join(folder, 'table.jsonl'), `${lines.join('\n')}\n`);
