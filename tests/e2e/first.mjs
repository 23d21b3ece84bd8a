// Sees a plan solved on the site that `make serve` serves: `node tests/e2e/first.mjs [ADDRESS]`; without an address the site
// in dist/ is served for it.
import assert from 'node:assert/strict';
import { serve } from '../../scripts/serve.mjs';
import { DIST, launch, settled } from './browser.mjs';

const site = process.argv[2] ? { url: process.argv[2], close() {} } : await serve(DIST);
const browser = await launch();
try {
  const page = await browser.newPage({ locale: 'zh-CN' });
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
  const begin = Date.now();
  await page.goto(`${site.url}#/ruian`);
  await settled(page, 120_000);
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  const verdict = (await page.locator('#verdict, .verdict').first().innerText()).replace(/\s+/g, ' ');
  assert.deepEqual(problems, []);
  assert.match(verdict, /[1-9]\d* ?项/);
  console.log(`${site.url} answers; the Ruian plan was solved and settled within ${seconds} s: ${verdict.slice(0, 80)}`);
} finally {
  await browser.close();
  await site.close();
}
