import type { Socket } from 'node:net';

import { LONGEST_LINE } from './protocol.ts';

/**
 * The first line that the other side sends, without its end.
 *
 * @throws Error where it ends first, or sends more than 64 KiB without a line's end
 */
export function readLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
      else if (text.length > LONGEST_LINE) socket.destroy(new Error('The line is too long'));
    });
    socket.once('error', reject);
    socket.once('close', () => {
      reject(new Error('The other side closed before it had spoken'));
    });
  });
}
