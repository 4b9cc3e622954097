import type { KeysRemoved } from '../../facts/unmet-needs';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';

export const KEY_REMOVED_BUT_NEEDED: Rule<KeysRemoved> = {
  code: 'key-removed-but-needed',
  title: 'A key of a ConfigMap or Secret is removed that pods need to start',
  impact: 'outage',
  remedy: 'Keep the key until no pod template refers to it',
  versions: ALL_VERSIONS,
  source:
    'kubelet, measured on a node of 1.37: CreateContainerConfigError, FailedMount, or an empty directory for a subPath',
  *check({ kind, name, needs }): Iterable<Found> {
    const keys = [...new Set(needs.map(({ need }) => need.key ?? ''))];
    for (const key of keys) {
      const own = needs.filter(({ need }) => need.key === key);
      const users = [...new Set(own.map(({ workload }) => workload.label))];
      const empty = own.every(({ need }) => need.miss === 'empty-directory');
      const rolling = own.some(({ rolls }) => rolls);
      yield {
        path: `data[${key}]`,
        message: `${listing(users)} still ${are(users, 'need', 'needs')} the key ${show(key)} of ${kind} ${show(name)}: ${
          empty
            ? 'pods that start from now on get an empty directory instead of the file'
            : rolling
              ? 'the pods that this change restarts do not start without it'
              : 'running pods are not affected, but a pod that restarts for any reason does not start again'
        }`,
        remedy: `Keep the key ${show(key)}. To remove it, first remove every reference to it (${own.map(({ workload, need }) => `${workload.label}, ${workload.podPath}.${need.path}`).join('; ')}), wait until all pods have restarted, then remove the key. Do not restart the pods while the key is missing.`,
      };
    }
  },
};
