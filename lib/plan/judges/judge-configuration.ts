import type { Manifest } from '../../kubernetes/manifest';
import { deepEqual } from '../../kubernetes/plain';
import { configurationUses } from '../facts/configuration';
import type { Context } from '../facts/context';
import { groupKindOfKey, nameOf, namespaceOf } from '../facts/identity';
import { type Changes, isRefused } from '../facts/changes';
import type { UnmetNeed } from '../facts/unmet-needs';
import { replacesEveryPod, workloadsOf } from '../facts/workload';
import { findings } from '../findings';
import { CONFIGURATION_RULES } from '../rules';
import type { Consequence } from './consequence';

const CONTENT = ['data', 'binaryData', 'stringData'] as const;

/** Says of each ConfigMap and Secret whose content changes who picks it up, and who does not. */
export function* judgeConfiguration(
  context: Context,
  changes: Changes,
  unmet: ReadonlyMap<string, readonly UnmetNeed[]>,
): Iterable<Consequence> {
  const changed = [...changes].filter(
    ([key, change]) =>
      /^\/(ConfigMap|Secret)$/.test(groupKindOfKey(key)) && !isRefused(change) && hasNewContent(key, context),
  );
  if (changed.length === 0) return;
  const restarting = restartingWorkloads(context, changes);
  const uses = configurationUses(context.after);
  for (const [key] of changed) {
    const object = context.after.get(key) as Manifest;
    // Whoever misses a key must not restart: that is said instead.
    const missing = new Set((unmet.get(key) ?? []).map(({ workload }) => workload.key));
    const users = uses.get(`${object.kind} ${namespaceOf(object)}/${nameOf(object)}`) ?? [];
    const own = users.filter((use) => !missing.has(use.key));
    const quiet = own.filter((use) => !restarting.has(use.key));
    yield {
      object,
      findings: findings(CONFIGURATION_RULES, {
        apply: context.apply,
        kind: object.kind,
        name: nameOf(object),
        restarted: own.filter((use) => restarting.has(use.key)).map((use) => use.workload),
        stale: quiet.filter((use) => !use.live).map((use) => use.workload),
        mounted: quiet.filter((use) => use.live).map((use) => use.workload),
      }),
    };
  }
}

/** A label of a ConfigMap is no news for its pods. */
function hasNewContent(key: string, { before, after }: Context): boolean {
  const [old, now] = [before.get(key), after.get(key)];
  return old !== undefined && now !== undefined && CONTENT.some((field) => !deepEqual(old[field], now[field]));
}

/** Keys of the workloads all of whose pods this change replaces. */
function restartingWorkloads({ after }: Context, changes: Changes): ReadonlySet<string> {
  return new Set(
    [...workloadsOf(after)].flatMap(([key, workload]) => {
      const restarts = changes
        .get(key)
        ?.findings.some(
          ({ code, impact }) =>
            impact === 'restart' && (code === 'pod-template-changed' || code === 'workload-restarts'),
        );
      return restarts === true && replacesEveryPod(workload) ? [key] : [];
    }),
  );
}
