import { type Difference, formatPath } from '../../../kubernetes/fields/differences';
import { at } from '../../../kubernetes/plain';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { keepsData } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

const LESS =
  /(terminationGracePeriodSeconds|(livenessProbe|startupProbe)\.(failureThreshold|periodSeconds|timeoutSeconds|initialDelaySeconds))$/;

/** Less time to stop, or to come up: data written by halves. */
export const LESS_TIME_TO_STOP: Rule<StatefulSetChange> = {
  code: 'less-time-to-stop',
  title: 'Pods that keep data get less time',
  impact: 'restart',
  remedy: 'Leave enough time for the app to write its data out',
  versions: ALL_VERSIONS,
  source: 'pod lifecycle: SIGKILL after terminationGracePeriodSeconds, and after failed liveness probes',
  *check(change): Iterable<Found> {
    if (!keepsData(change.after)) return;
    for (const difference of change.template) {
      const message = lessTime(difference);
      if (message === undefined) continue;
      yield {
        path: formatPath(difference.path),
        before: difference.before,
        after: difference.after,
        message,
        remedy: 'Keep the longer time unless you have measured that the app stops and starts within the new one.',
      };
    }
  },
};

function lessTime({ path, before, after }: Difference): string | undefined {
  const text = formatPath(path);
  const [come, gone] = [before === undefined, after === undefined];
  if (/\.livenessProbe$/.test(text) && come) {
    return 'A container that fails the new liveness probe is killed: an app that recovers a large data set may be killed again and again';
  }
  if (/\.startupProbe$/.test(text) && gone) {
    return 'Without the startup probe the liveness probe counts from the start: an app that recovers a large data set may be killed again and again';
  }
  if (
    /\.lifecycle(\.preStop)?$/.test(text) &&
    (/preStop$/.test(text) ? gone : hasPreStop(before) && !hasPreStop(after))
  ) {
    return 'Without the preStop hook the app gets SIGTERM immediately: what the hook wrote out or handed over is left undone';
  }
  if (!LESS.test(text)) return undefined;
  const [from, to] = [before, after].map((value) => (typeof value === 'number' ? value : 0)) as [number, number];
  if (to >= from || (gone && text.includes('Probe.terminationGrace'))) return undefined;
  return text.endsWith('terminationGracePeriodSeconds')
    ? `${text.includes('Probe.') ? 'After a failed probe containers' : 'Pods'} are killed after ${to} s instead of ${from} s: an app that is still writing may leave half-written files`
    : `The probe gives up sooner (${from} → ${to}): an app that recovers a large data set may be killed again and again`;
}

function hasPreStop(lifecycle: unknown): boolean {
  return at(lifecycle, 'preStop') !== undefined;
}
