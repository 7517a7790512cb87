import { createHash } from 'node:crypto';
import { Marked, type Tokens } from 'marked';

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8dee6, #3a424e); --soft: light-dark(#f4f6f9, #1c222b); --link: light-dark(#0b57d0, #8ab4f8) }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1.25rem }
h1, h2, h3 { line-height: 1.25; margin: 2em 0 .6em } h1 { margin-top: 0 }
a { color: var(--link) }
code, pre { font: .9em/1.5 ui-monospace, monospace; background: var(--soft); border-radius: 6px }
code { padding: .1em .35em } pre { padding: .9em 1em; overflow-x: auto } pre code { padding: 0; background: none }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; border-block-end: 1px solid var(--line); padding: .45em .6em }
nav ul { padding-inline-start: 1.2em; columns: 2 16rem }
`;

/** By which a browser knows the page's own style, and takes no other. */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;

/** Where a page may point: another document by its file, or an address of its own. */
export interface PageLinks {
  /** The file names of documents, by the pages that they are made of. */
  readonly fileOf: ReadonlyMap<string, string>;
}

/** A page of `docs/` as one HTML file that needs nothing else. What points to files that are not there is left as text. */
export function readingPage(markdown: string, language: string, { fileOf }: PageLinks): string {
  const headings: { id: string; text: string }[] = [];
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth, text }) {
        const id = slugOf(text);
        if (depth === 2) headings.push({ id, text: this.parser.parseInline(tokens) });
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        const target = targetOf(href, fileOf);
        return target === undefined ? text : `<a href="${escaped(target)}">${text}</a>`;
      },
      image: ({ text }) => escaped(text),
      // Comments are for those who work on the page.
      html: ({ text }: Tokens.HTML | Tokens.Tag) => (/^<!--/.test(text) ? '' : escaped(text)),
    },
  });
  const body = marked
    .parse(markdown, { async: false })
    .replace(/<table>/g, '<div class="wide"><table>')
    .replace(/<\/table>/g, '</table></div>');
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? '';
  const list = headings.map(({ id, text }) => `<li><a href="#${id}">${text}</a></li>`).join('');
  const contents = headings.length > 2 ? `<nav><ul>${list}</ul></nav>` : '';
  const [head = '', ...rest] = body.split('</h1>');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${head}</h1>
${contents}
${rest.join('</h1>')}</main>
</body>
</html>
`;
}

function targetOf(href: string, fileOf: ReadonlyMap<string, string>): string | undefined {
  if (/^https:\/\//.test(href) || href.startsWith('#')) return href;
  const [path = '', anchor] = href.split('#');
  const file = fileOf.get(path);
  return file && (anchor ? `${file}#${anchor}` : file);
}

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');

const escaped = (text: string): string => text.replace(/[&<>"]/g, character => `&#${String(character.charCodeAt(0))};`);
