// How long loading takes in Chromium, from a profile that has nothing in its cache: `make bench-loading`, or
// `node tests/e2e/bench.mjs [runs]`. Prints the median and the 95th percentile in milliseconds.
import { DIST, launch, settled } from './browser.mjs';
import { serve } from '../../scripts/serve.mjs';

const runs = Number(process.argv[2] ?? 15);

/** What is measured in a fresh page, in milliseconds since the navigation began. */
async function load(browser, url) {
  const profile = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const page = await profile.newPage();
  await page.goto(url);
  await page.waitForSelector('#boot', { state: 'detached' });
  const figures = await page.evaluate(() => ({
    'first picture': performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    'app runs': performance.now(),
  }));
  await settled(page);
  figures['plan settled'] = await page.evaluate(() => performance.now());
  await profile.close();
  return figures;
}

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

const site = await serve(DIST);
const browser = await launch();
const figures = {};
for (let run = 0; run <= runs; run += 1) {
  const seen = await load(browser, `${site.url}#/ruian`);
  if (run === 0) continue; // the first one also starts the browser
  for (const [name, value] of Object.entries(seen)) (figures[name] ??= []).push(value ?? NaN);
}
await browser.close();
await site.close();

console.log(`ms, of ${runs} loads`.padEnd(24), 'p50'.padStart(8), 'p95'.padStart(8));
for (const [name, values] of Object.entries(figures)) {
  const sorted = values.sort((a, b) => a - b);
  console.log(name.padEnd(24), percentile(sorted, 0.5).toFixed(0).padStart(8), percentile(sorted, 0.95).toFixed(0).padStart(8));
}
