import type { UnmetNeed } from '../../facts/unmet-needs';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

/** A new reference to a key that the declared object does not have, or to an object that the same change deletes. */
export const REFERENCE_UNRESOLVED: Rule<UnmetNeed> = {
  code: 'reference-unresolved',
  title: 'Pods refer to a key that does not exist',
  impact: 'outage',
  remedy: 'Add the key, or correct the reference',
  versions: ALL_VERSIONS,
  source:
    'kubelet, measured on a node of 1.37: CreateContainerConfigError, FailedMount, or an empty directory for a subPath',
  *check({ workload, need, deleted, had }): Iterable<Found> {
    if (had || deleted) return;
    const what = `${need.kind} ${show(need.name)} has no key ${show(need.key)}`;
    yield {
      path: `${workload.podPath}.${need.path}`,
      after: need.key,
      message:
        need.miss === 'empty-directory'
          ? `${what}: the container starts with an empty directory instead of the file`
          : `${what}: the pods of this template do not start`,
      remedy: `Add the key ${show(need.key)} to ${need.kind} ${show(need.name)}, or correct the reference.`,
    };
  },
};
