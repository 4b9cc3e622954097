import type { Answer, UpdateAnswer } from '../../kubernetes/server/api-server';
import type { Context } from '../facts/context';
import { findings } from '../findings';
import { SENT_RULES } from '../rules';
import type { Finding } from '../types';

/** The fields of a manifest that do not arrive: of an update those that are new to it. */
export function lostFields(answer: Answer | UpdateAnswer, context: Context): Finding[] {
  const old: ReadonlySet<string> = 'beforeLost' in answer ? answer.beforeLost : new Set();
  return findings(SENT_RULES, {
    unknown: answer.unknown.filter((path) => !old.has(path)),
    gated: answer.dropped.filter((path) => !old.has(path)),
    kubernetes: context.kubernetes,
  });
}
