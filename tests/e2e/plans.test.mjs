// The list of plans, opening one, going from one to another and back, in Chromium on the built site.
import assert from 'node:assert/strict';
import { answered } from './browser.mjs';
import { accessibilityFaults, address, browserTest, open, shot, takeProblems } from './harness.mjs';
import { ruian } from './large.mjs';

/** The Ruian plan under another name. */
const other = () => ({ ...structuredClone(ruian), document: { ...ruian.document, short: { zh: '另一个规划', en: 'Another plan' } } });

const total = (page) => page.locator('.sl.big .fld input');

async function setTotal(page, value) {
  await total(page).fill(String(value));
  await total(page).press('Enter');
  await answered(page);
}

for (const lang of ['zh', 'en']) {
  for (const viewport of ['desk', 'phone']) {
    browserTest(`the list of plans in ${lang} on the ${viewport} is readable by all, without sideways scroll`, async (context) => {
      const page = await open(context, { hash: '/', lang, viewport });
      await page.locator('.plans > li').first().waitFor();
      await shot(page, `home ${lang} ${viewport}`, { fullPage: true });
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${width} px too wide`);
      assert.deepEqual(await accessibilityFaults(page), []);
    });
  }
}

browserTest('the bare address lists the plans without fetching one, and a click opens it', async (context) => {
  const page = await open(context, { hash: '' });
  const row = page.locator('#plan-ruian');
  assert.match(await row.innerText(), /瑞安市[\s\S]*2022–2024[\s\S]*瑞政办〔2022〕37号[\s\S]*23 个乡镇[\s\S]*\d+ 项目标/);
  const names = () => page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name).join(' '));
  assert.doesNotMatch(await names(), /plan-|solver/);
  await row.locator('h2 a').click();
  await answered(page);
  assert.match(page.url(), /#\/ruian$/);
  assert.match(await names(), /plan-ruian-[0-9a-f]{16}\.json/);
  await page.goBack();
  await row.waitFor();
});

browserTest('each plan keeps its own edits and undo steps while others are open, and after a reload', async (context) => {
  const page = await open(context, { plans: { other: other() } });
  await answered(page);
  const plan = await total(page).inputValue();
  await setTotal(page, 60000);
  await page.locator('.brand').click();
  assert.match(await page.locator('#plan-ruian .mine').innerText(), /共 3 处/);
  assert.equal(await page.locator('#plan-other .mine').count(), 0);
  await page.locator('#plan-other h2 a').click();
  await answered(page);
  assert.match(await page.locator('.top .plan').innerText(), /瑞安市/);
  assert.equal(await total(page).inputValue(), plan);
  assert.ok(await page.locator('#undo').isDisabled());
  await setTotal(page, 70000);
  await page.locator('.brand').click();
  await page.locator('#plan-ruian h2 a').click();
  await answered(page);
  assert.equal(await total(page).inputValue(), '60,000');
  await page.reload();
  await answered(page);
  assert.equal(await total(page).inputValue(), '60,000');
  await page.locator('#undo').click();
  await answered(page);
  assert.equal(await total(page).inputValue(), plan);
  await page.locator('#redo').click();
  assert.equal(await total(page).inputValue(), '60,000');
});

browserTest('a plan that cannot be fetched is said, and trying again opens it', async (context) => {
  const page = await open(context, { hash: '/' });
  let broken = true;
  await page.route('**/plan-ruian-*.json', (route) => (broken ? route.abort() : route.continue()));
  await page.locator('#plan-ruian h2 a').click();
  await page.locator('.opening .trouble').waitFor();
  assert.match(await page.locator('.opening').innerText(), /没有打开[\s\S]*网络可能断了/);
  assert.deepEqual(await accessibilityFaults(page), []);
  await shot(page, 'plan not fetched');
  takeProblems(page);
  broken = false;
  await page.locator('#retry').click();
  await answered(page);
});

browserTest('while a plan is on its way the page says so, calmly', async (context) => {
  const page = await open(context, { hash: '/' });
  let go;
  const gate = new Promise((resolve) => { go = resolve; });
  await page.route('**/plan-ruian-*.json', async (route) => { await gate; await route.continue(); });
  await page.locator('#plan-ruian h2 a').click();
  await page.locator('.opening [role=status]').waitFor();
  assert.match(await page.locator('.opening [role=status]').innerText(), /正在打开“瑞安/);
  await shot(page, 'plan on its way');
  go();
  await answered(page);
});

browserTest('an address that names no plan says so and leads to the list', async (context) => {
  const page = await open(context, { hash: '/nowhere' });
  assert.match(await page.locator('.opening').innerText(), /没有名为“nowhere”的规划/);
  await page.locator('.opening a').click();
  await page.locator('#plan-ruian').waitFor();
});

browserTest('the way past the bar leaves the address alone', async (context) => {
  const page = await open(context);
  await answered(page);
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  assert.equal(page.url(), `${address()}#/ruian`);
  assert.equal(await page.locator('.trouble.link').count(), 0);
});

browserTest('a plan of spans also opens year by year, with edits of its own', async (context) => {
  const page = await open(context, { hash: '/' });
  await page.getByRole('link', { name: /山西.*逐年/ }).first().click();
  await answered(page);
  assert.match(page.url(), /#\/shanxi-years$/);
  assert.match(await page.locator('.rail').innerText(), /2023 年[\s\S]*2034 年/);
  await setTotal(page, 200000);
  await page.locator('.verdict h1').click();
  await page.goto(`${page.url().split('#')[0]}#/shanxi`);
  await page.waitForFunction(() => /226,500|22\.65/.test(document.querySelector('.rail')?.textContent ?? ''), null, { timeout: 60_000 });
});
