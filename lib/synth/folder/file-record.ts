import * as fs from 'node:fs';
import * as path from 'node:path';
import { isInside } from './contained';

/**
 * The file in the output folder that lists the files synth wrote, one a line. It is committed with them, so that a
 * fresh clone knows as well which files are generated, and so may be removed, and which are somebody else's. Neither
 * kubectl, Argo CD nor Flux reads it.
 */
export const RECORD = '.synth-files';

const HEADER = '# Written by synth: the files below are generated. Other files in this folder are never touched.';

export function formatRecord(paths: Iterable<string>): string {
  return `${[HEADER, ...[...paths].sort()].join('\n')}\n`;
}

/** The files that an earlier run wrote. Of a merge conflict left in the record, both sides count, and nothing outside of the folder. */
export function readRecord(root: string): Set<string> {
  let text: string;
  try {
    text = fs.readFileSync(path.join(root, RECORD), 'utf8');
  } catch {
    return new Set();
  }
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !/^(?:#|<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/.test(line));
  return new Set(lines.filter(isInside));
}
