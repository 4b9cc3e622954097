import type { Spread } from '../../storage/claim-request';
import type { SchedulingProps } from './scheduling';

const ZONE = 'topology.kubernetes.io/zone';
const NODE = 'kubernetes.io/hostname';

/** Over what the pods are to be spread, and how firmly. */
export function spreadOf(
  { topologySpread, affinity, separation }: SchedulingProps = {},
  addsDefaults: boolean,
): Spread {
  const required = new Set<string | undefined>([separation]);
  const preferred = new Set<string | undefined>(addsDefaults && topologySpread === undefined ? [ZONE, NODE] : []);
  for (const { topologyKey, whenUnsatisfiable } of topologySpread ?? []) {
    (whenUnsatisfiable === 'ScheduleAnyway' ? preferred : required).add(topologyKey);
  }
  const apart = affinity?.podAntiAffinity;
  apart?.requiredDuringSchedulingIgnoredDuringExecution?.forEach(({ topologyKey }) => required.add(topologyKey));
  apart?.preferredDuringSchedulingIgnoredDuringExecution?.forEach(({ podAffinityTerm }) =>
    preferred.add(podAffinityTerm.topologyKey),
  );
  const over = (key: string): Spread['zones'] =>
    required.has(key) ? 'required' : preferred.has(key) ? 'preferred' : undefined;
  return { zones: over(ZONE), nodes: over(NODE) };
}
