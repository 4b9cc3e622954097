import { Readable, Writable } from 'node:stream';
import { planCommand } from '../../lib/cli/commands/plan';
import { say } from '../../lib/plan/remedy';
import type { Engine } from '../../lib/cli/plan/engine';
import { main } from '../../lib/cli/main';
import { IMPACTS, type Change, type Finding, type Impact, type Plan } from '../../lib/plan/types';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly engine?: Engine;
}

/** Runs the command line in this process, with an engine that answers as the test wants. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const out = sink(options.isTTY);
  const err = sink(false);
  const engine = options.engine ?? ((_before, _after, { kubernetes }) => planOf([], kubernetes));
  const io = {
    cwd: options.cwd ?? '/',
    env: options.env ?? {},
    stdin: Readable.from(options.stdin === undefined ? [] : [options.stdin]),
    stdout: out.stream,
    stderr: err.stream,
    now: new Date('2026-11-23T12:00:00Z'),
  };
  const code = await main(args, io, [planCommand(engine)]);
  return { code, out: out.text(), err: err.text() };
}

function sink(isTTY = false): { stream: Writable & { isTTY: boolean }; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done): void {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => chunks.join('') };
}

export function finding(impact: Impact, rest: Partial<Omit<Finding, 'remedy'>> & { remedy?: string } = {}): Finding {
  const { remedy = '', ...others } = rest;
  return {
    code: `a-${impact}`,
    impact,
    path: 'spec.replicas',
    message: `It is ${impact}.`,
    remedy: remedy === '' ? [] : [say(remedy)],
    ...others,
  };
}

/** @param object `StatefulSet default/web` */
export function change(object: string, findings: readonly Finding[], rest: Partial<Change> = {}): Change {
  const [, kind = '', namespace = '', name = ''] = /^(\S*) (?:([^/]*)\/)?(.*)$/s.exec(object) ?? [];
  return {
    group: kind === 'StatefulSet' ? 'apps' : '',
    kind,
    namespace,
    name,
    object,
    impact: findings[0]?.impact ?? 'update',
    findings,
    pods: { created: [], restarted: [], deleted: [] },
    claims: { created: [], resized: [], orphaned: [], deleted: [] },
    ...rest,
  };
}

export function planOf(changes: readonly Change[], kubernetes = '1.37'): Plan {
  const worst = Math.max(0, ...changes.map(({ impact }) => IMPACTS.indexOf(impact)));
  return { kubernetes, impact: IMPACTS[worst] ?? 'none', changes };
}
