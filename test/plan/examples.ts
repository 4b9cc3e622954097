import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/kubernetes/manifest';
import type { PlanOptions } from '../../lib/plan';

/** A small change for which the plan says this code. */
export interface Example {
  readonly code: string;
  readonly before: Manifest[];
  readonly after: Manifest[];
  readonly options: PlanOptions;
}

const FOLDER = join(__dirname, 'examples');

/** One for each rule, in the file of its name. */
export const EXAMPLES: readonly Example[] = readdirSync(FOLDER)
  .sort()
  .map((file) => {
    const { before, after, options } = parse(readFileSync(join(FOLDER, file), 'utf8')) as Partial<Example>;
    return { code: basename(file, '.yaml'), before: before ?? [], after: after ?? [], options: options ?? {} };
  });
