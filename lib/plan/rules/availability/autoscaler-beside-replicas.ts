import type { ScaledTwice } from '../../facts/autoscaler';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const AUTOSCALER_BESIDE_REPLICAS: Rule<ScaledTwice> = {
  code: 'autoscaler-beside-replicas',
  title: 'An autoscaler and the manifest both set the number of replicas',
  impact: 'update',
  remedy: 'Leave replicas out of the manifest of what an autoscaler scales',
  versions: ALL_VERSIONS,
  source: 'kubectl apply, Argo CD, Flux and Helm write replicas back at each apply; measured',
  *check({ target, had }): Iterable<Found> {
    if (had) return;
    yield {
      path: 'spec.scaleTargetRef',
      after: target.label,
      message: `${target.label} declares replicas: ${String(target.replicas)}. Each apply sets this number, and then the autoscaler sets its own: pods are deleted and created each time`,
      remedy: `Leave replicas out of ${target.label}. If it is already applied, hand the field over first: removing it sets 1 until the autoscaler acts.`,
    };
  },
};
