import { hash } from '@node-rs/argon2';
import { type ApiError } from '../../core/errors.ts';
import { requireGoodPassword } from './new-password.ts';
import { Passwords } from './passwords.ts';

const QUICK = { memoryCost: 8, timeCost: 1, parallelism: 1 };

describe('a password', () => {
  it('is hashed by argon2id with 46 MiB, and differently each time', async () => {
    const [one, another] = [
      await new Passwords().hash('a password of twelve'),
      await new Passwords().hash('a password of twelve'),
    ];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(another).not.toBe(one);
  });

  it('is right when it is the same, however its letters are composed', async () => {
    const passwords = new Passwords();
    const stored = await hash('Ångström am Äquator', QUICK);
    expect(await passwords.isRight('Ångström am Äquator', stored)).toBe(true);
    expect(await passwords.isRight('A\u030angstro\u0308m am A\u0308quator', stored)).toBe(true);
    expect(await passwords.isRight('ångström am äquator', stored)).toBe(false);
  });

  it('is never right where there is no user', async () => {
    expect(await new Passwords().isRight('', undefined)).toBe(false);
  });

  it('is refused unheard where 42 are in work, and the refusal says when to come back', async () => {
    const passwords = new Passwords();
    const stored = await hash('a password of twelve', QUICK);
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.isRight('another', stored)));

    const refused = answers.filter(answer => answer.status === 'rejected');
    expect(refused).toHaveSize(18);
    expect((refused[0]?.reason as ApiError).extensions).toEqual({
      code: 'OVERLOADED',
      details: { retryAfterSeconds: 2 },
    });
    // The places are free again, also after a failure.
    await expectAsync(passwords.isRight('another', 'no hash')).toBeRejected();
    for (let i = 0; i < 4; i++) expect(await passwords.isRight('a password of twelve', stored)).toBe(true);
  });
});

describe('a new password', () => {
  const email = 'grace.hopper@example.com';
  const cases: [password: string, fault: RegExp | null][] = [
    ['watch-the-fleet-live', null],
    ['correct horse battery', null],
    ['пароль из двенадцати', null],
    ['😀😃😄😁😆😅😂🙂🙃😉😊😇', null],
    ['eleven char', /at least 12/],
    ['😀😃😄😁😆😅', /at least 12/],
    ['', /at least 12/],
    ['Long and varied '.repeat(8), null],
    [`${'Long and varied '.repeat(8)}x`, /at most 128/],
    ['x'.repeat(1_000_000), /at most 128/],
    ['grace.hopper@example.com', /e-mail/],
    ['my-Grace.Hopper@Example.com', /e-mail/],
    ['grace.hopper', /e-mail/],
    ['aaaaaaaaaaaa', /pattern/],
    ['abababababab', /pattern/],
    ['123456789012', /pattern/],
    ['qwertyuiopas', /pattern/],
    ['zyxwvutsrqpo', /pattern/],
    ['Password2026!', /most common/],
    ['iloveyou1234', /most common/],
    ['1qaz2wsx3edc', /pattern/],
    ['Passwort-2026', /most common/],
  ];
  for (const [password, fault] of cases) {
    it(`${JSON.stringify(password.slice(0, 30))} is ${fault ? `refused: ${fault.source}` : 'taken'}`, () => {
      const look = () => {
        requireGoodPassword(password, email);
      };
      if (!fault) expect(look).not.toThrow();
      else expect(look).toThrowMatching((thrown: ApiError) => fault.test(JSON.stringify(thrown.extensions)));
    });
  }
});
