import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigError, readConfig } from './config.ts';
import { SETTINGS } from './settings.ts';

/** The lines by which a start with these settings is refused. */
function refusal(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return (error as ConfigError).lines;
  }
}

describe('the settings', () => {
  it('have defaults that run on this machine only', () => {
    const config = readConfig({});

    expect(config).toEqual({
      port: 4000,
      host: '127.0.0.1',
      portalUrl: new URL('http://localhost:4000'),
      allowedOrigins: [],
      brand: 'MyDesk Portal',
      databaseUrl: undefined,
      dataDir: 'data',
      secret: undefined,
      eventRetentionDays: 400,
      smtpUrl: undefined,
      mailFrom: { name: 'MyDesk Portal', address: 'portal@localhost' },
      supportEmail: undefined,
      isSignUpOpen: false,
      billing: { seller: undefined, vatBasisPoints: 1_900, invoicePrefix: '', dueDays: 14, timeZone: 'Europe/Berlin' },
      baseFolder: 'data/base',
      stockServer: { host: '', key: '', api: 'http://localhost:4000', relay: '' },
      trustProxy: 0,
      logLevel: 'info',
    });
  });

  it('stand in .env.example, each with its default', () => {
    const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const lines = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];
    const listed = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));

    const defaults = Object.entries(SETTINGS).map(([name, setting]) => [
      name,
      String((setting as { default: unknown }).default),
    ]);
    expect(listed).toEqual(Object.fromEntries(defaults) as typeof listed);
    expect(readConfig(listed)).toEqual(readConfig({}));
  });

  it('name a seller completely, or none', () => {
    const complete = {
      SELLER_NAME: 'Acme GmbH',
      SELLER_STREET: 'Main Street 1',
      SELLER_POSTAL_CODE: '10115',
      SELLER_CITY: 'Berlin',
      SELLER_EMAIL: 'billing@example.com',
      SELLER_VAT_ID: 'DE136695976',
      SELLER_IBAN: 'DE89 3704 0044 0532 0130 00',
      VAT_PERCENT: '8.1',
    };
    const { seller, vatBasisPoints } = readConfig(complete).billing;
    expect(seller).toEqual(
      jasmine.objectContaining({ name: 'Acme GmbH', country: 'DE', iban: 'DE89370400440532013000' }),
    );
    expect(vatBasisPoints).toBe(810);
    for (const name of Object.keys(complete).slice(1, 6)) {
      const { [name as keyof typeof complete]: _, ...lacking } = complete;
      expect(refusal(lacking).map(line => line.split(':')[0])).toEqual([name]);
    }
    const wrong = {
      SELLER_EMAIL: 'a@example.com, b@example.com',
      SELLER_IBAN: 'DE00',
      VAT_PERCENT: '-1',
      INVOICE_PREFIX: 'a/',
    };
    expect(refusal(wrong).map(line => line.split(':')[0])).toEqual(Object.keys(wrong));
  });

  it('follow the port where no address is set', () => {
    expect(readConfig({ PORT: '5001' }).portalUrl.href).toBe('http://localhost:5001/');
  });

  it('are read from a file where one is named', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'secret');
    writeFileSync(file, `${'s'.repeat(40)}\n`);

    expect(readConfig({ PORTAL_SECRET_FILE: file }).secret).toBe('s'.repeat(40));
    expect(refusal({ PORTAL_SECRET_FILE: file, PORTAL_SECRET: 't'.repeat(40) })).toHaveSize(1);
    expect(refusal({ PORTAL_SECRET_FILE: `${file}-not` })).toEqual(['PORTAL_SECRET_FILE: cannot be read (ENOENT)']);
  });

  it('name every one that is wrong, in a line each', () => {
    const lines = refusal({ PORT: 'http', LOG_LEVEL: 'loud', TRUST_PROXY: 'true', PORTAL_SECRET: 'short' });

    expect(lines.map(line => line.split(':')[0]).sort()).toEqual(['LOG_LEVEL', 'PORT', 'PORTAL_SECRET', 'TRUST_PROXY']);
    expect(lines.join()).not.toContain('short');
  });

  const wrong: [what: string, environment: Record<string, string>][] = [
    ['plain http on a network', { PORTAL_URL: 'http://portal.example.com' }],
    ['plain http on a name that only begins like this machine', { PORTAL_URL: 'http://localhost.example.com' }],
    ['an address with a path', { PORTAL_URL: 'https://portal.example.com/portal' }],
    ['an address with a password', { PORTAL_URL: 'https://a:b@portal.example.com' }],
    ['another scheme', { PORTAL_URL: 'ftp://portal.example.com' }],
    ['an Origin that is none', { ALLOWED_ORIGINS: 'https://a.example,*' }],
    ['a port out of range', { PORT: '70000' }],
    ['a database of another kind', { DATABASE_URL: 'mysql://localhost/portal' }],
    ['a network that is none', { TRUST_PROXY: '10.0.0.0/33' }],
    ['a mail server of another kind', { SMTP_URL: 'http://mail.example.com', MAIL_FROM: 'a@example.com' }],
    ['a mail server with a path', { SMTP_URL: 'smtp://mail.example.com/x', MAIL_FROM: 'a@example.com' }],
    ['a mail server, and nobody whom mails are from', { SMTP_URL: 'smtp://mail.example.com' }],
    ['two who are support', { SUPPORT_EMAIL: 'a@example.com, b@example.com' }],
    ['support with a name', { SUPPORT_EMAIL: 'Support <a@example.com>' }],
    ['two senders', { MAIL_FROM: 'a@example.com, b@example.com' }],
    ['a sender with a new line', { MAIL_FROM: 'A\r\nBcc: b@example.com <a@example.com>' }],
    ['a blank brand', { PORTAL_BRAND: ' ' }],
  ];
  for (const [what, environment] of wrong) {
    it(`refuse ${what}`, () => expect(refusal(environment)).toHaveSize(1));
  }

  it('take who mails are from with a name, or without one', () => {
    const name = 'MyDesk Portal';
    const from = (text: string) => readConfig({ MAIL_FROM: text }).mailFrom;
    expect(from('a@example.com')).toEqual({ name, address: 'a@example.com' });
    expect(from('Acme, Support <a@example.com>')).toEqual({ name: 'Acme, Support', address: 'a@example.com' });
    expect(from('"Acme" <a@example.com>')).toEqual({ name: 'Acme', address: 'a@example.com' });
  });

  it('take a number of proxies, or their networks', () => {
    expect(readConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
    expect(readConfig({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1']);
  });
});
