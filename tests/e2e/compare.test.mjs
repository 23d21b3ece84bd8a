// Alternatives side by side: the meeting of two plans in both languages, what is kept, files in and out, and sweeps.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ROOT, settled } from './browser.mjs';
import { accessibilityFaults, address, appStarted, browserTest, open, shot } from './harness.mjs';

const WORDS = {
  zh: { proved: /已证明/, reference: '对照', met: /(\d+) \/ (\d+) 达标/, spring: '压减方案', deleted: /已删除/ },
  en: { proved: /Proved/, reference: 'reference', met: /(\d+) of (\d+) met/, spring: 'Lean budget', deleted: /is deleted/ },
};

const heads = (page) => page.locator('.cr.hd .sc');
const shelf = (page) => page.locator('.shelf li:has(b)');

/** A field that has just opened holds the focus with all its text selected. */
const selected = () => document.activeElement.tagName === 'INPUT' && document.activeElement.selectionEnd > 0 && document.activeElement.selectionStart === 0;

/** Opens the first alternative on the workbench, tries a repair there that loses nothing, and brings the outcome into the comparison. */
async function repairFirst(page) {
  await heads(page).first().locator('.acts .btn').first().click();
  await settled(page);
  await page.locator('.repair-row .repair:not(.loses) button:enabled').first().click({ timeout: 90_000 });
  await settled(page);
  await page.locator('#to-compare').click();
  await page.locator('#add-current').click();
  await page.waitForFunction(() => document.querySelectorAll('.cr.hd .sc').length === 4);
}

/** Waits until every alternative has its canonical answer. */
async function answered(page, lang) {
  const source = WORDS[lang].proved.source;
  await page.waitForFunction((proved) => {
    const all = [...document.querySelectorAll('.cr.hd .sure')];
    return all.length > 0 && all.every((e) => new RegExp(proved).test(e.textContent));
  }, source, { timeout: 110_000 });
}

async function met(page, lang) {
  const texts = await page.locator('.cr.hd .sc').allInnerTexts();
  return texts.map((text) => Number(WORDS[lang].met.exec(text)[1]));
}

