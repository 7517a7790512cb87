/** A piece of XML; nothing where it has nothing to say. */
export type Xml = string | null;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// What XML 1.0 has no way to carry.
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text as XML carries it. */
export const escaped = (text: string): string =>
  text.replace(IMPOSSIBLE, '').replace(/[&<>"]/g, character => ENTITIES[character] ?? '');

/** An element with a text, and attributes; nothing where there is no text. */
export function leaf(name: string, text: string | null, attributes: Readonly<Record<string, string>> = {}): Xml {
  if (text === null || text === '') return null;
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${written.join('')}>${escaped(text)}</${name}>`;
}

/** An element with what is in it, in this order; nothing where nothing is. */
export function node(name: string, ...children: readonly Xml[]): Xml {
  const there = children.filter(child => child !== null);
  return there.length === 0 ? null : `<${name}>${there.join('')}</${name}>`;
}
