import type { Answer, UpdateAnswer } from '../../kubernetes/server/api-server';
import { asObject } from '../../kubernetes/plain';
import type { Context } from '../facts/context';
import { findings } from '../findings';
import { SENT_RULES } from '../rules';
import type { Finding } from '../types';

/** The fields of a manifest that do not arrive: of an update those that are new to it. */
export function lostFields(answer: Answer | UpdateAnswer, context: Context): Finding[] {
  const old: ReadonlySet<string> = 'beforeLost' in answer ? answer.beforeLost : new Set();
  const lost = new Set([...answer.unknown, ...answer.dropped]);
  const { tool, fromMinor } = context;
  return findings(SENT_RULES, {
    counted: fromMinor === undefined ? [] : [...old].filter((path) => !lost.has(path) && isSent(answer, path)),
    unknown: answer.unknown.filter((path) => !old.has(path)),
    gated: answer.dropped.filter((path) => !old.has(path)),
    kubernetes: context.kubernetes,
    unknownFields:
      context.pipeline === undefined
        ? undefined
        : context.apply === 'server' && context.pipeline !== 'flux'
          ? 'refused'
          : 'dropped',
    tool: tool?.title ?? '',
  });
}

/** Whether what is sent has a field: one that left the manifest begins to count nowhere. */
function isSent({ stored }: Answer, path: string): boolean {
  let at: unknown = stored;
  for (const step of path.split(/[.[\]]+/).filter((each) => each !== '')) {
    at = Array.isArray(at) ? (at as unknown[])[Number(step)] : asObject(at)[step];
  }
  return at !== undefined;
}
