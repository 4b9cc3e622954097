import { type Difference, formatPath } from '../../../kubernetes/fields/differences';
import { at } from '../../../kubernetes/plain';
import { containerOf } from '../../facts/claim-mounts';
import { itemOf, type StatefulSetChange } from '../../facts/stateful-set-change';
import { keepsData } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

const SECONDS = /(?:^|\.)terminationGracePeriodSeconds$/;
const PROBE = /\.(livenessProbe|startupProbe)\.(failureThreshold|periodSeconds|initialDelaySeconds)$/;

/** Less time to stop, or to come up: data written by halves. */
export const LESS_TIME_TO_STOP: Rule<StatefulSetChange> = {
  code: 'less-time-to-stop',
  title: 'Pods that keep data get less time to start or stop',
  impact: 'restart',
  remedy: 'Leave enough time for the app to write its data',
  versions: ALL_VERSIONS,
  source: 'pod lifecycle: SIGKILL after terminationGracePeriodSeconds, and after failed liveness probes',
  *check(change): Iterable<Found> {
    if (!keepsData(change.after)) return;
    const said = new Set<string>();
    for (const difference of change.template) {
      const found = tighterProbe(change, difference) ?? lessTime(difference);
      if (found === undefined || said.has(found.path)) continue;
      said.add(found.path);
      yield {
        ...found,
        remedy: 'Keep the longer time unless you have measured that the app stops and starts within the new one.',
      };
    }
  },
};

/** How long a probe waits before it gives up counts, whichever of its numbers make it up. */
function tighterProbe(change: StatefulSetChange, { path }: Difference): Found | undefined {
  const text = formatPath(path);
  const [, field = ''] = PROBE.exec(text) ?? [];
  const [list, name] = [
    text.includes('initContainers') ? 'initContainers' : 'containers',
    itemOf(path, 'containers') ?? itemOf(path, 'initContainers') ?? '',
  ];
  if (field === '') return undefined;
  const [from, to] = [change.before, change.after].map((set) =>
    patienceOf(at(containerOf(set, { list, container: name }), field)),
  );
  if (from === undefined || to === undefined || to >= from) return undefined;
  if (field === 'livenessProbe' && isCovered(change, list, name, from)) return undefined;
  return {
    path: text.slice(0, text.indexOf(field) + field.length),
    before: from,
    after: to,
    message: `The ${field} gives up after ${to} s instead of ${from} s. An app that needs long to recover its data may be killed again and again`,
  };
}

/** Whether a startup probe holds the liveness probe back for as long as it took before: an app may recover as long as it did. */
function isCovered({ after }: StatefulSetChange, list: string, name: string, seconds: number): boolean {
  return (patienceOf(at(containerOf(after, { list, container: name }), 'startupProbe')) ?? 0) >= seconds;
}

/** Seconds until a container that never answers is killed. */
function patienceOf(probe: unknown): number | undefined {
  if (probe === undefined) return undefined;
  const number = (field: string, usual: number): number => {
    const value = at(probe, field);
    return typeof value === 'number' ? value : usual;
  };
  return number('initialDelaySeconds', 0) + number('periodSeconds', 10) * number('failureThreshold', 3);
}

function lessTime({ path: steps, before, after }: Difference): Found | undefined {
  const path = formatPath(steps);
  const values = { path, before, after };
  const [come, gone] = [before === undefined, after === undefined];
  if (/\.livenessProbe$/.test(path) && come) {
    return {
      ...values,
      message:
        'A container that fails the new liveness probe is killed. An app that needs long to recover its data may be killed again and again',
    };
  }
  if (/\.startupProbe$/.test(path) && gone) {
    return {
      ...values,
      message:
        'Without the startup probe the liveness probe counts from the start. An app that needs long to recover its data may be killed again and again',
    };
  }
  if (
    /\.lifecycle(\.preStop)?$/.test(path) &&
    (/preStop$/.test(path) ? gone : hasPreStop(before) && !hasPreStop(after))
  ) {
    return {
      ...values,
      message:
        'Without the preStop hook the app gets SIGTERM immediately. What the hook saved or handed over is lost, unless the app does the same on SIGTERM',
    };
  }
  if (!SECONDS.test(path)) return undefined;
  const [from, to] = [before, after].map((value) => (typeof value === 'number' ? value : 0)) as [number, number];
  if (to >= from || (gone && path.includes('Probe.terminationGrace'))) return undefined;
  return {
    ...values,
    message: `${path.includes('Probe.') ? 'After a failed probe, containers' : 'Pods'} are killed after ${to} s instead of ${from} s. An app that is still writing may leave half-written files`,
  };
}

function hasPreStop(lifecycle: unknown): boolean {
  return at(lifecycle, 'preStop') !== undefined;
}
