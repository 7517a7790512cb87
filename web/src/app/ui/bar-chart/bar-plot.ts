import uPlot from 'uplot';
import type { Bar } from './bar-chart';

const FONT = "12px 'Inter Variable', system-ui, sans-serif";
/** Pixels that a name below the axis needs, with its space. */
const TICK_WIDTH = 64;

/** Draws `bars` into `frame`. Colors are read at each drawing, from the frame and its two samples, so they follow the scheme. */
export function newBarPlot(
  frame: HTMLElement,
  bars: readonly Bar[],
  format: (value: number) => string,
  onPointed: (index: number | undefined) => void,
): uPlot {
  const color = (name: string) => () => getComputedStyle(frame.querySelector(`.${name}`) ?? frame).color;
  const axis: uPlot.Axis = { font: FONT, stroke: color('words'), ticks: { show: false }, gap: 6 };
  const options: uPlot.Options = {
    width: frame.clientWidth,
    height: frame.clientHeight,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: [-0.6, bars.length - 0.4] },
      y: { range: (_plot, _least, most) => [0, Math.max(4, Math.ceil(most * 1.1))] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        splits: plot => everyNth(bars.length, Math.ceil((bars.length * TICK_WIDTH) / Math.max(plot.width, 1))),
        values: (_plot, splits) => splits.map(index => bars[index]?.tick ?? ''),
      },
      {
        ...axis,
        size: 44,
        grid: { stroke: color('lines'), width: 1 },
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000],
        values: (_plot, splits) => splits.map(value => format(value)),
      },
    ],
    series: [{}, { fill: color('bars'), width: 0, points: { show: false }, paths: uPlot.paths.bars?.({ size: [0.66, 28], radius: 0.15 }) }],
    hooks: { setCursor: [({ cursor }) => onPointed(cursor.idx ?? undefined)] },
  };
  return new uPlot(options, [bars.map((_, index) => index), bars.map(bar => bar.value)], frame);
}

const everyNth = (length: number, step: number): number[] =>
  Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
