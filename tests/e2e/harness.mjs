// Opens the built site in Chromium for the tests. A test file says:
//
//   import { browserTest, open, shot } from './harness.mjs';
//   browserTest('a slider moves the verdict', async (context) => {
//     const page = await open(context, { lang: 'zh', viewport: 'desk' });
//     …
//     await shot(page, 'verdict');
//   });
//
// Every test gets a fresh profile. What the page wrote to the console as an error (Chromium reports breaches of the
// security policy there), any exception and any failed request is collected in `page.problems`. The test fails when
// something is left there at its end, so a test that provokes a problem takes it out: `takeProblems(page)`.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { entry } from '../../scripts/site/plans.mjs';
import { serve } from '../../scripts/serve.mjs';
import { DIST, ROOT, launch } from './browser.mjs';

const RESULTS = `${ROOT}test-results`;

/** The screens that design and issues name. */
export const VIEWPORTS = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  projector: { width: 1920, height: 1080 },
};

let browser;
let site;

/** Address of the built site while tests run. */
export const address = () => site.url;

before(async () => {
  assert.ok(existsSync(`${DIST}/index.html`), 'dist/ is missing: run `make dist` first');
  site = await serve(DIST);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/**
 * A test with a fresh browser profile of its own: `body({ browser, pages })` is what `open` wants.
 *   long   what takes a minute, or says of another plan or screen what a shorter test says of one: only `make e2e-long` runs it
 */
export function browserTest(name, body, { timeout = 120_000, long = false } = {}) {
  const skip = long && !process.env.DABIAO_LONG && 'long: see make e2e-long';
  test(name, { timeout, skip }, async () => {
    const context = { browser, pages: [] };
    try {
      await body(context);
      for (const page of context.pages) assert.deepEqual(page.problems, [], 'the page complained');
    } catch (error) {
      await Promise.allSettled(context.pages.map((page, i) => shot(page, `failed ${name} ${i + 1}`)));
      throw error;
    } finally {
      await Promise.allSettled(context.pages.map((page) => page.context().close()));
    }
  });
}

/**
 * Opens a page of the site in a new profile.
 *   hash       what follows `#` in the address, without the `#`; the Ruian plan where nothing is said
 *   plans      plans that the page lists besides its own: { id: text of the plan file }
 *   lang       'zh' or 'en': the language the browser asks for
 *   viewport   a name of VIEWPORTS, or { width, height }
 *   dark       prefers the dark scheme
 *   init       a function or source that runs in the page before its own scripts
 *   before     what is done to the page before it is opened, such as routes
 *   scripts    false: a browser that runs no JavaScript
 *   ready      false: do not wait until the app runs
 */
export async function open(context, options = {}) {
  const { hash = '/ruian', plans, lang = 'zh', viewport = 'desk', dark = false, init, scripts = true, ready = scripts, before } = options;
  const profile = await context.browser.newContext({
    viewport: VIEWPORTS[viewport] ?? viewport,
    locale: lang === 'zh' ? 'zh-CN' : 'en-US',
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await profile.newPage();
  context.pages.push(page);
  collectProblems(page);
  if (init) await page.addInitScript(init);
  await before?.(page);
  if (plans) await addPlans(page, plans);
  await page.goto(site.url + (hash ? `#${hash}` : ''));
  if (ready) await appStarted(page);
  return page;
}

/** Lets the page list more plans than it was built with. */
async function addPlans(page, plans) {
  const entries = Object.entries(plans).map(([id, plan]) => entry({ ...plan, id }, `plan-${id}.json`));
  await page.route(site.url, async (route) => {
    const response = await route.fetch();
    const list = (_, text) => `name="dabiao-plans" content="${quoted([...JSON.parse(unquoted(text)), ...entries])}"`;
    const body = (await response.text()).replace(/name="dabiao-plans" content="([^"]*)"/, list);
    await route.fulfill({ response, body });
  });
  for (const [id, plan] of Object.entries(plans)) {
    await page.route(`**/plan-${id}.json`, (route) => route.fulfill({ json: { ...plan, id } }));
  }
}

const quoted = (list) => JSON.stringify(list).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const unquoted = (text) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Waits until the app has replaced the outline that index.html draws. */
export function appStarted(page) {
  return page.waitForSelector('#boot', { state: 'detached', timeout: 30_000 });
}

function collectProblems(page) {
  page.problems = [];
  page.on('console', (message) => { if (message.type() === 'error') page.problems.push(message.text()); });
  page.on('pageerror', (error) => page.problems.push(String(error)));
  // A worker that is ended while its files are on the way, as when another plan is opened, takes their requests with it.
  const ended = (request) => /\/(solver|study)-\w+(\.js|_bg\.wasm)$/.test(request.url()) && request.failure()?.errorText === 'net::ERR_ABORTED';
  page.on('requestfailed', (request) => {
    if (!ended(request)) page.problems.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) page.problems.push(`${response.url()}: ${response.status()}`);
  });
}

/** Returns what the page has complained about so far, and forgets it. */
export function takeProblems(page) {
  return page.problems.splice(0);
}

/** Saves what is seen as test-results/NAME.png; `fullPage` takes the part below the fold as well. */
export async function shot(page, name, { fullPage = false } = {}) {
  mkdirSync(RESULTS, { recursive: true });
  await page.screenshot({ path: `${RESULTS}/${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`, fullPage });
}

/** Saves the page at every size of VIEWPORTS. */
export async function shots(page, name) {
  for (const [size, viewport] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(viewport);
    await shot(page, `${name} ${size}`);
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong for assistive technology, one line each; an empty list is right. */
export async function accessibilityFaults(page, selector = 'body') {
  // Through the debugger, not a <script>: the page's security policy stays as it is.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((where) => globalThis.axe.run(where), selector);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} (${rule.help})`));
}
