import { inHundreds } from './in-hundreds';

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));
const done = (sent: readonly string[]) => sent.map(id => ({ id, refusal: null }));

describe('a wish for many clients', () => {
  it('is sent a hundred at a time, in order', async () => {
    const sent: number[] = [];

    const outcome = await inHundreds(ids(250), part => {
      sent.push(part.length);
      return Promise.resolve(done(part));
    });

    expect(sent).toEqual([100, 100, 50]);
    expect(outcome?.done).toEqual(ids(250));
    expect(outcome?.refused).toBe(0);
  });

  it('tells how many were refused, and why the first was', async () => {
    const outcome = await inHundreds(ids(3), part =>
      Promise.resolve(part.map(id => ({ id, refusal: id === '1' ? { code: 'NOT_FOUND' } : null }))),
    );

    expect(outcome).toEqual({ done: ['0', '2'], code: 'NOT_FOUND', refused: 1 });
  });

  it('that is refused as a whole is nobody’s outcome', async () => {
    expect(await inHundreds(ids(3), () => Promise.resolve(undefined))).toBeUndefined();
  });

  it('that is refused half way leaves the rest as it was', async () => {
    let turn = 0;

    const outcome = await inHundreds(ids(150), part => Promise.resolve(turn++ === 0 ? done(part) : undefined));

    expect(outcome?.done.length).toBe(100);
    expect(outcome?.refused).toBe(50);
  });
});
