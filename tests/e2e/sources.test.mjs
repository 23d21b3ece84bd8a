// The page of sources: what it lists, trials of assumptions, and leaving while one runs.
import assert from 'node:assert/strict';
import { answered, settled } from './browser.mjs';
import { accessibilityFaults, browserTest, open, shot } from './harness.mjs';
import { ruian } from './large.mjs';

const lever = (page, name) => page.locator('.levers > li').filter({ hasText: name });
const trials = (row) => row.locator('.trial');

for (const lang of ['zh', 'en']) {
  for (const viewport of ['desk', 'phone']) {
    browserTest(`the sources in ${lang} on the ${viewport} are readable by all, without sideways scroll`, async (context) => {
      const page = await open(context, { hash: '/ruian/sources', lang, viewport });
      await page.locator('.known > li').first().waitFor();
      await shot(page, `sources ${lang} ${viewport}`, { fullPage: true });
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${width} px too wide`);
      assert.deepEqual(await accessibilityFaults(page), []);
    });
  }
}

browserTest('every target, reading and source of the plan is listed, with what uses it', async (context) => {
  const page = await open(context, { hash: '/ruian/sources' });
  await page.locator('.known > li').first().waitFor();
  assert.equal(await page.locator('[aria-labelledby=h-targets] .promised > li').count(), ruian.targets.length);
  assert.equal(await page.locator('.promised .reading').count(), ruian.targets.filter((t) => t.interpretation).length);
  assert.equal(await page.locator('.known > li').count(), ruian.sources.length);
  const text = await page.locator('.srcs').innerText();
  for (const { title } of ruian.sources) assert.ok(text.includes(title.zh), title.zh);
  assert.equal(await page.locator('.not-planned li').count(), ruian.not_planned.length);
  for (const { clause } of ruian.not_planned) assert.ok(text.includes(clause), clause);
  const costs = page.locator('.known > li').filter({ hasText: ruian.sources.find((s) => s.id === 'cost_assumed').title.zh });
  const priced = ruian.measures.filter((m) => m.cost.from === 'cost_assumed').length;
  assert.match(await costs.first().innerText(), new RegExp(`（${priced} 个数`));
});

browserTest('less money costs points or nothing, more never does, and the page stays free meanwhile', async (context) => {
  const page = await open(context, { hash: '/ruian/sources' });
  const row = lever(page, '预算总额');
  await row.locator('button').click();
  assert.match(await trials(row).first().innerText(), /排队中|正在算|得分|不变/);
  await page.waitForFunction(() => [...document.querySelectorAll('.levers > li')]
    .filter((li) => li.innerText.includes('预算总额')).every((li) => /得分|不变/.test(li.querySelectorAll('.trial')[1]?.textContent)));
  const [less, more] = await trials(row).allInnerTexts();
  assert.match(less, /^少 10%：(不变|得分 −)/);
  assert.match(more, /^多 10%：(不变|得分 \+)/);
  await shot(page, 'sources tried');
});

browserTest('a figure of the plan is moved a tenth both ways, together and one by one', async (context) => {
  const page = await open(context, { hash: '/ruian/sources' });
  const title = ruian.sources.find((s) => s.id === 'cost_assumed').title.zh;
  const source = page.locator('.known > li').filter({ hasText: title }).first();
  const line = source.locator('.used > li').first();
  await line.locator('.try button').first().click();
  const done = (row) => row.locator('.trial').nth(1).filter({ hasText: /得分|不变/ }).first().waitFor({ timeout: 60_000 });
  await done(line);
  const [less, more] = await line.locator('.trial').allInnerTexts();
  assert.match(less, /^少 10%：(不变|得分 \+)/);
  assert.match(more, /^多 10%：(不变|得分 −)/);
  await line.locator('summary').click();
  const first = line.locator('details li').first();
  await first.locator('.try button').click();
  await done(first);
});

browserTest('another reading of the text is solved in place of the plan, or said to be no figure', async (context) => {
  const page = await open(context, { hash: '/yueqing/sources' });
  const target = (id) => page.locator('.promised > li').filter({ has: page.locator('.id b', { hasText: new RegExp(`^${id}$`) }) });
  await target('YQ4').locator('.other .try button').click();
  await target('YQ4').locator('.other .trial').filter({ hasText: /得分|不变/ }).waitFor({ timeout: 60_000 });
  assert.match(await target('YQ2').locator('.other').innerText(), /无法试算/);
  assert.equal(await target('YQ2').locator('.other button').count(), 0);
  const readings = await page.locator('.promised .reading').count();
  const others = await page.locator('.promised li:has(.reading):has(.other)').count();
  assert.equal(others, readings, 'every passage that is read has another reading beside it');
});

browserTest('trials are queued, can be stopped, and end when the page is left', async (context) => {
  const page = await open(context, { hash: '/ruian/sources' });
  await page.locator('#try-all').click();
  await page.waitForFunction(() => /已算 [1-9]/.test(document.querySelector('.trials [role=status]').textContent));
  await page.locator('#try-stop').click();
  assert.ok(await page.locator('#try-stop').isHidden());
  assert.equal(await page.getByText('排队中').count(), 0);
  await page.locator('#try-all').click();
  await page.waitForFunction(() => document.querySelectorAll('.trial').length > 4);
  const workers = () => page.workers().length;
  assert.equal(workers(), 1);
  await page.locator('.brand').click();
  await page.locator('#plan-ruian').waitFor();
  for (let i = 0; i < 40 && workers() > 0; i++) await page.waitForTimeout(50);
  assert.equal(workers(), 0);
});

browserTest('the workbench and its sources are one step apart, and the edits stay', async (context) => {
  const page = await open(context);
  await settled(page);
  await page.locator('.sl.big .fld input').fill('60000');
  await page.locator('.sl.big .fld input').press('Enter');
  await page.locator('#to-sources').click();
  assert.match(await lever(page, '预算总额').locator('.n').innerText(), /60,000/);
  await page.goBack();
  await answered(page);
  assert.equal(await page.locator('.sl.big .fld input').inputValue(), '60,000');
});
