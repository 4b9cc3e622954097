import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObject, at } from '../../kubernetes/plain';
import { type Changes, isRefused } from './changes';
import type { Context } from './context';
import { type Answering, answering, selectorOf } from './endpoints';
import { groupKindOfKey, namespaceOf } from './identity';
import { LabelIndex } from './label-index';
import type { Rollout } from './rollout';
import { rolloutFor } from './rollouts';
import { workloadsOf } from './workload';

/** A Service whose pods, or whose idea of them, change. */
export interface ServiceEndpoints {
  /** Absent if the change creates the Service. */
  readonly before: Manifest | undefined;
  /** As it is once the change is applied: the old one if the API server refuses the new. */
  readonly service: Manifest;
  readonly was: Answering;
  /** Right after the change is applied, before the first new pod is ready. */
  readonly atOnce: Answering;
  readonly atEnd: Answering;
  /** What happens to the workloads that it selected, or selects. */
  readonly rollouts: readonly Rollout[];
}

/** The Services of the new side that a change can take pods from, or give pods to. */
export function* serviceEndpoints(context: Context, changes: Changes): Iterable<ServiceEndpoints> {
  const rollouts = rolloutsOf(context, changes);
  if (rollouts.length === 0 && ![...changes.keys()].some((key) => groupKindOfKey(key) === '/Service')) return;
  const [old, now] = [workloadsOf(context.before), workloadsOf(context.after)];
  const byLabel = new LabelIndex([...old.values(), ...now.values()]);
  const changed = new Map(rollouts.map((rollout) => [(rollout.after ?? rollout.before)?.key ?? '', rollout]));
  for (const [key, object] of context.after) {
    if (groupKindOf(object) !== '/Service') continue;
    const before = context.before.get(key);
    const service = before !== undefined && isRefused(changes.get(key)) ? before : object;
    const keys = new Set([before, service].flatMap((each) => (each === undefined ? [] : selectedBy(each, byLabel))));
    const own = [...keys].flatMap((each) => changed.get(each) ?? []);
    if (own.length === 0 && !changes.has(key)) continue;
    const all = [...keys].flatMap((each) => changed.get(each) ?? rolloutFor(each, context, changes) ?? []);
    const minor = context.minor;
    yield {
      before,
      service,
      was:
        before === undefined
          ? { selected: [], ports: [] }
          : answering(
              before,
              all.flatMap((each) => each.before ?? []),
              minor,
            ),
      atOnce: answering(
        service,
        all.flatMap((each) => each.atOnce),
        minor,
      ),
      atEnd: answering(
        service,
        all.flatMap((each) => each.atEnd),
        minor,
      ),
      rollouts: all,
    };
  }
}

/** Keys of the workloads that have all labels of a Service's selector on one side or the other. */
function selectedBy(service: Manifest, index: LabelIndex): readonly string[] {
  const matchLabels = selectorOf(service);
  return matchLabels === undefined ? [] : index.selected(namespaceOf(service), { matchLabels }).map(({ key }) => key);
}

/** The workloads that the change touches, with the templates that their pods have meanwhile. */
function rolloutsOf(context: Context, changes: Changes): readonly Rollout[] {
  return [...changes.keys()].flatMap((key) => rolloutFor(key, context, changes) ?? []);
}

/** Whether a Service has no address of its own: its name leads to the pods. */
export function isHeadless(service: Manifest): boolean {
  return at(service, 'spec', 'clusterIP') === 'None';
}

export function specOf(object: Manifest | undefined): ReturnType<typeof asObject> {
  return asObject(object?.['spec']);
}
