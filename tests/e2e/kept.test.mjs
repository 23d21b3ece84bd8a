// What is kept in the browser: nothing of it is lost or written over without a word.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { answered } from './browser.mjs';
import { accessibilityFaults, address, appStarted, browserTest, open, shot } from './harness.mjs';

const box = (page) => page.locator('.sl.big .fld input');
const scn = (page) => page.locator('.top .scn').innerText();
const stored = (page, key) => page.evaluate((k) => localStorage.getItem(k), key);
const once = (entries) => `if (!sessionStorage.seen) { sessionStorage.seen = 1; for (const [k, v] of ${JSON.stringify(Object.entries(entries))}) localStorage.setItem(k, v); }`;
const ASIDE = 'dabiao.scenarios-aside.ruian';

async function enter(page, text) {
  await box(page).fill(text);
  await box(page).press('Enter');
}

/** From now on, or no longer, nothing more can be kept. */
const full = (page, is) => page.evaluate((is) => {
  globalThis.plainSet ??= Storage.prototype.setItem;
  Storage.prototype.setItem = is ? () => { throw new DOMException('full', 'QuotaExceededError'); } : globalThis.plainSet;
}, is);

const UNREADABLE = {
  'an unknown target': '{"budget":{"2023":400000000},"targets":{"RA99":{"levels":{},"weight":2,"hard":null}}}',
  'an unknown field': '{"budget":{"2023":400000000},"note":"mine"}',
  'a newer format': '{"format":"dabiao-edits/9","content":{"budget":{"2023":400000000}}}',
  'a damaged text': '{"budget":{"2023":1000',
};

for (const [what, text] of Object.entries(UNREADABLE)) {
  browserTest(`kept edits with ${what} are put aside, said, and can be had`, async (context) => {
    const page = await open(context, { init: once({ 'dabiao.edits.ruian': text }) });
    await page.locator('.toast').getByText(/读不出来/).waitFor();
    await page.locator('#aside').waitFor();
    await answered(page);
    assert.match(await scn(page), /与规划一致/);
    assert.deepEqual(JSON.parse(await stored(page, ASIDE)), [text]);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#aside').getByText('下载原文').click()]);
    assert.equal(readFileSync(await download.path(), 'utf8'), text);
    await enter(page, '60,000');
    await page.reload();
    await appStarted(page);
    await answered(page);
    assert.equal(await box(page).inputValue(), '60,000');
    assert.deepEqual(JSON.parse(await stored(page, ASIDE)), [text]);
    assert.deepEqual(await accessibilityFaults(page, '#aside'), []);
    await shot(page, `kept aside ${what}`);
  });
}

browserTest('undo steps that cannot be read are put aside, and the edits are taken up', async (context) => {
  const edits = '{"budget":{"2023":400000000}}';
  const steps = '{"past":[{"label":"x","edits":{"targets":{"RA99":{"weight":2}}}}],"future":[]}';
  const page = await open(context, { init: once({ 'dabiao.edits.ruian': edits, 'dabiao.steps.ruian': steps }) });
  await page.locator('.toast').getByText(/撤销记录读不出来/).waitFor();
  await answered(page);
  assert.match(await scn(page), /改了 1 处/);
  assert.deepEqual(JSON.parse(await stored(page, ASIDE)), [steps]);
  assert.ok(await page.locator('#undo').isDisabled());
});

browserTest('what was kept before there was a format is taken up, steps and all', async (context) => {
  const edits = '{"budget":{"2023":400000000},"targets":{},"pins":[]}';
  const steps = '{"past":[{"label":"x","edits":{}}],"future":[]}';
  const page = await open(context, { init: once({ 'dabiao.edits.ruian': edits, 'dabiao.steps.ruian': steps }) });
  await answered(page);
  assert.match(await scn(page), /改了 1 处/);
  assert.equal(await page.locator('#aside').count(), 0);
  await page.locator('#undo').click();
  assert.match(await scn(page), /与规划一致/);
});

browserTest('where there is no room to put it aside, what cannot be read stays where it is', async (context) => {
  const text = UNREADABLE['an unknown target'];
  const init = `${once({ 'dabiao.edits.ruian': text })}; Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };`;
  const page = await open(context, { init });
  await answered(page);
  assert.match(await page.locator('#unkept').innerText(), /没有空间另放/);
  await enter(page, '60,000');
  await answered(page);
  assert.equal(await stored(page, 'dabiao.edits.ruian'), text);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#aside').getByText('下载原文').click()]);
  assert.equal(readFileSync(await download.path(), 'utf8'), text);
});

browserTest('a full storage is said every time, on the workbench and in the comparison', async (context) => {
  const page = await open(context);
  await answered(page);
  for (const [typed, next] of [['60,000', '61,000'], ['62,000', '63,000']]) {
    await full(page, true);
    await enter(page, typed);
    assert.match(await page.locator('#unkept').innerText(), /没有存下/);
    assert.match(await page.locator('.toasts').innerText(), /不允许保存/);
    await page.locator('.toasts .x').click();
    await full(page, false);
    await enter(page, next);
    await page.locator('#unkept').waitFor({ state: 'detached' });
  }
  await page.locator('#to-compare').click();
  await page.locator('#three').waitFor();
  await full(page, true);
  await page.locator('#three').click();
  assert.match(await page.locator('.toasts').innerText(), /没有存下/);
  await page.locator('.toasts .x').click();
  await page.locator('#add-current').click();
  assert.match(await page.locator('.toasts').innerText(), /没有存下/);
  await full(page, false);
});

browserTest('two tabs of a plan: neither writes over the other unasked', async (context) => {
  const one = await open(context);
  await answered(one);
  const two = await one.context().newPage();
  await two.goto(`${address()}#/ruian`);
  await appStarted(two);
  await answered(two);
  await enter(two, '70,000');
  // A tab in the background is drawn late, if at all.
  await one.bringToFront();
  await one.locator('#unkept').waitFor();
  const kept = await stored(one, 'dabiao.edits.ruian');
  await enter(one, '60,000');
  assert.equal(await stored(one, 'dabiao.edits.ruian'), kept);
  await shot(one, 'kept other tab');
  await one.locator('#take-other').click();
  await one.locator('#unkept').waitFor({ state: 'detached' });
  assert.equal(await box(one).inputValue(), '70,000');
  await one.locator('#undo').click();
  assert.equal(await box(one).inputValue(), '60,000');
  // The other tab is asked in its turn, and what it writes over lies aside.
  await two.bringToFront();
  await two.locator('#keep-own').click();
  await two.locator('#unkept').waitFor({ state: 'detached' });
  assert.equal(JSON.parse(await stored(two, ASIDE)).length, 1);
  await two.close();
});

browserTest('two tabs of a comparison keep what both have added', async (context) => {
  const one = await open(context, { hash: '/ruian/compare' });
  await one.locator('#three').waitFor();
  const two = await one.context().newPage();
  await two.goto(`${address()}#/ruian/compare`);
  await two.locator('#three').click();
  await one.bringToFront();
  await one.locator('#add-current').click();
  const names = JSON.parse(await stored(one, 'dabiao.compare.ruian')).scenarios.map((s) => s.name);
  assert.ok(names.length >= 3, names.join());
  await two.close();
});
