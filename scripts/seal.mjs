// Runs after trunk has built the site and before it moves it to dist/. Five things trunk cannot do:
//
// 1. The worker's files get names with their hash in them. Trunk hashes the app's files only, so a browser with an
//    old `solver.js` in its cache would pair it with a new page. The loader shim and the glue become one file,
//    `solver-<hash>.js`, and the page learns its address from <meta name="dabiao-worker">; `study` likewise, from
//    <meta name="dabiao-study">.
// 2. The Content-Security-Policy gets the hash of the one script that trunk writes into the page.
// 3. <meta name="dabiao-build"> gets a hash over every file, so that a report can say which build it is about, and
//    <meta name="dabiao-base"> the public address (DABIAO_BASE, from `make dist BASE=…`): links that are copied from a
//    page opened as a file point there.
// 4. The built-in plans and their other readings become files beside the page, listed in <meta name="dabiao-plans">; see seal-plans.mjs.
// 5. The page's wasm is cut in two, see split.mjs. This comes first.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sealPlans } from './seal-plans.mjs';
import { split } from './split.mjs';

const site = process.env.TRUNK_STAGING_DIR;
if (!site) throw new Error('seal.mjs is a trunk hook: TRUNK_STAGING_DIR is not set');

const WORKERS = ['solver', 'study'];

const path = (name) => join(site, name);
const digest = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256'));
const short = (...parts) => digest(...parts).digest('hex').slice(0, 16);

function sealWorker(name) {
  const glue = readFileSync(path(`${name}.js`), 'utf8');
  const wasm = readFileSync(path(`${name}_bg.wasm`));
  const hash = short(glue, wasm);
  renameSync(path(`${name}_bg.wasm`), path(`${name}-${hash}_bg.wasm`));
  // An address without a base is resolved against the worker's own script, which stands in the same folder.
  const start = `\nwasm_bindgen({ module_or_path: './${name}-${hash}_bg.wasm' });\n`;
  writeFileSync(path(`${name}-${hash}.js`), glue + start);
  rmSync(path(`${name}.js`));
  rmSync(path(`${name}_loader.js`), { force: true });
  return `./${name}-${hash}.js`;
}

function inlineScripts(html) {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
}

function policy(html) {
  const hashes = inlineScripts(html).map((text) => `'sha256-${digest(text).digest('base64')}'`);
  return [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(' ')}`,
    `style-src-elem 'self'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function fill(html, from, to) {
  if (!html.includes(from)) throw new Error(`seal.mjs: index.html has no ${from}`);
  return html.replace(from, () => to);
}

const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const root = fileURLToPath(new URL('..', import.meta.url));
const plans = sealPlans(join(root, 'fixtures'), site);
const workers = Object.fromEntries(WORKERS.map((name) => [name, sealWorker(name)]));
let html = split(root, site, readFileSync(path('index.html'), 'utf8'), process.env.TRUNK_PROFILE === 'release');
html = fill(html, 'name="dabiao-worker" content=""', `name="dabiao-worker" content="${workers.solver}"`);
html = fill(html, 'name="dabiao-study" content=""', `name="dabiao-study" content="${workers.study}"`);
html = fill(html, 'name="dabiao-plans" content=""', `name="dabiao-plans" content="${attribute(JSON.stringify(plans))}"`);
html = fill(html, 'name="dabiao-base" content=""', `name="dabiao-base" content="${attribute(process.env.DABIAO_BASE ?? '')}"`);
html = fill(html, 'content="dabiao-csp"', `content="${policy(html)}"`);
// The names of the files carry their hashes, so the page and the list of names stand for the whole build.
const build = short(html, readdirSync(site).sort().join('\n'));
html = fill(html, 'name="dabiao-build" content=""', `name="dabiao-build" content="${build}"`);
writeFileSync(path('index.html'), html);
