import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { cleanPng } from './png.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function header(width: number, height: number, { depth = 8, color = 2, interlace = 0 } = {}): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, color, 0, 0, interlace], 8);
  return chunk('IHDR', data);
}

const pixels = (bytes: number) => chunk('IDAT', deflateSync(Buffer.alloc(bytes, 7)));
const END = chunk('IEND', Buffer.alloc(0));
/** 2 x 2 pixels in RGB: two lines of a filter byte and 6 bytes. */
const SMALL = Buffer.concat([SIGNATURE, header(2, 2), pixels(14), END]);

describe('a logo', () => {
  it('is written anew as the picture alone', () => {
    const text = chunk('tEXt', Buffer.from('<script>alert(1)</script>'));
    const dirty = Buffer.concat([SIGNATURE, header(2, 2), text, pixels(14), END, Buffer.from('PK\x03\x04 a zip')]);

    const clean = cleanPng(dirty);

    expect(clean).toEqual(cleanPng(SMALL));
    expect(clean?.includes('script')).toBeFalse();
    expect(clean?.includes('a zip')).toBeFalse();
    expect(clean?.subarray(0, 8)).toEqual(SIGNATURE);
  });

  it('keeps its palette and what is transparent', () => {
    const [palette, transparent] = [chunk('PLTE', Buffer.alloc(6, 9)), chunk('tRNS', Buffer.from([0, 255]))];
    const file = Buffer.concat([SIGNATURE, header(8, 2, { depth: 1, color: 3 }), palette, transparent, pixels(4), END]);

    const clean = cleanPng(file);

    expect(clean?.includes(palette)).toBeTrue();
    expect(clean?.includes(transparent)).toBeTrue();
  });

  const refused: [what: string, file: Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a PNG by its first bytes alone', SIGNATURE],
    ['a PNG that is cut off', SMALL.subarray(0, SMALL.length - 5)],
    ['a PNG of which a byte was changed', Buffer.from(SMALL.map((byte, at) => (at === 20 ? byte ^ 1 : byte)))],
    ['a PNG that is too wide', Buffer.concat([SIGNATURE, header(513, 1), pixels(1540), END])],
    ['a PNG without pixels', Buffer.concat([SIGNATURE, header(2, 2), END])],
    ['a PNG with too few pixels', Buffer.concat([SIGNATURE, header(2, 2), pixels(13), END])],
    ['a PNG that unpacks to more than it shows', Buffer.concat([SIGNATURE, header(2, 2), pixels(50_000_000), END])],
    ['an interlaced PNG', Buffer.concat([SIGNATURE, header(2, 2, { interlace: 1 }), pixels(14), END])],
    ['a PNG of no color that there is', Buffer.concat([SIGNATURE, header(2, 2, { color: 5 }), pixels(14), END])],
    ['a PNG whose pixels are no zlib', Buffer.concat([SIGNATURE, header(2, 2), chunk('IDAT', Buffer.alloc(20)), END])],
    ['a PNG without a header', Buffer.concat([SIGNATURE, pixels(14), END])],
  ];
  for (const [what, file] of refused) {
    it(`is not ${what}`, () => expect(cleanPng(file)).toBeUndefined());
  }

  it('unpacks to what it was', () => {
    const clean = cleanPng(SMALL) ?? Buffer.alloc(0);
    const at = clean.indexOf('IDAT');
    expect(inflateSync(clean.subarray(at + 4))).toEqual(Buffer.alloc(14, 7));
  });
});
