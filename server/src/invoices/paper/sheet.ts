import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
const FONT = '@expo-google-fonts/ibm-plex-sans';
const REGULAR = require.resolve(`${FONT}/400Regular/IBMPlexSans_400Regular.ttf`);
const BOLD = require.resolve(`${FONT}/600SemiBold/IBMPlexSans_600SemiBold.ttf`);

/** Points to a millimeter. */
const MM = 72 / 25.4;
export const LEFT = 25;
export const RIGHT = 190;
const BOTTOM = 250;
const TOP = 25;
const GRAY = '#5c6470';
const BLACK = '#14181d';

export interface TextOptions {
  readonly width: number;
  readonly align?: 'left' | 'right' | 'center';
  readonly size?: number;
  readonly isBold?: boolean;
  readonly isFaint?: boolean;
}

/** A document of A4 sheets in the form PDF/A-3b, on which is written in millimeters from the upper left corner. */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  /** Where the next thing goes. */
  y = TOP;

  /** @param madeAt stands in the document, which is else the same for the same content */
  constructor(title: string, language: string, madeAt: Date) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      font: REGULAR,
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      lang: language,
      displayTitle: true,
      bufferPages: true,
      info: {
        Title: title,
        Creator: 'MyDesk Portal',
        Producer: 'MyDesk Portal',
        CreationDate: madeAt,
      },
    });
    this.pdf.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  }

  /** Writes a text at `x`, `y`, and answers where it ends below. */
  text(text: string, x: number, y: number, options: TextOptions): number {
    const { width, align = 'left', size = 9.5, isBold = false, isFaint = false } = options;
    this.pdf
      .font(isBold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(isFaint ? GRAY : BLACK);
    this.pdf.text(text, x * MM, y * MM, { width: width * MM, align, lineGap: 1 });
    return text === '' ? y : this.pdf.y / MM;
  }

  line(y: number, isStrong = false): void {
    const { pdf } = this;
    pdf.moveTo(LEFT * MM, y * MM).lineTo(RIGHT * MM, y * MM);
    pdf
      .lineWidth(isStrong ? 0.8 : 0.4)
      .strokeColor(isStrong ? BLACK : '#c3c8ce')
      .stroke();
  }

  /** Begins a new page where less than `height` is left on this one. */
  reserve(height: number): void {
    if (this.y + height <= BOTTOM) return;
    this.pdf.addPage();
    this.y = TOP;
  }

  /** Writes on every page what stands on each. */
  onEachPage(write: (page: number, of: number) => void): void {
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.pdf.switchToPage(page);
      write(page + 1, count);
    }
  }

  async bytes(): Promise<Buffer> {
    this.pdf.end();
    const chunks: Buffer[] = [];
    for await (const chunk of this.pdf) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
}