async function tooWide(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

for (const [plan, lang] of [['ruian', 'zh'], ['ruian', 'en'], ['shanxi', 'zh'], ['shanxi', 'en']]) {
  browserTest(`a meeting compares three budgets of ${plan} in ${lang}`, async (context) => {
    const page = await open(context, { hash: `/${plan}/compare`, lang, viewport: 'projector' });
    await page.locator('#three').click();
    await page.waitForFunction(() => document.querySelectorAll('.cr.hd .sc').length === 3);
    await answered(page, lang);
    assert.match(await heads(page).first().innerText(), new RegExp(WORDS[lang].reference));
    // The score never falls with more money; the number of checks may, where one large check weighs more than two small ones.
    const counts = await met(page, lang);
    assert.equal(counts.length, 3);
    assert.ok(await page.locator('.ct .td.df').count() > 0, 'something differs');
    for (const text of await page.locator('.ct .td.df .dl').allInnerTexts()) {
      assert.match(text.trim(), /[↑↓].*[+−]|目标|goal/, 'said by arrow and sign');
    }
    assert.ok(await page.locator('#common tbody tr').count() > 0, 'something is built whatever is decided');
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.ok(await tooWide(page) <= 0);
    await shot(page, `compare ${plan} ${lang} projector`, { fullPage: true });

    // One is repaired: the alternative with the repair meets more checks.
    await repairFirst(page);
    await answered(page, lang);
    const repaired = await met(page, lang);
    assert.deepEqual(repaired.slice(0, 3), counts);
    assert.ok(repaired[3] > counts[0], `${repaired[3]} checks met after the repair, ${counts[0]} before`);
    await shot(page, `compare ${plan} ${lang} repaired`, { fullPage: true });

    // One is renamed, and the link carries all of it.
    await heads(page).nth(1).locator('.name').click();
    await page.waitForFunction(selected);
    await page.keyboard.type(WORDS[lang].spring);
    await page.keyboard.press('Enter');
    assert.equal(await heads(page).nth(1).locator('.name').innerText(), WORDS[lang].spring);
    const before = await heads(page).allInnerTexts();
    await page.locator('#share').click();
    const link = await page.locator('.dlg textarea').inputValue();
    assert.match(link, /#2\.[\w-]+$/);
    console.log(`${plan} ${lang}: a comparison of four is ${link.split('#')[1].length} characters`);

    const other = await open(context, { hash: link.split('#')[1], lang, viewport: 'projector' });
    await other.waitForFunction(() => document.querySelectorAll('.cr.hd .sc').length === 4);
    assert.match(await other.evaluate(() => location.hash), new RegExp(`^#/${plan}/compare$`));
    // What the link carries is there before anything has been solved, and the answers found here are the same.
    assert.deepEqual(await met(other, lang), repaired);
    await answered(other, lang);
    assert.deepEqual(await heads(other).allInnerTexts(), before);
  }, { timeout: plan === 'shanxi' ? 300_000 : 120_000, long: plan === 'shanxi' });
}

// Shanxi has the longest names, and is solved soonest.
for (const [lang, viewport] of [['zh', 'desk'], ['en', 'desk'], ['zh', 'phone'], ['en', 'phone']]) {
  browserTest(`the comparison in ${lang} on the ${viewport} is readable by all, without sideways scroll`, async (context) => {
    const page = await open(context, { hash: '/ruian/compare', lang, viewport });
    await page.locator('#three').waitFor();
    await shot(page, `compare empty ${lang} ${viewport}`);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.locator('#three').click();
    await answered(page, lang);
    await page.waitForFunction(() => document.querySelectorAll('.on-dot').length === 3, null, { timeout: 60_000 });
    await shot(page, `compare ${lang} ${viewport}`, { fullPage: true });
    assert.ok(await tooWide(page) <= 0, `${await tooWide(page)} px too wide`);
    assert.deepEqual(await accessibilityFaults(page), []);
    const rows = await page.locator('.ct .fg .cr:not(.fh)').count();
    await page.locator('#only').check();
    assert.ok(await page.locator('.ct .fg .cr:not(.fh)').count() < rows, 'rows that are alike are gone');
  });
}

browserTest('scenarios are saved, renamed, duplicated, opened, and come back after a deletion', async (context) => {
  const page = await open(context);
  await settled(page);
  await page.locator('.sl.big .fld input').fill('70000');
  await page.locator('.sl.big .fld input').press('Enter');
  await page.locator('#save').click();
  await page.locator('#save-name').fill('少一点');
  await page.locator('#save-now').click();
  await page.locator('#to-compare').click();
  await shelf(page).first().waitFor();
  assert.match(await shelf(page).innerText(), /少一点/);

  await shelf(page).getByText('复制一份').click();
  assert.deepEqual(await page.locator('.shelf li b').allInnerTexts(), ['少一点', '少一点 2']);
  await shelf(page).nth(1).getByText('改名').click();
  await page.waitForFunction(selected);
  await page.keyboard.type('少一点，再议');
  await page.keyboard.press('Enter');
  assert.deepEqual(await page.locator('.shelf li b').allInnerTexts(), ['少一点', '少一点，再议']);

  await shelf(page).first().getByText('删除').click();
  assert.deepEqual(await page.locator('.shelf li b').allInnerTexts(), ['少一点，再议']);
  await page.locator('.toast').getByText('撤销').click();
  assert.deepEqual(await page.locator('.shelf li b').allInnerTexts(), ['少一点', '少一点，再议']);
  await page.reload();
  await appStarted(page);
  await shelf(page).first().waitFor();
  assert.deepEqual(await page.locator('.shelf li b').allInnerTexts(), ['少一点', '少一点，再议']);

  // Opening one is one step of the workbench.
  await page.locator('#to-work').click();
  await page.locator('.sl.big .fld input').fill('80000');
  await page.locator('.sl.big .fld input').press('Enter');
  await page.locator('#to-compare').click();
  await shelf(page).first().getByText('在工作台打开').click();
  await page.locator('.sl.big .fld input').waitFor();
  assert.equal(await page.locator('.sl.big .fld input').inputValue(), '70,000');
  await page.locator('#undo').click();
  assert.equal(await page.locator('.sl.big .fld input').inputValue(), '80,000');
});

browserTest('a scenario goes out as a file and comes in again; a bad file changes nothing and names the field', async (context) => {
  const page = await open(context, { hash: '/ruian/compare', lang: 'en' });
  const bring = (text) => page.locator('#import').setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const scenario = { format: 'dabiao-scenario/1', plan: 'ruian', name: 'More beds', edits: { budget: { 2022: 350000000 }, fairness: 5 } };
  await bring(JSON.stringify(scenario));
  await shelf(page).first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), shelf(page).getByText('Export').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  assert.deepEqual(JSON.parse(text).edits.budget, scenario.edits.budget);
  await bring(text);
  await page.waitForFunction(() => document.querySelectorAll('.shelf li').length > 1);
  assert.deepEqual(await page.locator('.shelf li b').allInnerTexts(), ['More beds', 'More beds 2']);
  for (const [broken, says] of [
    [{ ...scenario, edits: { budget: { 2022: -1 } } }, /edits\.budget\.2022/],
    [{ ...scenario, edits: { fairness: 'much' } }, /edits\.fairness/],
    [{ ...scenario, edits: { added: { gold: { 2022: 1 } } } }, /edits\.added\.gold/],
    [{ ...scenario, plan: 'yueqing' }, /plan/],
    [{ ...scenario, edits: { pins: [{ unit: 'moon', measure: 'nursery_class', n: 1 }] } }, /edits\.pins\[0\]\.unit/],
  ]) {
    await bring(JSON.stringify(broken));
    await page.locator('.shelf .wrong .trouble').filter({ hasText: says }).waitFor();
    assert.equal(await shelf(page).count(), 2);
  }
  assert.deepEqual(await accessibilityFaults(page), []);
});

browserTest('what cannot be read of the kept scenarios is put aside, said, and can be had', async (context) => {
  const kept = {
    format: 'dabiao-scenarios/1',
    scenarios: [{ format: 'dabiao-scenario/1', plan: 'ruian', name: '好的', edits: {} }, { format: 'dabiao-scenario/1', plan: 'ruian', name: '坏的', edits: { path: 'nowhere' } }],
  };
  const init = `if (!localStorage.getItem('dabiao.scenarios.ruian')) localStorage.setItem('dabiao.scenarios.ruian', ${JSON.stringify(JSON.stringify(kept))})`;
  const page = await open(context, { hash: '/ruian/compare', init });
  await page.locator('#aside').waitFor();
  assert.deepEqual(await page.locator('.shelf li b').allInnerTexts(), ['好的']);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#aside').getByText('下载原文').click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /坏的/);
  await page.reload();
  await appStarted(page);
  await page.locator('#aside').waitFor();
  assert.equal(await shelf(page).count(), 1);
});

browserTest('a browser without room says so and keeps what was there', async (context) => {
  const page = await open(context, { hash: '/ruian/compare' });
  await page.locator('#three').click();
  await heads(page).first().getByText('保存', { exact: true }).click();
  await shelf(page).first().waitFor();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await heads(page).nth(1).getByText('保存', { exact: true }).click();
  await page.locator('.toast').getByText(/空间已满/).waitFor();
  assert.equal(await shelf(page).count(), 1);
});

browserTest('an alternative is taken out and had back, links are added, and four is the most', async (context) => {
  const page = await open(context, { hash: '/ruian/compare', lang: 'en' });
  await page.locator('#three').click();
  await heads(page).nth(2).locator('.ch .ic').click();
  assert.equal(await heads(page).count(), 2);
  await page.locator('.toast button').first().click();
  assert.equal(await heads(page).count(), 3);
  await page.locator('#add-link').click();
  await page.locator('#paste').fill('#1.nonsense');
  await page.locator('.paste button').click();
  await page.locator('.paste [role=alert]').filter({ hasText: /link/i }).waitFor();
  const { link } = JSON.parse(readFileSync(`${ROOT}fixtures/links/1-every-edit.json`, 'utf8'));
  await page.locator('#paste').fill(`${address()}#${link}`);
  await page.locator('.paste button').click();
  await page.waitForFunction(() => document.querySelectorAll('.cr.hd .sc').length === 4);
  assert.ok(await page.locator('#add-current').isDisabled());
  await heads(page).nth(3).getByText('Make reference').click();
  assert.match(await heads(page).first().innerText(), /瑞安 spring/);
  await page.reload();
  await appStarted(page);
  await page.waitForFunction(() => document.querySelectorAll('.cr.hd .sc').length === 4);
});

browserTest('a sweep gives what the command gives, to the letter', async (context) => {
  const page = await open(context, { hash: '/ruian/sweep', lang: 'en' });
  await page.locator('#sweep-budgets').fill('95,100');
  await page.locator('#sweep-steps').fill('3');
  const paths = page.locator('fieldset label');
  for (const path of await paths.all()) {
    const wanted = /low|middle/i.test(await path.innerText());
    await path.locator('input').setChecked(wanted);
  }
  await page.locator('#sweep-go').click();
  await page.waitForSelector('.sweep-state[data-stage=done]', { timeout: 110_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#sweep-csv').click()]);
  const golden = readFileSync(`${ROOT}tests/golden/sweep-ruian-2budgets-2paths.csv`, 'utf8');
  assert.equal(readFileSync(await download.path(), 'utf8'), golden);
  assert.equal(await page.locator('.dt.sweep tbody tr').count(), golden.trim().split('\n').length - 1);
  assert.deepEqual(await accessibilityFaults(page), []);
  await shot(page, 'sweep done', { fullPage: true });
});

browserTest('a sweep shows how far it is, can be stopped, and refuses what it cannot read', async (context) => {
  const page = await open(context, { hash: '/ruian/sweep', viewport: 'phone' });
  await page.locator('#sweep-budgets').fill('150..50');
  assert.ok(await page.locator('#sweep-go').isDisabled());
  await page.locator('#sweep-budgets').fill('50..150:5');
  await page.locator('#sweep-costs').fill('0.9，1，1.1');
  await page.locator('#sweep-go').click();
  await page.waitForFunction(() => document.querySelector('.sweep-state progress').value > 0, null, { timeout: 60_000 });
  await shot(page, 'sweep running phone');
  const workers = page.workers().length;
  assert.ok(workers >= 1 && workers <= 8, `${workers} workers`);
  await page.locator('#sweep-stop').click();
  await page.waitForSelector('.sweep-state[data-stage=stopped]');
  for (let i = 0; i < 40 && page.workers().length > 0; i++) await page.waitForTimeout(50);
  assert.equal(page.workers().length, 0);
  assert.ok(await tooWide(page) <= 0);
});
