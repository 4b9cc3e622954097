import type { KnownImage } from './known-image';
import { knownImage } from './known-images';

/** `16` of `16.2-alpine`, `v16`, `pg16` or `2.11-pg16`; `8.4` of mysql `8.4.1`. */
export function releaseOf(tag: string | undefined, name: string): string | undefined {
  const postgres = /(?:^|-)pg(\d+)(?:[.-]|$)/.exec(tag ?? '');
  if (postgres !== null) return postgres[1];
  const [, major, minor] = /^(?:release-)?v?(\d+)(?:\.(\d+))?(?:[.-]|$)/.exec(tag ?? '') ?? [];
  // A year is no version of a format.
  if (major === undefined || Number(major) >= 2000) return undefined;
  const two = knownImage(name)?.numbers === 2 || (/^postgres/.test(name) && Number(major) < 10);
  return two && minor !== undefined ? `${major}.${minor}` : major;
}

/** Two tags as far as their numbers count on the way back; undefined if it is none, or if `releaseOf` tells them apart. */
export function stepBack(from: string | undefined, to: string | undefined, name: string): [string, string] | undefined {
  const count = knownImage(name)?.back;
  if (count === undefined) return undefined;
  const [old, now] = [from, to].map((tag) => {
    const [, ...numbers] = /^(?:release-)?v?(\d+)\.(\d+)(?:\.(\d+))?(?:[.-]|$)/.exec(tag ?? '') ?? [];
    return numbers.slice(0, count).filter((each) => each !== undefined);
  }) as [string[], string[]];
  if (old.length === 0 || old.length !== now.length || old[0] !== now[0]) return undefined;
  const [first, second] = [old.join('.'), now.join('.')];
  return compareReleases(second, first) < 0 ? [first, second] : undefined;
}

/** Negative if the first of two releases is the older. */
export function compareReleases(left: string, right: string): number {
  const [a, b] = [left, right].map((each) => each.split('.').map(Number)) as [number[], number[]];
  const index = a.findIndex((number, place) => number !== (b[place] ?? 0));
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** What an upgrade from one release to another leaves out; empty if it may be done at once, or is no upgrade. */
export function skippedReleases({ steps, numbers }: KnownImage, from: string, to: string): readonly string[] {
  if (steps === undefined || compareReleases(from, to) >= 0) return [];
  if (steps !== 'each') return steps.filter((each) => compareReleases(from, each) < 0 && compareReleases(each, to) < 0);
  const [[major = 0, minor = 0], [newMajor = 0, newMinor = 0]] = [from, to].map((each) =>
    each.split('.').map(Number),
  ) as [number[], number[]];
  if (numbers === 1) return range(major + 1, newMajor).map(String);
  return major === newMajor ? range(minor + 1, newMinor).map((each) => `${major}.${each}`) : [];
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
