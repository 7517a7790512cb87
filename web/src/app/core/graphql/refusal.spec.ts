import { TestBed } from '@angular/core/testing';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { useWorld } from '../../../testing/page';
import { REFUSAL_CODES, type RefusalCode, refusalOf } from './refusal';
import { RefusalTexts } from './refusal-texts';

describe('a refusal', () => {
  const answered = (extensions: Record<string, unknown>) =>
    new CombinedGraphQLErrors({ errors: [{ message: 'no', extensions }] });
  const http = (status: number, bodyText = '', headers = {}) =>
    new ServerError('no', { response: new Response(null, { status, headers }), bodyText });

  it('has the server’s code and its facts', () => {
    const error = answered({ code: 'SESSION_LIMIT_REACHED', details: { limit: 5, used: 5 } });

    expect(refusalOf(error)).toEqual({ code: 'SESSION_LIMIT_REACHED', details: { limit: 5, used: 5 } });
  });

  it('has them also where the answer’s status is not 200', () => {
    const error = http(400, '{"errors":[{"message":"no","extensions":{"code":"BAD_USER_INPUT"}}]}');

    expect(refusalOf(error).code).toBe('BAD_USER_INPUT');
  });

  const cases: [what: string, error: unknown, code: RefusalCode][] = [
    ['of a code from a later version is an internal error', answered({ code: 'NEW_CODE' }), 'INTERNAL_SERVER_ERROR'],
    ['without a code is an internal error', answered({}), 'INTERNAL_SERVER_ERROR'],
    ['by a broken connection is unreachable', new Error('offline'), 'UNREACHABLE'],
    ['by a server that starts is overloaded', http(503, 'starting'), 'OVERLOADED'],
    ['by a door before GraphQL keeps its meaning', http(401), 'UNAUTHENTICATED'],
    ['by a limit before GraphQL keeps its meaning', http(429), 'RATE_LIMITED'],
  ];
  it('by a limit before GraphQL tells when to come back', () => {
    expect(refusalOf(http(429, '', { 'retry-after': '30' })).details).toEqual({ retryAfterSeconds: 30 });
  });

  for (const [what, error, code] of cases) {
    it(what, () => expect(refusalOf(error).code).toBe(code));
  }

  for (const language of ['en', 'de'] as const) {
    it(`has a text for every code in ${language}, with nothing left open`, async () => {
      await useWorld({ language });
      const texts = TestBed.inject(RefusalTexts);

      for (const code of REFUSAL_CODES) {
        const text = texts.of({ code, details: {} });
        expect(text)
          .withContext(code)
          .toMatch(/^\p{Lu}.*\.$/u);
        expect(text)
          .withContext(code)
          .not.toMatch(/errors\.|\{\{/);
      }
    });
  }

  it('that asks to wait says how long', async () => {
    await useWorld({ language: 'de' });
    const wait = (retryAfterSeconds: number) =>
      TestBed.inject(RefusalTexts).of({ code: 'RATE_LIMITED', details: { retryAfterSeconds } });

    expect(wait(1)).toContain('in 1 Sekunde erneut');
    expect(wait(42)).toContain('in 42 Sekunden erneut');
    expect(wait(900)).toContain('in 15 Minuten erneut');
  });
});
