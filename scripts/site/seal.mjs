// Makes the folder that holds index.html, style and scripts a site that can be served:
//
// 1. The programs are put there, see pieces.mjs. The page learns the addresses of its workers and of its second piece from
//    <meta name="dabiao-worker">, "dabiao-study" and "dabiao-more".
// 2. The built-in plans and their other readings become files beside the page, listed in <meta name="dabiao-plans">; see
//    plans.mjs.
// 3. The Content-Security-Policy gets the hashes of the scripts that stand in the page itself.
// 4. <meta name="dabiao-build"> gets a hash over every file, so that a report can say which build it is about, and
//    <meta name="dabiao-base"> the public address (DABIAO_BASE, from `make dist BASE=…`): links that are copied from a
//    page opened as a file point there.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putPage, putWorker } from './pieces.mjs';
import { sealPlans } from './plans.mjs';
import { attribute, digest, replaced, short } from './text.mjs';

// Both ways of starting end in an event that static/boot.js waits for.
const start = ({ glue, app }) => `
import('./${glue}')
  .then((page) => page.default({ module_or_path: './${app}' }))
  .then(() => dispatchEvent(new CustomEvent('dabiao-started')), (error) => {
    dispatchEvent(new CustomEvent('dabiao-failed', { detail: error }));
    throw error;
  });
`;

const head = (names) => [
  `<link rel="modulepreload" href="./${names.loader}" crossorigin="anonymous">`,
  `<link rel="modulepreload" href="./${names.glue}" crossorigin="anonymous">`,
  `<link rel="preload" href="./${names.app}" crossorigin="anonymous" as="fetch" type="application/wasm">`,
  `<script type="module">${start(names)}</script>`,
].join('\n');

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

/**
 * Seals the folder `site`, whose index.html has a mark where the page's program is loaded.
 *   root    the project
 *   tools   where `bind` and `wasm-opt` are
 *   wasm    what the linker wrote, by name: app, solver, study
 *   small   whether the programs are made small
 */
export function seal({ root, site, tools, wasm, small }) {
  const plans = sealPlans(join(root, 'fixtures'), site);
  const page = putPage(tools, wasm.app, site, small);
  const metas = {
    worker: `./${putWorker(tools, wasm.solver, 'solver', site, small)}`,
    study: `./${putWorker(tools, wasm.study, 'study', site, small)}`,
    more: `./${page.more}`,
    plans: JSON.stringify(plans),
    base: process.env.DABIAO_BASE ?? '',
  };
  const fill = (html, [name, content]) => replaced(html, `name="dabiao-${name}" content=""`, `name="dabiao-${name}" content="${attribute(content)}"`);
  let html = replaced(readFileSync(join(site, 'index.html'), 'utf8'), PROGRAM, head(page));
  html = Object.entries(metas).reduce(fill, html);
  html = replaced(html, 'content="dabiao-csp"', `content="${policy(html)}"`);
  // The names of the files carry their hashes, so the page and the list of names stand for the whole build.
  html = fill(html, ['build', short(html, readdirSync(site).sort().join('\n'))]);
  writeFileSync(join(site, 'index.html'), html);
}

/** Stands in index.html where the page's program is loaded. */
export const PROGRAM = '<!-- dabiao-program -->';
