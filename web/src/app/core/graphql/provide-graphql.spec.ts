import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { Connection } from './connection';
import { ViewerDocument } from './generated';
import { provideGraphql } from './provide-graphql';
import { type RefusalCode, refusalOf } from './refusal';

describe('GraphQL over HTTP', () => {
  let http: HttpTestingController;
  let ends: number;

  const ask = () => {
    const asked = TestBed.inject(Apollo).query({ query: ViewerDocument, fetchPolicy: 'no-cache', errorPolicy: 'none' });
    return firstValueFrom(asked).then(
      ({ data, error }) => (error ? refusalOf(error).code : data),
      (error: unknown) => refusalOf(error).code,
    );
  };
  const answer = (body: object, status = 200) => {
    http.expectOne({ method: 'POST', url: '/graphql' }).flush(body, { status, statusText: 'as told' });
  };
  const refusal = (code: string) => ({ errors: [{ message: 'no', extensions: { code } }] });

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting(), provideGraphql()] });
    http = TestBed.inject(HttpTestingController);
    ends = 0;
    TestBed.inject(Connection).signInEnded.subscribe(() => ends++);
  });

  afterEach(() => http.verify());

  it('has the answer', async () => {
    const asked = ask();
    answer({ data: { viewer: null } });

    expect(await asked).toEqual({ viewer: null });
  });

  const cases: [what: string, body: object, status: number, code: RefusalCode][] = [
    ['a refusal', refusal('FORBIDDEN'), 200, 'FORBIDDEN'],
    ['a refusal before anything ran', refusal('BAD_USER_INPUT'), 400, 'BAD_USER_INPUT'],
    ['a server that is not ready', {}, 503, 'OVERLOADED'],
    ['a fault', {}, 500, 'INTERNAL_SERVER_ERROR'],
  ];
  for (const [what, body, status, code] of cases) {
    it(`tells ${what} by its code`, async () => {
      const asked = ask();
      answer(body, status);

      expect(await asked).toBe(code);
      expect(ends).toBe(0);
    });
  }

  it('tells that nobody answers', async () => {
    const asked = ask();
    http.expectOne('/graphql').error(new ProgressEvent('error'));

    expect(await asked).toBe('UNREACHABLE');
  });

  it('tells when the server no longer knows who asks', async () => {
    const asked = ask();
    answer(refusal('UNAUTHENTICATED'));

    expect(await asked).toBe('UNAUTHENTICATED');
    expect(ends).toBe(1);
  });
});
