const DARK = '#16181d';
const LIGHT = '#ffffff';

/** The color of text on a color, `#rrggbb`: dark or light, whichever has more contrast by WCAG 2.2. */
export function inkOn(color: string): string {
  const paper = luminance(color);
  return contrast(paper, luminance(DARK)) >= contrast(paper, luminance(LIGHT)) ? DARK : LIGHT;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance, 0 to 1. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(start => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
