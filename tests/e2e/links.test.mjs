// Links and addresses as chats hand them on, and links that are older than the plan, in Chromium on the built site.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ROOT, answered } from './browser.mjs';
import { browserTest, open } from './harness.mjs';
import { ruian } from './large.mjs';

const golden = (name) => JSON.parse(readFileSync(`${ROOT}fixtures/links/${name}.json`, 'utf8')).link;
const total = (page) => page.locator('.sl.big .fld input');
const notice = (page) => page.locator('.trouble.link');

/** The page gets this plan in place of its own Ruian plan. */
const instead = (plan) => (page) => page.route('**/plan-ruian-*.json', (route) => route.fulfill({ json: plan }));

const changed = (change) => {
  const plan = structuredClone(ruian);
  change(plan);
  return plan;
};

/** Nothing has to be built or paid for first, as when the golden links were made: there is a plan with little money. */
const freed = (plan) => {
  plan.must = [];
  for (const project of plan.committed) project.unpaid = [];
};

browserTest('what a chat appends to a link is passed over', async (context) => {
  const link = golden('1-every-edit');
  const before = instead(changed(freed));
  const bare = await open(context, { hash: link, before });
  await answered(bare);
  const money = await total(bare).inputValue();
  await bare.context().close();
  for (const tail of ['&shareTo=weixin', '?from=singlemessage&isappinstalled=0', '。', '）', '”', '#wechat_redirect', ' 请看']) {
    const page = await open(context, { hash: link + tail, before });
    await answered(page);
    assert.equal(await total(page).inputValue(), money, tail);
    assert.equal(await notice(page).filter({ hasText: '链接打不开' }).count(), 0, tail);
    // Its workers would go on beside the next one.
    await page.context().close();
  }
});

browserTest('a route ends where a chat appends', async (context) => {
  for (const tail of ['?from=timeline&isappinstalled=0', '&shareTo=weixin', '。', '%E3%80%82']) {
    const page = await open(context, { hash: `/ruian${tail}` });
    await answered(page);
    await page.context().close();
    const compare = await open(context, { hash: `/ruian/compare${tail}` });
    await compare.locator('main.cmp').waitFor();
    await compare.context().close();
  }
  const home = await open(context, { hash: '/?from=groupmessage' });
  await home.locator('#plan-ruian').waitFor();
});

browserTest('a link of several scenarios says that the data have changed, as a link of one does', async (context) => {
  const plan = changed((p) => { p.measures[0].cost.value += 10_000; });
  const said = '本页的规划数据与发送时不同';
  const one = await open(context, { hash: golden('1-whole-plan'), before: instead(plan) });
  await notice(one).filter({ hasText: said }).waitFor();
  const several = await open(context, { hash: golden('2-three-budgets'), before: instead(plan) });
  await several.waitForFunction(() => document.querySelectorAll('.cr.hd .sc').length === 3);
  await notice(several).filter({ hasText: said }).waitFor();
  await notice(several).locator('button').click();
  await notice(several).waitFor({ state: 'detached' });
  // Pasted, it says so too; with the plan as it was, nothing is said.
  const pasted = async (link, count, before) => {
    const page = await open(context, { hash: '/ruian/compare', before });
    await page.locator('#add-link').click();
    await page.locator('#paste').fill(`看：https://example.org/#${link}&shareTo=weixin。`);
    await page.locator('.paste button[type=submit]').click();
    await page.waitForFunction((n) => document.querySelectorAll('.cr.hd .sc').length === n, count);
    return page;
  };
  await notice(await pasted(golden('2-three-budgets'), 3, instead(plan))).filter({ hasText: said }).waitFor();
  const sender = await open(context, { hash: '/ruian' });
  await answered(sender);
  await sender.locator('#share').click();
  const link = await sender.locator('#share-link').inputValue();
  assert.equal(await notice(await pasted(link.split('#')[1], 1)).filter({ hasText: said }).count(), 0);
});

browserTest('a link opens although one of its targets is gone, and says which', async (context) => {
  const gone = (plan) => { plan.targets.find((t) => t.id === 'RA1').id = 'RA1b'; };
  const plan = changed((p) => { freed(p); gone(p); });
  const page = await open(context, { hash: golden('1-every-edit'), before: instead(plan) });
  await notice(page).filter({ hasText: '这份规划里没有目标“RA1”' }).waitFor();
  await answered(page);
  assert.doesNotMatch(await notice(page).innerText(), /edits\.|链接打不开/);
  // The rest is there: the money of two years was moved.
  const whole = await open(context, { hash: golden('1-every-edit'), before: instead(changed(freed)) });
  await answered(whole);
  assert.equal(await total(page).inputValue(), await total(whole).inputValue());
});

browserTest('a link with the very edits that are being solved is answered', async (context) => {
  let release;
  const held = new Promise((done) => { release = done; });
  const hold = async (page) => {
    await instead(changed(freed))(page);
    await page.route('**/solver-*.js', async (route) => {
      await held;
      await route.continue();
    });
  };
  const page = await open(context, { before: hold });
  await page.locator('.sl.big').waitFor();
  // Nothing is edited and nothing answered; the link has no edits either, and a plan that builds nothing.
  await page.evaluate((link) => { location.hash = link; }, golden('1-nothing-built'));
  await page.waitForSelector('html[data-state=preliminary]', { state: 'attached' });
  release();
  await page.waitForSelector('html[data-state=settled]', { state: 'attached' });
});

browserTest('a scenario of another plan and a plan file say what they are', async (context) => {
  const page = await open(context, { hash: '/ruian/compare' });
  const bring = async (value, said) => {
    const buffer = Buffer.from(JSON.stringify(value));
    await page.locator('#import').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer });
    await page.locator('.wrong').filter({ hasText: said }).waitFor();
  };
  await bring({ format: 'dabiao-scenario/1', plan: 'yueqing', edits: {} }, '这个情景属于规划“yueqing”');
  await bring(ruian, '这是规划文件，这里要的是情景文件');
});

browserTest('where nothing is weighed there are no points', async (context) => {
  const plan = changed((p) => p.targets.forEach((t) => { t.weight = { value: 0, from: p.sources[0].id }; }));
  const page = await open(context, { before: instead(plan) });
  await answered(page);
  assert.match(await page.locator('.pts').innerText(), /权重都是 0，不计分/);
});
