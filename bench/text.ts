import { stringify } from 'yaml';

export function namesOf(apps: number): string[] {
  return Array.from({ length: apps }, (_, index) => `web-${index}`);
}

/** Objects as a file holds them. */
export function text(objects: readonly object[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}
