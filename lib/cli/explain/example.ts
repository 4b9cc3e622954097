import { stringify } from 'yaml';
import type { Manifest } from '../../kubernetes/manifest';
import { plan, type PlanOptions } from '../../plan';
import { formatText } from '../plan/format-text';
import { judge } from '../plan/verdict';
import { diffOf } from './diff';
import { EXAMPLES } from './examples';

/** A small change, and the report about it. */
export interface Example {
  /** Lines with `-` and `+`, and comments that say what else is known. */
  readonly change: readonly string[];
  /** What `plan` says of it. */
  readonly report: readonly string[];
}

/** The example of a code of the plan; undefined if there is none of that code. */
export function exampleOf(code: string, width?: number): Example | undefined {
  const text = EXAMPLES[code];
  if (text === undefined) return undefined;
  const { before, after, options } = JSON.parse(text) as {
    readonly before: readonly Manifest[];
    readonly after: readonly Manifest[];
    readonly options: PlanOptions;
  };
  const verdict = judge(plan(before, after, options), { of: new Map(), notes: [] }, 'rejected');
  const known = Object.keys(options).length === 0 ? [] : stringify(options, { lineWidth: 0 }).trimEnd().split('\n');
  return {
    change: [...known.map((line) => `  # ${line}`), ...diffOf(before, after)],
    report: formatText([{ verdict, scene: { before, after } }], { color: false, ...(width !== undefined && { width }) })
      .trimEnd()
      .split('\n'),
  };
}
