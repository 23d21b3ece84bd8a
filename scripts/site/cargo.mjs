// Cargo as the scripts of the site use it.
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// How often a build that nobody sees the bar of says how far it is.
const EVERY_MS = 20_000;

/** Where cargo puts what it builds. */
export function targetFolder(root) {
  const text = execFileSync('cargo', ['metadata', '--format-version', '1', '--no-deps', '--offline', '--manifest-path', join(root, 'Cargo.toml')], { maxBuffer: 2 ** 28 });
  return JSON.parse(text).target_directory;
}

/** What the linker wrote for the browser. */
export const linked = (target, profile, name) => join(target, 'wasm32-unknown-unknown', profile === 'dev' ? 'debug' : profile, `${name}.wasm`);

/** The programs that make what a browser can load of it; scripts/setup.sh has put them there. */
export const toolsIn = (root, target) => ({
  bind: join(target, 'tools', 'bind'),
  wasmOpt: join(root, 'node_modules', '.bin', 'wasm-opt'),
});

/** Runs cargo, and says in words how far it is: by cargo's own bar in a terminal, by a line now and then elsewhere. */
export function cargo(what, args, root) {
  console.log(`site: ${what}; dabiao itself comes last and takes longest`);
  const begin = Date.now();
  const time = () => `${Math.round((Date.now() - begin) / 1000)} s`;
  const isSeen = process.stderr.isTTY;
  const format = isSeen ? [] : ['--message-format', 'json-render-diagnostics', '--quiet'];
  const child = spawn('cargo', [...args, ...format], { cwd: root, stdio: ['ignore', isSeen ? 'inherit' : 'pipe', 'inherit'] });
  let [crates, last] = [0, ''];
  if (!isSeen) {
    createInterface(child.stdout).on('line', (line) => {
      const message = JSON.parse(line);
      if (message.reason !== 'compiler-artifact') return;
      crates += 1;
      last = message.target.name;
    });
  }
  const timer = setInterval(() => { if (!isSeen) console.log(`site:   ${crates} crates after ${time()}${last && `, the last was ${last}`}`); }, EVERY_MS);
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      clearInterval(timer);
      if (code === 0) {
        console.log(`site:   done in ${time()}`);
        done();
      } else {
        console.error(`site: cargo failed while ${what}; what it said stands above`);
        process.exit(1);
      }
    });
  });
}
