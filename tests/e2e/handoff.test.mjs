// The hand-off on the page: the LP goes out, HiGHS solves it here, its solution file comes back and stands beside our plan.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bring } from '../highs/bring.mjs';
import { accessibilityFaults, browserTest, open, shot } from './harness.mjs';

const WORDS = {
  zh: { beside: /HiGHS 的方案已核对/, unchecked: /未核/, proved: /已证明/, line: /第 9 行.*wurst/, kept: /此前的结果保持不变/, format: /solution_file/ },
  en: { beside: /The plan of HiGHS is checked/, unchecked: /unchecked/, proved: /proved/, line: /line 9.*wurst/, kept: /earlier result stays/, format: /solution_file/ },
};

const settled = (page) => page.waitForSelector('html[data-state=settled]', { state: 'attached', timeout: 60_000 });

async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()]);
  return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
}

const give = (page, name, text) =>
  page.locator('#hand-back').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** Score and limit as the table says them: [ours, theirs]. */
const row = (page, n) => page.locator('.beside tbody').first().locator('tr').nth(n).locator('td').allInnerTexts();

let solved;

browserTest('the LP goes out, HiGHS solves it, and its plan stands beside ours', async (context) => {
  const lang = 'zh';
  const page = await open(context, { lang });
  await settled(page);
  const verdict = await page.locator('.verdict').innerText();
  await page.locator('#share').click();
  const [lpName, lp] = await downloaded(page, '#hand-lp');
  const [namesName, names] = await downloaded(page, '#hand-names');
  assert.deepEqual([lpName, namesName], ['ruian.lp', 'ruian-names.json']);
  assert.match(lp, /^\\.*\n/);
  const map = JSON.parse(names);
  assert.equal(map.format, 'dabiao-names/1');
  solved = await bring(lp, 4);
  console.log(`HiGHS ${solved.version}, ${solved.seconds.toFixed(1)} s: ${solved.status}, ${solved.score} of at most ${solved.bound}`);
  assert.ok(solved.file, 'HiGHS found a plan');

  await give(page, 'ruian.sol', solved.file);
  await page.locator('.hand-over .checked').filter({ hasText: WORDS[lang].beside }).waitFor();
  const [ours, theirs] = (await row(page, 0)).map(Number);
  assert.ok(ours > 0 && theirs >= solved.score - 1e-5, `${ours} beside ${theirs}, claimed ${solved.score}`);
  const [ourBound, theirBound] = await row(page, 4);
  assert.match(ourBound, WORDS[lang].proved);
  assert.match(theirBound, WORDS[lang].unchecked);
  assert.ok(Number.parseFloat(ourBound) >= theirs, 'no plan is above what is proved');
  // Under a point by which they differ there is a target that differs.
  if (ours > theirs + 1) assert.ok((await page.locator('.beside tbody').nth(1).locator('tr').count()) > 1);
  assert.deepEqual(await accessibilityFaults(page, '.dlg'), []);
  await shot(page, 'handoff beside zh desk');
  // The plan on the screen is what it was.
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.verdict').innerText(), verdict);
});

for (const [lang, viewport] of [['en', 'desk'], ['zh', 'phone'], ['en', 'phone']]) {
  browserTest(`a broken file is told with its line in ${lang} on the ${viewport}, and what was there stays`, async (context) => {
    const page = await open(context, { lang, viewport });
    await settled(page);
    await page.locator('#share').click();
    // By keyboard: the field is reached and has a name.
    await page.locator('#hand-names').focus();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'hand-back');
    await give(page, 'ruian.sol', solved.file);
    await page.locator('.hand-over .checked').filter({ hasText: WORDS[lang].beside }).waitFor();
    const before = await page.locator('.beside').innerText();
    assert.ok(await page.evaluate(() => document.querySelector('.dlg').scrollWidth <= document.querySelector('.dlg').clientWidth), 'no sideways scroll');
    await page.locator('.hand-over').scrollIntoViewIfNeeded();
    await shot(page, `handoff beside ${lang} ${viewport}`);

    const lines = solved.file.split('\n');
    const at = 8;
    await give(page, 'broken.sol', [...lines.slice(0, at), lines[at].replace(/^\S+/, 'wurst'), ...lines.slice(at + 1)].join('\n'));
    const wrong = page.locator('.hand-over .trouble');
    await wrong.filter({ hasText: WORDS[lang].line }).waitFor();
    assert.match(await wrong.innerText(), /broken\.sol/);
    assert.match(await wrong.innerText(), WORDS[lang].kept);
    assert.equal(await page.locator('.beside').innerText(), before);
    await wrong.scrollIntoViewIfNeeded();
    await shot(page, `handoff broken ${lang} ${viewport}`);

    await give(page, 'plan.json', '{"format": "something else"}');
    await wrong.filter({ hasText: WORDS[lang].format }).waitFor();
    assert.deepEqual(await accessibilityFaults(page, '.dlg'), []);
    await give(page, 'ruian.sol', solved.file);
    await wrong.waitFor({ state: 'detached' });
  });
}
