import { linkOf, reasonAgainst, withPrefix } from './connect-template.ts';

describe('the link to clients', () => {
  const good = [
    'anydesk:{id}',
    'rustdesk://{id}',
    'rustdesk://connection/new/{id}?password=',
    'x-my-tool+v2.1:connect/{id}',
    'https://portal.example.com/connect/{id}',
    'https://portal.example.com:8443/?to={id}&view=1#top',
    'https://portal.example.com?to={id}',
    'teamviewer10://control?device={id}',
    'tool:{id}%20now',
  ];
  for (const template of good) {
    it(`may be ${template}`, () => {
      expect(reasonAgainst(template)).toBeUndefined();
      expect(linkOf(template, '123456789')).toBe(template.replace('{id}', '123456789'));
    });
  }

  it('may have the prefix of the account behind its scheme', () => {
    const template = 'anydesk:AnyDesk-{prefix}_msi:{id}';
    expect(reasonAgainst(template)).toBeUndefined();
    expect(withPrefix(template, 'ad_k3m9xq')).toBe('anydesk:AnyDesk-ad_k3m9xq_msi:{id}');
    expect(withPrefix(template, null)).toBeNull();
    expect(withPrefix('anydesk:{id}', null)).toBe('anydesk:{id}');
  });

  const bad = [
    'anydesk:{prefix}{prefix}:{id}',
    '{prefix}:{id}',
    '',
    '{id}',
    'anydesk:',
    'anydesk:{id}{id}',
    'anydesk:{ID}',
    'javascript:alert({id})',
    'JavaScript:alert({id})',
    'java\tscript:alert({id})',
    'java&#10;script:alert({id})',
    ' javascript:{id}',
    '\u0001javascript:{id}',
    'data:text/html,{id}',
    'vbscript:msgbox({id})',
    'file:///{id}',
    'view-source:https://a.example/{id}',
    'blob:https://a.example/{id}',
    'ms-msdt:/id {id}',
    'ms-msdt:/{id}',
    'search-ms:query={id}',
    'intent://{id}#Intent;scheme=https;end',
    'http://a.example/{id}',
    'https://{id}/',
    'https://{id}.example.com/',
    'https:{id}',
    'https:///{id}',
    'https://user:secret@a.example/{id}',
    'https://user@a.example/{id}',
    'tool://user:secret@{id}',
    '//a.example/{id}',
    '/connect/{id}',
    'anydesk:{id}\n',
    'anydesk:{id}\u0000',
    'anydesk:{id}%00',
    'anydesk:{id}%0a',
    'anydesk:{id}%zz',
    'anydesk:{id}" onclick="alert(1)',
    "anydesk:{id}'",
    'anydesk:{id}<script>',
    'anydesk:{id}\\',
    'anydesk:{id}`',
    'anydesk:{id}\u202e',
    'anydеsk:{id}', // a Cyrillic е
    'anydesk:{id}{{constructor}}',
    `anydesk:{id}${'x'.repeat(300)}`,
  ];
  for (const template of bad) {
    it(`may not be ${JSON.stringify(template).slice(0, 50)}`, () => {
      expect(reasonAgainst(template)).toEqual(jasmine.stringMatching(/^(must|may) /));
    });
  }
});
