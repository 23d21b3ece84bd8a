// The hand-off on the page: the LP goes out, HiGHS solves it here, its solution file comes back and stands beside our plan.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bring } from '../highs/bring.mjs';
import { ROOT, settled } from './browser.mjs';
import { ruian } from './large.mjs';
import { VIEWPORTS, accessibilityFaults, browserTest, open, shot } from './harness.mjs';

const WORDS = {
  zh: { beside: /HiGHS 的方案已核对/, unchecked: /未核/, proved: /已证明/, line: /第 9 行.*wurst/, kept: /此前的结果保持不变/, format: /solution_file/ },
  en: { beside: /The plan of HiGHS is checked/, unchecked: /unchecked/, proved: /proved/, line: /line 9.*wurst/, kept: /earlier result stays/, format: /solution_file/ },
};

async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()]);
  return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
}

const give = (page, name, text) =>
  page.locator('#hand-back').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** Score and limit as the table says them: [ours, theirs]. */
const row = (page, n) => page.locator('.beside tbody').first().locator('tr').nth(n).locator('td').allInnerTexts();

/** The name in the first line of values is not one of the model. */
function broken(file) {
  const lines = file.split('\n');
  const at = 8;
  assert.match(lines[at], /^[xz]\d/, 'a line with a value');
  return lines.with(at, lines[at].replace(/^\S+/, 'wurst')).join('\n');
}

/** A good file, then bad ones: each is told with its line, and what was there stays. */
async function bringBack(page, lang, file) {
  await give(page, 'ruian.sol', file);
  await page.locator('.hand-over .checked').filter({ hasText: WORDS[lang].beside }).waitFor();
  const before = await page.locator('.beside').innerText();
  await page.locator('.hand-over').scrollIntoViewIfNeeded();
  for (const viewport of ['phone', 'desk']) {
    await page.setViewportSize(VIEWPORTS[viewport]);
    assert.ok(await page.evaluate(() => document.querySelector('.dlg').scrollWidth <= document.querySelector('.dlg').clientWidth), 'no sideways scroll');
    await shot(page, `handoff beside ${lang} ${viewport}`);
  }
  const wrong = page.locator('.hand-over .trouble');
  await give(page, 'broken.sol', broken(file));
  await wrong.filter({ hasText: WORDS[lang].line }).waitFor();
  assert.match(await wrong.innerText(), /broken\.sol/);
  assert.match(await wrong.innerText(), WORDS[lang].kept);
  assert.equal(await page.locator('.beside').innerText(), before);
  await shot(page, `handoff broken ${lang}`);
  await give(page, 'plan.json', '{"format": "something else"}');
  await wrong.filter({ hasText: WORDS[lang].format }).waitFor();
  assert.deepEqual(await accessibilityFaults(page, '.dlg'), []);
  await give(page, 'ruian.sol', file);
  await wrong.waitFor({ state: 'detached' });
}

let solved;

browserTest('the LP goes out, HiGHS solves it, and its plan stands beside ours', async (context) => {
  const page = await open(context, { lang: 'zh' });
  await settled(page);
  const verdict = await page.locator('.verdict h1').innerText();
  await page.locator('#share').click();
  const [lpName, lp] = await downloaded(page, '#hand-lp');
  const [namesName, names] = await downloaded(page, '#hand-names');
  assert.deepEqual([lpName, namesName], ['ruian.lp', 'ruian-names.json']);
  const map = JSON.parse(names);
  assert.equal(map.format, 'dabiao-names/1');
  assert.ok(Object.keys(map.columns).every((name) => lp.includes(name)) && names.split('\n').length > 1000);
  solved = await bring(lp, 4);
  console.log(`HiGHS ${solved.version}, ${solved.seconds.toFixed(1)} s: ${solved.status}, ${solved.score} of at most ${solved.bound}`);
  assert.ok(solved.file, 'HiGHS found a plan');

  await bringBack(page, 'zh', solved.file);
  const [ours, theirs] = (await row(page, 0)).map(Number);
  assert.ok(ours > 0 && theirs >= solved.score - 1e-5, `${ours} beside ${theirs}, claimed ${solved.score}`);
  const [ourBound, theirBound] = await row(page, 4);
  assert.match(ourBound, WORDS.zh.proved);
  assert.match(theirBound, WORDS.zh.unchecked);
  assert.ok(Number.parseFloat(ourBound) >= theirs, 'no plan is above what is proved');
  // Under a point by which they differ there is a target that differs.
  if (ours > theirs + 1) assert.ok((await page.locator('.beside tbody').nth(1).locator('tr').count()) > 1);
  // The plan on the screen is what it was.
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.verdict h1').innerText(), verdict);
});

browserTest('the field is reached by keyboard, and says in English what is wrong', async (context) => {
  const page = await open(context, { lang: 'en', viewport: 'phone' });
  await settled(page);
  await page.locator('#share').click();
  await page.locator('#hand-names').focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'hand-back');
  await bringBack(page, 'en', solved.file);
});

browserTest('a better plan takes the place of ours', async (context) => {
  // By this link nothing is built, and the search never begins: whatever HiGHS has found is better.
  const { link } = JSON.parse(readFileSync(`${ROOT}fixtures/links/1-nothing-built.json`, 'utf8'));
  // Nothing may stay unbuilt that must be built: the plan asks for nothing of the kind here.
  const plan = { ...structuredClone(ruian), must: [] };
  const before = async (page) => {
    await page.route('**/solver-*.js', () => {});
    await page.route('**/plan-ruian-*.json', (route) => route.fulfill({ json: plan }));
  };
  const page = await open(context, { hash: link, before });
  await page.waitForSelector('html[data-state=preliminary]', { state: 'attached' });
  await page.locator('#share').click();
  assert.match(await page.locator('.dlg').innerText(), /初步方案/, 'nothing is called proved');
  await give(page, 'ruian.sol', solved.file);
  await page.locator('.hand-over .checked').filter({ hasText: /导入的方案(高|更好：硬性目标缺口更小)/ }).waitFor();
  const [, theirs] = await row(page, 1);
  await page.locator('#hand-use').click();
  await page.locator('.dlg').waitFor({ state: 'detached' });
  await page.locator('.toast').getByText('HiGHS').waitFor();
  const said = await page.locator('.verdict .sub').innerText();
  assert.ok(said.includes(theirs), `${said} says ${theirs}`);
  assert.match(said, /带来的方案已核对，上限待复核/);
});
