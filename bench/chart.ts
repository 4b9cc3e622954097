import type { Measurement } from './measure';

const WIDTH = 720;
const HEIGHT = 420;
const MARGIN = { left: 60, right: 220, top: 20, bottom: 40 };
const COLOURS = [
  '#0969da',
  '#218bff',
  '#80ccff',
  '#cf222e',
  '#e16f24',
  '#8250df',
  '#bf8700',
  '#1a7f37',
  '#6e7781',
  '#afb8c1',
];

/** CPU seconds by number of apps, both axes logarithmic: a straight line at 45° is linear. */
export function drawChart(results: ReadonlyMap<string, ReadonlyMap<number, Measurement>>): string {
  const points = [...results].map(([name, row]) => ({
    name,
    points: [...row].map(([apps, { cpu, wall }]) => [apps, Math.max(cpu ?? wall, 0.01)] as const),
  }));
  const all = points.flatMap((line) => line.points.map(([, seconds]) => seconds));
  const [low, high] = [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))];
  const x = (apps: number): number => MARGIN.left + (Math.log10(apps) / 4) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (seconds: number): number =>
    HEIGHT - MARGIN.bottom - ((Math.log10(seconds) - low) / (high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const grid = [
    ...[1, 10, 100, 1000, 10_000].map(
      (apps) =>
        `<line x1="${x(apps)}" y1="${y(10 ** low)}" x2="${x(apps)}" y2="${y(10 ** high)}"/>` +
        `<text x="${x(apps)}" y="${HEIGHT - 20}" text-anchor="middle">${apps.toLocaleString('en')}</text>`,
    ),
    ...Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)).map(
      (seconds) =>
        `<line x1="${x(1)}" y1="${y(seconds)}" x2="${x(10_000)}" y2="${y(seconds)}"/>` +
        `<text x="${MARGIN.left - 8}" y="${y(seconds) + 4}" text-anchor="end">${Number(seconds.toPrecision(1))}</text>`,
    ),
  ];
  const lines = points.map(({ name, points: line }, index) => {
    const colour = COLOURS[index % COLOURS.length] ?? 'black';
    const path = line.map(([apps, seconds]) => `${x(apps).toFixed(1)},${y(seconds).toFixed(1)}`).join(' ');
    const row = MARGIN.top + 10 + index * 22;
    return (
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>` +
      `<line x1="${WIDTH - MARGIN.right + 20}" y1="${row}" x2="${WIDTH - MARGIN.right + 40}" y2="${row}" stroke="${colour}" stroke-width="2"/>` +
      `<text x="${WIDTH - MARGIN.right + 46}" y="${row + 4}">${name}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#57606a">
<title>CPU seconds by number of apps</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>
<g stroke="#d0d7de" stroke-width="1" fill="#57606a">${grid.join('\n').replaceAll('<text', '<text stroke="none"')}</g>
${lines.join('\n')}
<text x="${x(100)}" y="${HEIGHT - 4}" text-anchor="middle">apps, each in a chart of its own</text>
<text transform="translate(14 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">CPU seconds</text>
</svg>
`;
}
