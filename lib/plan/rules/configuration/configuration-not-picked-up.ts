import type { ConfigurationChange } from '../../facts/configuration';
import { restart } from '../../remedies/pipeline';
import { numbered } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';
import type { ApplyMode } from '../../types';

export const CONFIGURATION_NOT_PICKED_UP: Rule<ConfigurationChange> = {
  code: 'configuration-not-picked-up',
  title: 'Pods keep the old content of a ConfigMap or Secret',
  impact: 'update',
  remedy: 'Put a checksum of the content into an annotation of the pod template, or restart by hand',
  versions: ALL_VERSIONS,
  source: 'environment variables and subPath mounts are read once; nothing outside spec.template restarts pods',
  *check({ stale, kind, apply }): Iterable<Found> {
    if (stale.length === 0) return;
    yield {
      path: 'data',
      message: `${listing(stale)} ${stale.length > 1 ? 'read' : 'reads'} this ${kind} when a pod starts and does not restart: until then the pods run with the old content, and pods that restart for another reason with the new one`,
      remedy: [
        'Put a checksum of the content into an annotation of the pod template (StatefulWebApp: podAnnotations), or restart by hand, once the change is applied:',
        numbered(stale.map((workload) => restartOf(workload, apply))),
      ].join('\n'),
    };
  },
};

/** @param workload `StatefulSet default/web` */
function restartOf(workload: string, apply: ApplyMode): string {
  const [kind = '', path = ''] = workload.split(' ');
  const [namespace = '', name = ''] = path.split('/');
  return restart(kind, namespace, name, apply);
}
