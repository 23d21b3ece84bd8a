// The workbench: sliders, verdict, undo, links, keys and languages, in Chromium on the built site.
import assert from 'node:assert/strict';
import { answered, drag, settled } from './browser.mjs';
import { accessibilityFaults, address, browserTest, open, shot, takeProblems } from './harness.mjs';

const total = (page) => page.locator('.sl.big input[type=range]');
const box = (page) => page.locator('.sl.big .fld input');
const headline = (page) => page.locator('.verdict h1').innerText();

/** What the sentence says of the money alone: how many targets are met may still improve. */
const money = async (page) => (await headline(page)).split('：')[0];

browserTest('dragging the budget moves the verdict, as one step that can be undone', async (context) => {
  const page = await open(context);
  await answered(page);
  const before = await money(page);
  await drag(page, 0.5, 0.3);
  await answered(page);
  const after = await money(page);
  assert.notEqual(after, before);
  assert.match(await page.locator('.top .scn').innerText(), /改了 3 处/);
  await shot(page, 'workbench moved');
  await page.keyboard.press('Control+z');
  await answered(page);
  assert.equal(await money(page), before);
  await page.keyboard.press('Control+Shift+z');
  await answered(page);
  assert.equal(await money(page), after);
});

browserTest('every tick of a drag is painted soon, and nothing shifts meanwhile', async (context) => {
  const page = await open(context);
  await answered(page);
  await page.evaluate(() => {
    globalThis.shifts = [];
    // What moved, by how much and from where to where: a failure has to say it.
    const place = (r) => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
    const told = (s) => `${s.node?.outerHTML?.slice(0, 80)} from ${place(s.previousRect)} to ${place(s.currentRect)}`;
    // A number that is set to the right and gets another digit begins further left inside the same box: nothing has moved.
    const moved = (e) => e.sources.some((s) => place(s.previousRect) !== place(s.currentRect));
    new PerformanceObserver((list) => { for (const e of list.getEntries().filter(moved)) globalThis.shifts.push(`${e.value}: ${e.sources.map(told).join('; ')}`); })
      .observe({ type: 'layout-shift', buffered: false });
  });
  await drag(page, 0.5, 0.15, { steps: 60, drop: false });
  await page.waitForTimeout(300);
  const { ticks, shifts } = await page.evaluate(() => ({ ticks: [...globalThis.__dabiao.ticks], shifts: globalThis.shifts }));
  await page.mouse.up();
  ticks.sort((a, b) => a - b);
  console.log(`tick to paint: ${ticks.length} ticks, p50 ${ticks[ticks.length >> 1]} ms, p95 ${ticks[Math.floor(ticks.length * 0.95)]} ms`);
  assert.ok(ticks.length > 10, `only ${ticks.length} ticks were painted`);
  assert.deepEqual(shifts, [], 'the layout shifted');
});

browserTest('Esc takes a drag back', async (context) => {
  const page = await open(context);
  await answered(page);
  const before = await box(page).inputValue();
  await drag(page, 0.5, 0.3, { drop: false });
  assert.notEqual(await box(page).inputValue(), before);
  await page.keyboard.press('Escape');
  assert.equal(await box(page).inputValue(), before);
  await page.mouse.up();
  assert.equal(await box(page).inputValue(), before);
  assert.ok(await page.locator('#undo').isDisabled());
});

browserTest('keys step, leap and go back to the plan', async (context) => {
  const page = await open(context);
  await answered(page);
  const plan = await box(page).inputValue();
  await total(page).focus();
  await page.keyboard.press('ArrowRight');
  const one = await box(page).inputValue();
  await page.keyboard.press('PageUp');
  const ten = await box(page).inputValue();
  const number = (text) => Number(text.replaceAll(',', ''));
  assert.ok(number(plan) < number(one) && number(one) < number(ten));
  await page.keyboard.press('Home');
  assert.equal(await box(page).inputValue(), plan);
});

browserTest('a typed number out of range stays in the box with the reason, and the last plan stays', async (context) => {
  const page = await open(context);
  await answered(page);
  const before = await money(page);
  await box(page).fill('99999999');
  await box(page).press('Enter');
  assert.equal(await box(page).inputValue(), '99999999');
  assert.match(await page.locator('.sl.big .err').innerText(), /填 0 到 [\d,]+ 万元之间的数/);
  assert.equal(await money(page), before);
  await shot(page, 'workbench out of range');
  await box(page).fill('60000');
  await box(page).press('Enter');
  await answered(page);
  assert.match(await headline(page), /6 亿元/);
});

browserTest('a copied link shows the same plan in a fresh profile, checked and then proved there', async (context) => {
  const page = await open(context);
  await answered(page);
  await drag(page, 0.5, 0.3);
  // A plan that is still getting better would be another one by the time it is compared.
  await settled(page);
  await page.locator('#share').click();
  const link = await page.locator('.dlg textarea').inputValue();
  await shot(page, 'workbench share');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  assert.ok(link.startsWith(`${address()}#1.`), link);
  const said = await headline(page);
  const other = await open(context, { hash: link.split('#')[1] });
  assert.equal(await headline(other), said);
  assert.match(await other.locator('.verdict .sub').innerText(), /带来的方案已核对，上限待复核|距理论上限/);
  assert.equal(await box(other).inputValue(), await box(page).inputValue());
});

browserTest('a link cut in half is said to be broken and offers the plain plan', async (context) => {
  const page = await open(context);
  await answered(page);
  const before = await money(page);
  await drag(page, 0.5, 0.3);
  await answered(page);
  await page.locator('#share').click();
  const link = await page.locator('.dlg textarea').inputValue();
  const half = link.split('#')[1].slice(0, -20);
  const other = await open(context, { hash: half });
  await answered(other);
  assert.match(await other.locator('.trouble.link').innerText(), /链接打不开/);
  assert.equal(await money(other), before);
  await shot(other, 'workbench broken link');
  await other.getByText('打开规划原样').click();
  assert.equal(await other.locator('.trouble.link').count(), 0);
});

browserTest('a reload keeps the work', async (context) => {
  const page = await open(context);
  await answered(page);
  await drag(page, 0.5, 0.3);
  await answered(page);
  const after = await money(page);
  await page.goto(address());
  await page.locator('#plan-ruian .mine').waitFor();
  await page.locator('#plan-ruian h2 a').click();
  await answered(page);
  assert.equal(await money(page), after);
});

browserTest('a worker that cannot start is said, and the page lives', async (context) => {
  const page = await open(context, { init: () => { globalThis.Worker = class { constructor() { throw new Error('no worker'); } }; } });
  await page.locator('.main .trouble').first().waitFor();
  takeProblems(page);
  assert.match(await page.locator('.main .trouble').first().innerText(), /计算没有启动成功/);
});

for (const lang of ['zh', 'en']) {
  for (const viewport of ['desk', 'phone', 'projector']) {
    browserTest(`the workbench in ${lang} on the ${viewport} has no fault for assistive technology and no sideways scroll`, async (context) => {
      const page = await open(context, { lang, viewport });
      await answered(page);
      await shot(page, `workbench ${lang} ${viewport}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${width} px too wide`);
      assert.deepEqual(await accessibilityFaults(page), []);
    });
  }
}
