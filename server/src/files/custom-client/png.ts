import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** The widest and highest picture, in pixels. */
export const MAX_SIDE = 512;
/** Samples a pixel, by color type: gray, RGB, palette, gray with alpha, RGB with alpha. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS = [1, 2, 4, 8, 16];
/** Besides the pixels: without these they mean something else. All others are dropped. */
const KEPT = new Set(['PLTE', 'tRNS']);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/**
 * The picture alone, written anew: whatever else was in the file, or behind it, is gone.
 *
 * @returns undefined where it is no whole PNG of at most 512 x 512 pixels, or an interlaced one
 */
export function cleanPng(file: Buffer): Buffer | undefined {
  const chunks = chunksOf(file);
  const [header] = chunks ?? [];
  const length = header && rawLength(header);
  if (!chunks || !header || length === undefined) return undefined;

  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const pixels = inflated(packed, length);
  if (pixels?.length !== length) return undefined;
  return Buffer.concat([
    SIGNATURE,
    written(header),
    ...chunks.filter(({ type }) => KEPT.has(type)).map(written),
    written({ type: 'IDAT', data: deflateSync(pixels, { level: 9 }) }),
    written({ type: 'IEND', data: Buffer.alloc(0) }),
  ]);
}

/** The chunks up to IEND; undefined where one is cut off or does not fit its check. */
function chunksOf(file: Buffer): Chunk[] | undefined {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + 12 <= file.length;) {
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length || crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) return undefined;
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IEND') return chunks;
    chunks.push({ type, data: file.subarray(at + 8, end) });
    at = end + 4;
  }
  return undefined;
}

/** How many bytes the pixels are, as the header says; undefined where it is none that is taken. */
function rawLength({ type, data }: Chunk): number | undefined {
  if (type !== 'IHDR' || data.length !== 13) return undefined;
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const [depth = 0, color = 0, compression, filter, interlace] = data.subarray(8);
  const samples = SAMPLES[color];
  const isTaken =
    [width, height].every(side => side >= 1 && side <= MAX_SIDE) &&
    samples !== undefined &&
    DEPTHS.includes(depth) &&
    [compression, filter, interlace].every(method => method === 0);
  return isTaken ? height * (1 + Math.ceil((width * samples * depth) / 8)) : undefined;
}

function inflated(packed: Buffer, maxOutputLength: number): Buffer | undefined {
  try {
    return inflateSync(packed, { maxOutputLength });
  } catch {
    return undefined;
  }
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
