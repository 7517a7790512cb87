/** Longer names are cut, as few disks take them: in bytes, as disks count. */
const LONGEST_BYTES = 240;
// What has a meaning to a file system, or changes how the name is read.
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"*/:<>?\\|%]/gu;

/** A file's name without what is harmful: it names no folder, and no disk takes it for anything but a name. */
export const harmlessFileName = (fileName: string): string =>
  cut(fileName.replace(HARMFUL, '_')).replace(/^[.\s]+|[.\s]+$/g, '') || 'download';

/** A header by which a browser keeps what it gets, under this name, instead of showing it; or shows it, where it is to. */
export function contentDisposition(fileName: string, isShown = false): string {
  const name = harmlessFileName(fileName);
  const ascii = name.replace(/[^\x20-\x7e]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()]/g, mark => `%${mark.charCodeAt(0).toString(16)}`);
  return `${isShown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function cut(name: string): string {
  const bytes = Buffer.from(name);
  // Half a character at the end reads as U+FFFD.
  return bytes.length <= LONGEST_BYTES
    ? name
    : bytes
        .subarray(0, LONGEST_BYTES)
        .toString()
        .replace(/\ufffd+$/, '');
}
