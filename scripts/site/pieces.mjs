// The programs of the site: the page and its workers. Each is made of what the linker wrote by `bind` (tools/) and, where the
// site is to be small, by wasm-opt; then it stands in the site under names that carry its hash, so that a browser with an
// old file in its cache never pairs it with a new page.
//
// The page comes in two pieces, see src/web/more.rs: what the first screens need, and `more`, which the page fetches when it
// is asked for. The cut has to be made in what the linker wrote, by the record of relocations that build.rs asks for, and the
// bindings are made for the first piece only.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaced, short } from './text.mjs';

// What rustc uses; the pieces do not say it themselves.
const FEATURES = ['bulk-memory', 'bulk-memory-opt', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'].map((name) => `--enable-${name}`);

const run = (command, ...args) => execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 });

/** What `bind` makes of `wasm`, handed to `take`, which reads files by their names; small: wasm-opt goes over wasm files. */
function bound(tools, wasm, name, target, small, take) {
  const folder = mkdtempSync(join(tmpdir(), 'dabiao-site-'));
  try {
    run(tools.bind, wasm, folder, name, target);
    return take((file) => {
      const from = join(folder, file);
      if (!small || !file.endsWith('.wasm')) return readFileSync(from);
      // More of it makes the files smaller and what is sent (brotli) larger: 461 KB at -Oz, 452 KB at -O1.
      run(tools.wasmOpt, '-O1', ...FEATURES, from, '-o', `${from}.small`);
      return readFileSync(`${from}.small`);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The loader that comes with the cut asks for streaming, which a host that sends another type than application/wasm
// refuses, and calls whatever came a network failure.
const STREAMING = 'WebAssembly.instantiateStreaming(src, imports)';
const PLAIN = 'src.then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))';

/** Puts the page into `site`; gives back the names of its files: glue, loader, app and more. */
export function putPage(tools, wasm, site, small) {
  return bound(tools, wasm, 'app', 'split', small, (file) => {
    const [glue, loader] = [file('app.js'), file('__wasm_split.js')].map(String);
    const [app, more] = [file('app_bg.wasm'), file('split_more.wasm')];
    const hash = short(app, more, glue, loader);
    const names = { glue: `app-${hash}.js`, loader: `app-${hash}-more.js`, app: `app-${hash}_bg.wasm`, more: `more-${hash}.wasm` };
    const put = (name, text) => writeFileSync(join(site, name), text);
    put(names.app, app);
    put(names.more, more);
    put(names.glue, replaced(glue, 'from "./__wasm_split.js"', `from "./${names.loader}"`));
    const found = [['./app.js', `./${names.glue}`], ['./split_more.wasm', `./${names.more}`], [STREAMING, PLAIN]];
    put(names.loader, found.reduce((text, [from, to]) => replaced(text, from, to), loader));
    return names;
  });
}

/** Puts a worker into `site`, glue and start in one file; gives back that file's name. */
export function putWorker(tools, wasm, name, site, small) {
  return bound(tools, wasm, name, 'no-modules', small, (file) => {
    const [glue, code] = [String(file(`${name}.js`)), file(`${name}_bg.wasm`)];
    const hash = short(glue, code);
    writeFileSync(join(site, `${name}-${hash}_bg.wasm`), code);
    // An address without a base is resolved against the worker's own script, which stands in the same folder. The page hears
    // of an error that nobody caught, but not of a promise that was refused.
    const start = `\nwasm_bindgen({ module_or_path: './${name}-${hash}_bg.wasm' }).catch((error) => setTimeout(() => { throw error; }));\n`;
    writeFileSync(join(site, `${name}-${hash}.js`), glue + start);
    return `${name}-${hash}.js`;
  });
}
