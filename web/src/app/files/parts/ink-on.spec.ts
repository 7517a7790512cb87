import { inkOn } from './ink-on';

describe('the color of text on a color', () => {
  const cases: [color: string, ink: string][] = [
    ['#ffffff', '#16181d'],
    ['#000000', '#ffffff'],
    ['#1f6feb', '#ffffff'],
    ['#ffd400', '#16181d'],
    ['#8b0000', '#ffffff'],
  ];
  for (const [color, ink] of cases) {
    it(`${color} is ${ink}`, () => {
      expect(inkOn(color)).toBe(ink);
    });
  }
});
