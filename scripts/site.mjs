// Builds the site into dist/: `node scripts/site.mjs page|light`.
//
//   page    as it is put on a server: small, which takes its time
//   light   as `make serve` shows it: the same page, built soon, several times as large
//
// index.html is written for trunk: whoever has trunk can use it (`trunk serve`, `trunk build --release`), which ends in the
// same site/seal.mjs by way of site/trunk.mjs. This script does what trunk would do, with nothing but cargo and Node.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cargo, linked, targetFolder, toolsIn } from './site/cargo.mjs';
import { PROGRAM, seal } from './site/seal.mjs';
import { short } from './site/text.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// Which cargo profile builds which programs. The workers of the small page have what the profile `worker` says; built in the
// page's folder, they share its dependencies, which are compiled once.
const WORKER = ['--config', 'profile.page.package.dabiao.opt-level="s"'];
const BUILDS = {
  page: [{ profile: 'page', programs: ['app'] }, { profile: 'page', programs: ['solver', 'study'], settings: WORKER }],
  light: [{ profile: 'light', programs: ['app', 'solver', 'study'] }],
};

const kind = process.argv[2];
const builds = BUILDS[kind];
if (!builds) {
  console.error('usage: node scripts/site.mjs page|light');
  process.exit(2);
}

/** The page's text with style and scripts under names with their hashes, which are put into `site`. */
function page(site) {
  const html = readFileSync(join(root, 'index.html'), 'utf8');
  let isPlaced = false;
  return html.replace(/<(?:link|script) data-trunk [^>]*>(?:<\/script>)?\n?/g, (tag) => {
    const [, file] = tag.match(/(?:href|src)="([^"]+)"/) ?? [];
    if (!file) {
      // All programs are loaded from one place, by seal.mjs.
      const place = isPlaced ? '' : `${PROGRAM}\n`;
      isPlaced = true;
      return place;
    }
    const name = `${basename(file, extname(file))}-${short(readFileSync(join(root, file)))}${extname(file)}`;
    copyFileSync(join(root, file), join(site, name));
    return extname(file) === '.css' ? `<link rel="stylesheet" href="./${name}">\n` : `<script src="./${name}"></script>\n`;
  });
}

const target = targetFolder(root);
const tools = toolsIn(root, target);
for (const [name, path] of Object.entries(tools)) {
  if (existsSync(path)) continue;
  console.error(`site: the tool ${name} is missing: run scripts/setup.sh build first (make serve and make dist do)`);
  process.exit(1);
}
const site = join(target, 'site', kind);
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
const wasm = {};
for (const { profile, programs, settings = [] } of builds) {
  const bins = programs.flatMap((name) => ['--bin', name]);
  const args = ['build', '--locked', '--target', 'wasm32-unknown-unknown', '--profile', profile, ...settings, ...bins];
  await cargo(`compiling ${programs.join(', ')} for the browser`, args, root);
  for (const name of programs) wasm[name] = linked(target, profile, name);
}
console.log('site: binding the programs to the page');
writeFileSync(join(site, 'index.html'), page(site));
seal({ root, site, tools, wasm, small: kind === 'page' });
// What is served is never half a site.
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
renameSync(site, dist);
console.log(`site: dist/ is ready${kind === 'light' ? ' (built to be ready soon; `make dist` builds the small one)' : ''}`);
