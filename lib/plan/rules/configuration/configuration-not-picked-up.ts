import { labelOfRef } from '../../facts/identity';
import { inOrder, say } from '../../remedy';
import type { ConfigurationChange } from '../../facts/configuration';
import { restart } from '../../remedies/pipeline';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

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
      message: `${listing(stale.map(labelOfRef))} ${stale.length > 1 ? 'read' : 'reads'} this ${kind} only when a pod starts, and this change restarts no pod. The pods keep the old content until they restart, so old and new content may run side by side`,
      remedy: [
        say(
          'Put a checksum of the content into an annotation of the pod template (StatefulWebApp: podAnnotations), or restart the pods by hand once the change is applied:',
        ),
        inOrder(...stale.map((each) => ({ command: restart(each, apply) }))),
      ],
    };
  },
};
