// Runs after trunk has built the site and before it moves it to dist/ (Trunk.toml): takes out the programs as trunk has made
// them, since they cannot be cut in two any more, and lets seal.mjs make them anew of what the linker wrote.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linked, targetFolder, toolsIn } from './cargo.mjs';
import { PROGRAM, seal } from './seal.mjs';
import { replaced } from './text.mjs';

const site = process.env.TRUNK_STAGING_DIR;
if (!site) throw new Error('trunk.mjs is a trunk hook: TRUNK_STAGING_DIR is not set');
const root = fileURLToPath(new URL('../..', import.meta.url));
const small = process.env.TRUNK_PROFILE === 'release';

for (const name of readdirSync(site).filter((name) => /^(app|solver|study)[-_.].*(js|wasm)$/.test(name) || name === 'snippets')) {
  rmSync(join(site, name), { recursive: true });
}
const path = join(site, 'index.html');
let html = readFileSync(path, 'utf8');
html = html.replace(/<link rel="(?:modulepreload|preload)"[^>]*app-[^>]*>/g, '');
const [script] = html.match(/<script type="module"[^>]*>(?:(?!<\/script>)[\s\S])*TrunkApplicationStarted[\s\S]*?<\/script>/) ?? [];
writeFileSync(path, replaced(html, script ?? '<script type="module">', PROGRAM));

const target = targetFolder(root);
const wasm = {
  app: linked(target, small ? 'page' : 'dev', 'app'),
  solver: linked(target, small ? 'worker' : 'dev', 'solver'),
  study: linked(target, small ? 'worker' : 'dev', 'study'),
};
seal({ root, site, tools: toolsIn(root, target), wasm, small });
