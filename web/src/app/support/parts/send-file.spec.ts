import { TestBed } from '@angular/core/testing';
import { FileRefused, SEND_FILE } from './send-file';

/** A request of the browser that a spec answers. */
class FakeRequest {
  static last: FakeRequest;
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly headers: Record<string, string> = {};
  readonly abort = jasmine.createSpy('abort');
  onload?: () => void;
  onerror?: () => void;
  status = 0;
  responseText = '';
  to = '';

  constructor() {
    FakeRequest.last = this;
  }

  open(method: string, url: string): void {
    this.to = `${method} ${url}`;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  send(): void {
    // Answered by `answer`.
  }

  answer(status: number, body: unknown): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

describe('a file that is sent', () => {
  const real = XMLHttpRequest;
  let progress: number[];

  beforeEach(() => {
    progress = [];
    Object.assign(window, { XMLHttpRequest: FakeRequest });
  });
  afterEach(() => Object.assign(window, { XMLHttpRequest: real }));

  const send = (name = 'Bildschirm ä.png') =>
    TestBed.inject(SEND_FILE)(new File(['x'], name), percent => progress.push(percent));
  const refusal = async (id: Promise<string>) => {
    const error: unknown = await id.catch((caught: unknown) => caught);
    return error instanceof FileRefused ? error.refusal : undefined;
  };

  it('goes with its name, tells how far it has come, and gets an id', async () => {
    const { id } = send();
    const request = FakeRequest.last;
    request.upload.onprogress?.({ loaded: 1, total: 4 });
    request.answer(201, { id: 'file-1' });

    expect(await id).toBe('file-1');
    expect(request.to).toBe('POST /upload');
    expect(request.headers['x-file-name']).toBe('Bildschirm%20%C3%A4.png');
    expect(progress).toEqual([25]);
  });

  it('is refused as the portal says', async () => {
    const { id } = send();
    const extensions = { code: 'ATTACHMENT_REFUSED', details: { reason: 'TYPE' } };
    FakeRequest.last.answer(400, { errors: [{ message: 'no', extensions }] });

    expect(await refusal(id)).toEqual(extensions as never);
  });

  it('is refused where there is no answer, or none that can be read', async () => {
    const lost = send();
    FakeRequest.last.onerror?.();
    expect((await refusal(lost.id))?.code).toBe('UNREACHABLE');

    const odd = send();
    FakeRequest.last.answer(502, 'Bad gateway');
    expect((await refusal(odd.id))?.code).toBe('INTERNAL_SERVER_ERROR');
  });
});
