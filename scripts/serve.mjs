// A static file server for the built site: `node scripts/serve.mjs [folder] [port]`. The tests in Chromium use it too.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv; charset=utf-8',
};

// Files whose name carries a hash never change; everything else is asked for again.
const HASHED = /-[0-9a-f]{12,16}[._]/;

async function answer(root, request, response) {
  let name;
  try {
    name = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  } catch {
    return response.writeHead(400).end();
  }
  const file = join(root, name.endsWith(sep) ? join(name, 'index.html') : name);
  if (!file.startsWith(root + sep)) return response.writeHead(403).end();
  try {
    const body = await readFile(file);
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': body.length,
      'cache-control': HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  }
}

/** Serves `folder` on 127.0.0.1; port 0 takes a free one. Resolves to `{ url, close }`. */
export function serve(folder, port = 0) {
  const root = resolve(folder);
  const server = createServer((request, response) => void answer(root, request, response));
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}/`;
      const close = () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); });
      done({ url, close });
    });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = 'dist', port = '8080'] = process.argv.slice(2);
  try {
    const { url } = await serve(folder, Number(port));
    console.log(`达标 is served on ${url} (Ctrl+C stops it)`);
  } catch (error) {
    const busy = error.code === 'EADDRINUSE';
    console.error(busy ? `Port ${port} is taken: choose another with make serve PORT=8081` : error.message);
    process.exit(1);
  }
}
