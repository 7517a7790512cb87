import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { ZipFile } from 'yazl';

/** A file of a package. */
export interface PackedFile {
  /** Its place in the package, with `/` between folders. Ours, never a person's: letters, digits and `. _ -`. */
  readonly path: string;
  readonly content: Buffer | string;
  readonly isProgram?: boolean;
}

// Nothing is compressed: what packs differs from release to release and from one processor to another, and a package
// must be the same bytes wherever it is built.

/** The start of the time that a zip knows, as every zone would write it. */
const zipEpoch = (): Date => new Date(1980, 0, 1);

/** The files as a zip: the same files are the same bytes. */
export async function zipOf(files: readonly PackedFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, content, isProgram } of files) {
    zip.addBuffer(Buffer.from(content), path, {
      compress: false,
      mtime: zipEpoch(),
      // The other way to write a time hangs on the zone of the machine.
      forceDosTimestamp: true,
      mode: modeOf(isProgram) | 0o100_000,
    });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** The files as a .tar.gz: the same files are the same bytes. */
export const tarGzOf = (files: readonly PackedFile[]): Buffer => stored(tarOf(files));

/** The files as a tar. Programs can be run when it is unpacked. */
export function tarOf(files: readonly PackedFile[]): Buffer {
  const blocks = files.flatMap(({ path, content, isProgram }) => {
    const bytes = Buffer.from(content);
    return [tarHeader(path, bytes.length, modeOf(isProgram)), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const modeOf = (isProgram = false): number => (isProgram ? 0o755 : 0o644);

/**
 * The block that stands before a file in a tar.
 *
 * @param size of the file in bytes, below 8 GiB
 * @throws Error where the path is longer than a header holds
 */
export function tarHeader(path: string, size: number, mode: number): Buffer {
  const header = Buffer.alloc(512);
  const [prefix, name] = parted(path);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(name, 0);
  header.write(prefix, 345);
  header.write(octal(mode, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 100, 'latin1');
  header.write('        0', 148, 'latin1');
  header.write('ustar\x0000root', 257, 'latin1');
  header.write('root', 297, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** A path as a header holds it: 155 bytes of folders and 100 of a name. @throws Error where it is longer */
function parted(path: string): [prefix: string, name: string] {
  if (path.length <= 100) return ['', path];
  const at = path.indexOf('/', path.length - 101);
  if (at < 0 || at > 155) throw new Error(`The path is too long: ${path}`);
  return [path.slice(0, at), path.slice(at + 1)];
}

/** A gzip of stored blocks (RFC 1951, 3.2.4). */
function stored(content: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])];
  for (let at = 0; at < content.length; at += 0xffff) {
    const block = content.subarray(at, at + 0xffff);
    const head = Buffer.from([at + 0xffff >= content.length ? 1 : 0, 0, 0, 0, 0]);
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(~block.length & 0xffff, 3);
    parts.push(head, block);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.length, 4);
  return Buffer.concat([...parts, tail]);
}
