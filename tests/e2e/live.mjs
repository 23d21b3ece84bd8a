// How soon plans follow the hand in Chromium, for the four plans: `make bench-live`, or `node tests/e2e/live.mjs [plan …]`.
//   tick → paint   a drag of the total budget in 60 moves, three times: milliseconds from a tick until its plan is painted
//   gap            seconds from a new total (90 % of what was planned) until the sentence of the verdict promises so many points
//                  or fewer from the bound, and until the answer is the canonical one
//   curve          seconds from the canonical answer of the plan as it is until the budget curve has two and ten points, until the
//                  least budget for all targets is offered, until the curve is whole, and until the first repair is there
import { DIST, drag, launch, settled } from './browser.mjs';
import { serve } from '../../scripts/serve.mjs';

const plans = process.argv.length > 2 ? process.argv.slice(2) : ['ruian', 'yueqing', 'hengyang', 'shanxi'];
const GAPS = [1, 0.3, 0.1, 0.05];
const MOST = 300_000;

/** What a page shows of the curve, and the second of each after its answer had settled. */
const STAGES = {
  'curve 2': () => Number(document.querySelector('.curve-hand')?.getAttribute('aria-valuemax') ?? 0) >= 1,
  'curve 10': () => Number(document.querySelector('.curve-hand')?.getAttribute('aria-valuemax') ?? 0) >= 9,
  least: () => document.querySelector('#take-least:enabled') !== null,
  whole: () => document.querySelector('.curve-state')?.textContent === '已求完',
  repair: () => document.querySelector('.repair-row .repair') !== null,
};

async function opened(browser, url, plan) {
  const profile = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await profile.newPage();
  await page.addInitScript(`(() => {
    const stages = { ${Object.entries(STAGES).map(([name, seen]) => `${JSON.stringify(name)}: ${seen}`).join(', ')} };
    const seen = globalThis.stagesSeen = {};
    setInterval(() => {
      if (!seen.settled && document.documentElement.dataset.state === 'settled') seen.settled = performance.now();
      for (const [name, is] of Object.entries(stages)) if (seen.settled && !seen[name] && is()) seen[name] = performance.now();
    }, 20);
  })()`);
  await page.goto(`${url}#/${plan}`);
  await page.waitForSelector('#boot', { state: 'detached', timeout: MOST });
  await settled(page, MOST);
  return page;
}

async function ticks(page) {
  for (const [from, to] of [[0.5, 0.2], [0.2, 0.6], [0.6, 0.35]]) {
    await drag(page, from, to, { steps: 60, drop: false });
    await page.waitForTimeout(300);
    await page.mouse.up();
    await settled(page, MOST);
  }
  const all = await page.evaluate(() => [...globalThis.__dabiao.ticks]);
  return all.sort((a, b) => a - b);
}

async function gaps(page) {
  const box = page.locator('.sl.big .fld input');
  const now = Number((await box.inputValue()).replaceAll(',', ''));
  await page.evaluate(() => {
    const seen = [];
    const look = () => {
      const state = document.documentElement.dataset.state;
      if (state !== 'preliminary' && state !== 'settled') return;
      const gap = /([\d.]+) 分/.exec(document.querySelector('.sure').textContent)?.[1];
      seen.push([performance.now(), gap === undefined ? Infinity : Number(gap), state]);
    };
    new MutationObserver(look).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
    globalThis.gapsSeen = seen;
  });
  await box.fill(String(Math.round(now * 0.9)));
  const begun = await page.evaluate(() => performance.now());
  await box.press('Enter');
  await page.waitForFunction(() => document.documentElement.dataset.state === 'settled' && globalThis.gapsSeen.length > 0, null, { timeout: MOST });
  await page.waitForTimeout(200);
  const seen = (await page.evaluate(() => globalThis.gapsSeen)).filter(([at]) => at >= begun);
  const first = (want) => seen.find(want)?.[0];
  const seconds = (at) => (at === undefined ? '–' : ((at - begun) / 1000).toFixed(2));
  const last = seen.filter(([, , state]) => state === 'settled').at(-1);
  return [seconds(first(() => true)), ...GAPS.map((gap) => seconds(first(([, g]) => g <= gap))), seconds(first(([, , s]) => s === 'settled')), last?.[1] ?? '–'];
}

/** Seconds from the first settled answer until each stage; those that never come are waited for in vain. */
async function stages(page) {
  const names = Object.keys(STAGES);
  await page.waitForFunction((names) => names.every((n) => globalThis.stagesSeen[n]), names, { timeout: MOST }).catch(() => {});
  const seen = await page.evaluate(() => globalThis.stagesSeen);
  return names.map((n) => (seen[n] ? ((seen[n] - seen.settled) / 1000).toFixed(1) : '–'));
}

const site = await serve(DIST);
const browser = await launch();
const cell = (text) => String(text).padStart(9);
console.log('plan'.padEnd(10), ['ticks', 'p50 ms', 'p95 ms', 'first s', ...GAPS.map((g) => `≤ ${g} s`), 'settled s', 'gap then', ...Object.keys(STAGES)].map(cell).join(' '));
for (const plan of plans) {
  const page = await opened(browser, site.url, plan);
  const curve = await stages(page);
  const found = await gaps(page);
  const painted = await ticks(page);
  const at = (share) => Math.round(painted[Math.min(painted.length - 1, Math.floor(share * painted.length))]);
  console.log(plan.padEnd(10), [painted.length, at(0.5), at(0.95), ...found, ...curve].map(cell).join(' '));
  await page.context().close();
}
await browser.close();
await site.close();
