import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { restart } from '../../remedies/pipeline';
import { numbered } from '../../remedies/steps';
import { listing } from '../../show';
import type { ApplyMode } from '../../types';

/** A ConfigMap or Secret whose content changes, with who uses it. */
export interface ConfigurationChange {
  readonly kind: string;
  readonly name: string;
  readonly apply: ApplyMode;
  /** Workloads that use it and restart through their own change, such as a checksum. */
  readonly restarted: readonly string[];
  /** Workloads that read it into variables or under a subPath, and do not restart. */
  readonly stale: readonly string[];
  /** Workloads that mount it whole, and do not restart. */
  readonly mounted: readonly string[];
}

export const CONFIGURATION_STALE: Rule<ConfigurationChange> = {
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

export const CONFIGURATION_MOUNTED: Rule<ConfigurationChange> = {
  code: 'configuration-updates-in-place',
  title: 'Mounted files change under running pods',
  impact: 'update',
  remedy: 'Nothing, if the app reads its files again',
  versions: ALL_VERSIONS,
  source: 'the kubelet refreshes mounted ConfigMaps and Secrets',
  *check({ mounted }): Iterable<Found> {
    if (mounted.length === 0) return;
    yield {
      path: 'data',
      message: `The files change in the running pods of ${listing(mounted)} within about a minute; no pod restarts`,
      remedy: 'Nothing, if the app reads its files again; else put a checksum into an annotation of the pod template.',
    };
  },
};

export const CONFIGURATION_RESTARTS: Rule<ConfigurationChange> = {
  code: 'configuration-restarts',
  title: 'A change of a ConfigMap or Secret restarts pods through a checksum',
  impact: 'update',
  remedy: 'Nothing, if the restart is meant',
  versions: ALL_VERSIONS,
  source: 'a checksum in the pod template changes with the content',
  *check({ restarted }): Iterable<Found> {
    if (restarted.length === 0) return;
    yield {
      path: 'data',
      message: `${listing(restarted)} ${restarted.length > 1 ? 'restart' : 'restarts'} in the same change and ${restarted.length > 1 ? 'pick' : 'picks'} it up`,
    };
  },
};

export const CONFIGURATION_RULES: readonly Rule<ConfigurationChange>[] = [
  CONFIGURATION_RESTARTS,
  CONFIGURATION_STALE,
  CONFIGURATION_MOUNTED,
];
