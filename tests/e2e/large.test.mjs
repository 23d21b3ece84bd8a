// A plan of two hundred units: map, table and targets stay readable and quick.
import assert from 'node:assert/strict';
import { answered } from './browser.mjs';
import { accessibilityFaults, browserTest, open, shot } from './harness.mjs';
import { large } from './large.mjs';

const plan = large();
const COUNTIES = plan.region.units.filter((u) => u.level === 'county').length;
const ALL = plan.region.units.length;

async function opened(context, options = {}) {
  const page = await open(context, { hash: '/large', plans: { large: plan }, ...options });
  await answered(page);
  await page.waitForFunction(() => document.querySelectorAll('.alloc tbody tr:not(.gap)').length > 0);
  // Chromium draws the table when it comes into view.
  await page.locator('.alloc-tools').evaluate((tools) => tools.scrollIntoView({ block: 'start' }));
  await page.waitForTimeout(300);
  return page;
}

const rows = (page) => page.locator('.alloc tbody tr:not(.gap)').count();
const tools = (page, name) => page.locator('.alloc-tools').getByRole('button', { name });

browserTest('the table is folded by county, unfolds, and draws only the rows in view', async (context) => {
  const page = await opened(context);
  assert.equal(await rows(page), COUNTIES);
  const money = (row) => row.locator('td.money').innerText();
  const folded = await money(page.locator('#alloc-0'));
  assert.match(folded, /\d/, 'a folded county shows the sum of its townships');
  await tools(page, '全部展开').click();
  const drawn = await rows(page);
  assert.ok(drawn > COUNTIES && drawn < 120, `${drawn} rows are drawn`);
  assert.equal(await page.locator('.alloc').getAttribute('aria-rowcount'), String(ALL + 3));
  const last = `#alloc-${ALL - 1}`;
  assert.equal(await page.locator(last).count(), 0);
  await page.locator('.alloc-box').evaluate((box) => { box.scrollTop = box.scrollHeight; });
  await page.locator(last).waitFor();
  assert.ok(await page.locator(last).isVisible());
  await tools(page, '全部收起').click();
  assert.equal(await rows(page), COUNTIES);
});

browserTest('keys reach rows that were not drawn', async (context) => {
  const page = await opened(context);
  await tools(page, '全部展开').click();
  await page.locator('#alloc-1-m0').focus();
  for (let i = 0; i < 80; i++) await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement.id === 'alloc-77-m0' || document.activeElement.id.startsWith('alloc-'));
  assert.match(await page.evaluate(() => document.activeElement.id), /^alloc-\d+-m0$/);
});

browserTest('search, one measure and only what is built narrow the table', async (context) => {
  const page = await opened(context);
  await page.locator('.alloc-tools .find').fill('塘下3');
  assert.equal(await rows(page), 2, 'the township and its county');
  assert.match(await page.locator('.alloc tbody').innerText(), /塘下3号镇/);
  await page.locator('.alloc-tools .find').fill('没有这个');
  assert.equal(await rows(page), 0);
  assert.ok(await page.locator('.alloc-none').isVisible());
  await page.locator('.alloc-tools .find').fill('');
  await page.locator('.alloc-tools select').selectOption('m0');
  assert.equal(await page.locator('.alloc col').count(), 3);
  await page.locator('.only input').check();
  const built = await page.locator('.alloc tbody tr:not(.gap) td[data-column=m0]').allInnerTexts();
  assert.ok(built.length > 0 && built.length < ALL);
  assert.ok(built.some((n) => /\d/.test(n)));
});

browserTest('the map shows every township small and by county, or the counties', async (context) => {
  const page = await opened(context);
  await page.waitForFunction(() => document.querySelectorAll('.tile').length > 100);
  assert.equal(await page.locator('.tile').count(), ALL - COUNTIES);
  assert.equal(await page.locator('.map-box .block').count(), COUNTIES);
  await page.locator('.tile').nth(100).click();
  assert.match(await page.locator('.map-chosen').innerText(), /号镇，2024 年/);
  await page.locator('.map-chosen button').click();
  await page.locator('.alloc tbody tr.on').waitFor();
  await page.locator('.map .seg button', { hasText: '县' }).click();
  assert.equal(await page.locator('.tile').count(), COUNTIES);
});

browserTest('targets are found by a part of their name', async (context) => {
  const page = await opened(context);
  await page.locator('.targets .find').fill('托位');
  await page.waitForFunction(() => document.querySelectorAll('.bt .row:not(.hd)').length < 5);
  const names = await page.locator('.bt .row:not(.hd) .tx').allInnerTexts();
  assert.ok(names.length > 0 && names.every((n) => n.includes('托位')), names.join());
});

for (const [lang, viewport] of [['zh', 'desk'], ['en', 'desk'], ['zh', 'phone'], ['en', 'phone']]) {
  browserTest(`the large plan in ${lang} on the ${viewport} has no fault and no sideways scroll`, async (context) => {
    const page = await opened(context, { lang, viewport });
    await shot(page, `large ${lang} ${viewport}`, { fullPage: true });
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(width <= 0, `${width} px too wide`);
    assert.deepEqual(await accessibilityFaults(page), []);
  }, { long: (lang === 'zh') !== (viewport === 'desk') });
}
