const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as people read it, in steps of 1,000: "2.4 MB". */
export function formatBytes(bytes: number, language: string): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  const digits = step > 0 && value < 10 ? 1 : 0;
  const options = { style: 'unit', unit: UNITS[step], unitDisplay: 'short', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, options).format(value);
}
