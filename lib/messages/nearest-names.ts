/**
 * The names closest to what was written, best first, at most `limit`: within a third of its length in edits (a swap of
 * neighbours is one), or containing it. Ties keep alphabetical order, so that a message is the same on every machine.
 */
export function nearestNames(written: string, names: Iterable<string>, limit = 3): string[] {
  const wanted = written.toLowerCase();
  const within = Math.max(2, Math.floor(wanted.length / 3));
  return (
    [...new Set(names)]
      .map((name) => ({ name, shares: wanted.length >= 3 && sharesStem(wanted, name.toLowerCase()) }))
      // A name that is longer or shorter by more than that needs no measuring.
      .filter(({ name, shares }) => shares || Math.abs(name.length - wanted.length) <= within)
      .map(({ name, shares }) => ({ name, shares, distance: distanceBetween(wanted, name.toLowerCase()) }))
      .filter(({ shares, distance }) => shares || distance <= within)
      .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
      .slice(0, limit)
      .map(({ name }) => name)
  );
}

function sharesStem(wanted: string, name: string): boolean {
  return name.includes(wanted) || (name.length >= 3 && wanted.includes(name));
}

/** Edits (insert, delete, replace, swap neighbours) that turn one text into the other. */
export function distanceBetween(a: string, b: string): number {
  // Beyond 253 characters nothing is a name; the bound keeps hostile input cheap.
  if (Math.max(a.length, b.length) > 253) {
    return Number.POSITIVE_INFINITY;
  }
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(beforeLast, j - 2) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** ` Did you mean 'a' or 'b'?`-like ending of a message; empty where nothing is near. */
export function didYouMean(written: string, names: Iterable<string>): string {
  const near = nearestNames(written, names).map((name) => `'${name}'`);
  return near.length === 0 ? '' : `did you mean ${joinOr(near)}?`;
}

/** The text with a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a or b`, `a, b or c`. */
export function joinOr(items: readonly string[], word = 'or'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;
}
