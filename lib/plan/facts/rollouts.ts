import { type Changes, isRefused, prunes } from './changes';
import { type Context, isPruned } from './context';
import { type Rollout, rolloutOf } from './rollout';
import { type Workload, workloadOf, workloadsOf } from './workload';

/** What becomes of the pods of a workload; undefined if there is none with this key. */
export function rolloutFor(key: string, context: Context, changes: Changes): Rollout | undefined {
  const [before, after] = [workloadsOf(context.before).get(key), workloadsOf(context.after).get(key)];
  if (before === undefined && after === undefined) return undefined;
  if (before === undefined || after !== undefined) return rolloutOf(before, after, isRefused(changes.get(key)));
  const hook = context.hooks.get(key);
  const anew = hook && workloadOf(hook);
  if (anew !== undefined && prunes(changes, context)) return { ...rolloutOf(undefined, anew, false), before };
  return stays(before, context, changes) ? rolloutOf(before, before, false) : rolloutOf(before, undefined, false);
}

/** Whether a workload that is no longer declared keeps its pods. */
function stays({ object }: Workload, context: Context, changes: Changes): boolean {
  return !isPruned(object) || context.tool?.keeps(object) !== undefined || !prunes(changes, context);
}
