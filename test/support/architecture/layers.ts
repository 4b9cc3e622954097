/** What each part may import: other parts, npm packages, and `node` for Node itself. */
export type Layers = ReadonlyMap<string, ReadonlySet<string>>;

/** The table of CONTRIBUTING.md: the part stands in the first column, and in the last one, in backticks, what it may import. */
export function readLayers(markdown: string): Layers {
  const rows = markdown.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const part = /^`(lib\/[^`]+)`$/.exec(cells[1] ?? '')?.[1];
    return part === undefined ? [] : [{ part: part.replace(/\/$/, ''), cell: cells[3] ?? '' }];
  });
  const parts = new Set(rows.map(({ part }) => part));
  return new Map(
    rows.map(({ part, cell }) => [
      part,
      new Set(
        [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => (parts.has(`lib/${name}`) ? `lib/${name}` : name)),
      ),
    ]),
  );
}

/** The part that a file is in: the innermost one of those that contain it. */
export function partOf(file: string, layers: Layers): string | undefined {
  return [...layers.keys()]
    .filter((part) => file === part || file.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0];
}
