// What the scripts of the site do with texts: replace what must be there, and name things by their hash.
import { createHash } from 'node:crypto';

export const digest = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256'));
export const short = (...parts) => digest(...parts).digest('hex').slice(0, 16);

/** `text` with `to` in place of every `from`; it is an error that there is none. */
export function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`the site cannot be built: there is no ${from}`);
  return text.replaceAll(from, () => to);
}

/** As the value of an attribute in quotes. */
export const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
