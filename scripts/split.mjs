// Cuts the page's wasm in two, before seal.mjs gives out names: what the first screens need, and `more`, which the page
// fetches when it is asked for (see src/web/more.rs). Trunk cannot do this: the cut has to be made in what the linker wrote,
// by the record of relocations that build.rs asks for, and wasm-bindgen must see the first piece only. So trunk's own
// output of the page is thrown away here, and made again.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What rustc uses; the pieces do not say it themselves.
const FEATURES = ['bulk-memory', 'bulk-memory-opt', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'].map((name) => `--enable-${name}`);

const run = (command, ...args) => execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 });

/** What the linker wrote. */
function linked(root, release) {
  const metadata = JSON.parse(run('cargo', 'metadata', '--format-version', '1', '--no-deps', '--offline', '--manifest-path', join(root, 'Cargo.toml')));
  return join(metadata.target_directory, 'wasm32-unknown-unknown', release ? 'release' : 'debug', 'app.wasm');
}

/** Both pieces with their glue, in a folder of their own. */
function cut(wasm, folder, release) {
  run('wasm-split-cli', wasm, folder, '--out-name', 'app');
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', join(folder, 'glue'), '--out-name', 'app', join(folder, 'app.wasm'));
  const small = (from) => {
    const to = `${from}.small`;
    // As index.html says for the workers: more of it makes what is sent larger.
    if (release) run('wasm-opt', '-O1', ...FEATURES, from, '-o', to);
    return readFileSync(release ? to : from);
  };
  return {
    app: small(join(folder, 'glue', 'app_bg.wasm')),
    more: small(join(folder, 'split_more.wasm')),
    glue: readFileSync(join(folder, 'glue', 'app.js'), 'utf8'),
    loader: readFileSync(join(folder, '__wasm_split.js'), 'utf8'),
  };
}

function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`split.mjs: there is no ${from}`);
  return text.replaceAll(from, () => to);
}

/** Puts both pieces of the page into `site` in place of what trunk made; gives back the page's text with their names. */
export function split(root, site, html, release) {
  const [, old] = html.match(/(app-[0-9a-f]+)\.js/) ?? [];
  if (!old) throw new Error('split.mjs: index.html loads no app');
  const folder = mkdtempSync(join(tmpdir(), 'dabiao-split-'));
  const { app, more, glue, loader } = cut(linked(root, release), folder, release);
  rmSync(folder, { recursive: true });
  const hash = [app, more, glue, loader].reduce((sum, part) => sum.update(part), createHash('sha256')).digest('hex').slice(0, 16);
  for (const name of readdirSync(site).filter((name) => name.startsWith(old))) rmSync(join(site, name));
  const names = { app: `app-${hash}`, more: `more-${hash}.wasm`, loader: `app-${hash}-more.js` };
  writeFileSync(join(site, `${names.app}_bg.wasm`), app);
  writeFileSync(join(site, `${names.app}.js`), replaced(glue, 'from "./__wasm_split.js"', `from "./${names.loader}"`));
  writeFileSync(join(site, names.more), more);
  const found = replaced(loader, './app.js', `./${names.app}.js`);
  writeFileSync(join(site, names.loader), replaced(found, './split_more.wasm', `./${names.more}`));
  const preload = `<link rel="modulepreload" href="./${names.app}.js"`;
  const text = replaced(html, old, names.app);
  return replaced(text, preload, `<link rel="modulepreload" href="./${names.loader}" crossorigin="anonymous">${preload}`);
}
