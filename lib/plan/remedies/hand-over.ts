import type { StatefulSetView } from '../facts/stateful-set-view';
import type { ApplyMode } from '../types';
import { command, numbered, word } from './steps';

/** How `replicas` leaves git without a scale to 1 on the way. */
export function handReplicasOver({ name, namespace, replicas }: StatefulSetView, apply: ApplyMode): string {
  const keep = `Keep replicas: ${replicas}.`;
  const target = `statefulset ${word(name)} -n ${word(namespace)}`;
  const later = 'Commit the manifest without replicas, and let the pipeline apply it: nothing is scaled';
  if (apply === 'replace') {
    return `${keep} A replace always fills in 1: for an autoscaler, apply the StatefulSet instead (Argo CD: no Replace=true on it).`;
  }
  // The last applied manifest decides what an apply takes away; without it an apply takes nothing away, once.
  const handOver =
    apply === 'client'
      ? command(
          `kubectl annotate ${target} kubectl.kubernetes.io/last-applied-configuration-`,
          'right before the push: an apply takes away only what stands there, and writes it anew',
        )
      : command(
          `kubectl apply --server-side --field-manager=autoscaler -f - <<< '${JSON.stringify({
            apiVersion: 'apps/v1',
            kind: 'StatefulSet',
            metadata: { name, namespace },
            spec: { replicas },
          })}'`,
          'the field gets a second owner, so that it stays when the pipeline lets go of it',
        );
  return `${keep} To leave it to an autoscaler, in a change of its own:\n${numbered([handOver, later])}`;
}
