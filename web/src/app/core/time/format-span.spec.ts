import { formatAgo, formatDuration, formatLength, formatSpan } from './format-span';

describe('how long ago something was', () => {
  const cases: [seconds: number, english: string, german: string][] = [
    [0, 'now', 'jetzt'],
    [4, 'now', 'jetzt'],
    [12, '12 seconds ago', 'vor 12 Sekunden'],
    [60, '1 minute ago', 'vor 1 Minute'],
    [3599, '59 minutes ago', 'vor 59 Minuten'],
    [7200, '2 hours ago', 'vor 2 Stunden'],
    [86_400, 'yesterday', 'gestern'],
    [-120, 'in 2 minutes', 'in 2 Minuten'],
  ];

  for (const [seconds, english, german] of cases) {
    it(`is "${english}" for ${seconds} seconds`, () => {
      expect(formatAgo(seconds, 'en-GB')).toBe(english);
      expect(formatAgo(seconds, 'de-DE')).toBe(german);
    });
  }
});

describe('a running duration', () => {
  const cases: [seconds: number, shown: string][] = [
    [-3, '0:00'],
    [5, '0:05'],
    [245, '4:05'],
    [754, '12:34'],
    [3845, '1:04:05'],
    [86_400 * 3 + 3845, '3d 01:04:05'],
  ];

  for (const [seconds, shown] of cases) {
    it(`of ${seconds} seconds is ${shown}`, () => expect(formatDuration(seconds)).toBe(shown));
  }
});

describe('a length of time', () => {
  const cases: [seconds: number, english: string, german: string][] = [
    [30, '30 seconds', '30 Sekunden'],
    [1800, '30 minutes', '30 Minuten'],
    [28_800, '8 hours', '8 Stunden'],
    [5400, '1 hour, 30 minutes', '1 Stunde, 30 Minuten'],
    [86_400, '1 day', '1 Tag'],
  ];

  for (const [seconds, english, german] of cases) {
    it(`of ${seconds} seconds is ${english}`, () => {
      expect(formatLength(seconds, 'en-GB')).toBe(english);
      expect(formatLength(seconds, 'de-DE')).toBe(german);
    });
  }
});

describe('a short length of time', () => {
  const cases: [seconds: number, english: string, german: string][] = [
    [-5, '0 secs', '0 Sek.'],
    [42, '42 secs', '42 Sek.'],
    [300, '5 mins', '5 Min.'],
    [349, '5 mins', '5 Min.'],
    [11_520, '3 hrs 12 mins', '3 Std. 12 Min.'],
    [7200, '2 hrs', '2 Std.'],
    [187_200, '2 days 4 hrs', '2 Tg. 4 Std.'],
    [86_400 + 60, '1 day', '1 Tg.'],
  ];

  for (const [seconds, english, german] of cases) {
    it(`of ${seconds} seconds is ${english}`, () => {
      expect(formatSpan(seconds, 'en-GB')).toBe(english);
      expect(formatSpan(seconds, 'de-DE')).toBe(german);
    });
  }
});
