import { claimName } from '../../kubernetes/naming';
import { inNamespace, json, kubectl, name } from '../../pipelines/command';
import type { LeftClaim } from '../facts/left-claims';
import { ordinalsOf, type StatefulSetView } from '../facts/stateful-set-view';
import { inOrder, type Remedy, say, type Step } from '../remedy';
import { are, listing } from '../show';
import type { ApplyMode } from '../types';
import { PAUSE, resume } from './pipeline';
import { command } from './steps';

export interface Promising {
  readonly set: StatefulSetView;
  readonly claims: readonly LeftClaim[];
  /** How the pods that use the claims are stopped. */
  readonly stop: readonly Step[];
  readonly apply: ApplyMode;
}

/**
 * How the volumes of claims that pods named get to the claims that a StatefulSet makes for its first pod: each volume is promised to the new
 * claim, which binds to it as soon as it is made. Nothing is copied.
 */
export function promiseVolumes({ set, claims, stop, apply }: Promising): Remedy {
  const namespace = inNamespace(set.namespace);
  const [first = set.start] = ordinalsOf(set);
  const targets = claims.map(({ template }) => claimName(template, set.name, first));
  return [
    inOrder(
      PAUSE,
      ...stop,
      ...claims.map(({ claim, template }) =>
        command(
          kubectl('patch', 'pv', { output: volumeOf(claim, set.namespace) }, '-p', promised(set, template, first)),
          'the volume is kept whatever happens to its claim, and waits for the new claim',
        ),
      ),
      resume(
        apply,
        `the StatefulSet creates ${listing(targets)}, which ${are(targets, 'bind to the old volumes', 'binds to the old volume')}`,
      ),
      command(
        kubectl('get', 'pvc', ...targets.map(name), ...namespace),
        `each must be Bound to the old volume. If not, stop here: the data is safe on that volume`,
      ),
    ),
    say(
      `${listing(claims.map(({ claim }) => claim))} ${are(claims, 'no longer have a volume: remove them', 'no longer has a volume: remove it')} from the manifests in a later change. Class, size and access modes of the claim template must fit the volume${set.replicas > 1 ? ', and all pods except the first start empty' : ''}. The volume now has the reclaim policy Retain: if you delete its claim later, delete the volume too.`,
    ),
  ];
}

function volumeOf(claim: string, namespace: string): ReturnType<typeof kubectl> {
  return kubectl('get', 'pvc', name(claim), ...inNamespace(namespace), '-o', 'jsonpath={.spec.volumeName}');
}

function promised(set: StatefulSetView, template: string, ordinal: number): ReturnType<typeof json> {
  const claimRef = {
    namespace: [name(set.namespace)],
    name: [name(claimName(template, set.name, ordinal))],
    uid: null,
    resourceVersion: null,
  };
  return json({ spec: { persistentVolumeReclaimPolicy: 'Retain', claimRef } });
}
