// HiGHS (in wasm, as npm ships it) on an LP file for so many seconds of a processor: its clock is the time that this process has had.
// Usage: node scripts/bench/highs-cpu.mjs FILE.lp SECONDS [OUT.sol]    prints {"version", "seconds", "status", "score", "bound"}
import { readFileSync, writeFileSync } from 'node:fs';

const begun = process.cpuUsage();
const seconds = () => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
};
const day = Date.now();
Date.now = () => day + seconds() * 1000;
performance.now = () => seconds() * 1000;

const { bring } = await import('../../tests/highs/bring.mjs');
const [from, most, to] = process.argv.slice(2);
if (!most) {
  console.error('usage: node scripts/bench/highs-cpu.mjs FILE.lp SECONDS [OUT.sol]');
  process.exit(2);
}
const { file, ...said } = await bring(readFileSync(from, 'utf8'), Number(most));
if (to && file) writeFileSync(to, file);
console.log(JSON.stringify(said));
