import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, at, type PlainObject } from '../../kubernetes/plain';
import { call, type Code, type MapCode, mapOf } from '../code/code';
import { anyOf } from '../props/fields';
import { ownMetadata } from './candidate';

export function withBudget(props: MapCode, budget: Manifest & PlainObject): MapCode | undefined {
  const { metadata, spec } = budget;
  const unhealthyPods = at(spec, 'unhealthyPodEvictionPolicy') ?? 'IfHealthyBudget';
  const options = { name: metadata.name, labels: ownMetadata(props, budget).labels, unhealthyPods };
  for (const limit of ['maxUnavailable', 'minAvailable']) {
    const value = at(spec, limit);
    if (typeof value === 'number') return props.with('disruptionBudget', call(BUDGET, limit, value, options));
    const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
    if (percent !== undefined)
      return props.with('disruptionBudget', call(BUDGET, `${limit}Percent`, Number(percent), options));
  }
  return undefined;
}

const BUDGET = 'DisruptionBudget';

/** `replicas` goes, so the StatefulSet must not say any. */
export function withAutoscaler(props: MapCode, { spec }: PlainObject): MapCode | undefined {
  if (props.get('replicas') !== undefined) return undefined;
  const metrics = asObjects(at(spec, 'metrics')).map(metricOf);
  if (metrics.includes(undefined)) return undefined;
  return props.with(
    'autoscaling',
    mapOf({
      minReplicas: at(spec, 'minReplicas'),
      maxReplicas: at(spec, 'maxReplicas'),
      metrics,
      scaleUp: rulesOf(at(spec, 'behavior', 'scaleUp')),
      scaleDown: rulesOf(at(spec, 'behavior', 'scaleDown')),
    }),
  );
}

function metricOf({ type, resource, pods }: PlainObject): Code | undefined {
  const name = at(resource, 'name');
  const percent = at(resource, 'target', 'averageUtilization');
  const average = at(resource ?? pods, 'target', 'averageValue');
  if (type === 'Resource' && (name === 'cpu' || name === 'memory')) {
    if (percent !== undefined) return call('AutoscalingMetric', `${name}Utilization`, percent);
    return average === undefined ? undefined : call('AutoscalingMetric', `${name}Average`, average);
  }
  return type === 'Pods' ? call('AutoscalingMetric', 'pods', at(pods, 'metric', 'name'), average) : undefined;
}

function rulesOf(rules: unknown): PlainObject | undefined {
  const policies = asObjects(at(rules, 'policies'));
  const valueOf = (type: string): unknown => policies.find((policy) => policy['type'] === type)?.['value'];
  const isDisabled = at(rules, 'selectPolicy') === 'Disabled';
  return anyOf({
    stabilizationWindowSeconds: at(rules, 'stabilizationWindowSeconds'),
    pods: isDisabled ? 0 : valueOf('Pods'),
    percent: isDisabled ? undefined : valueOf('Percent'),
    periodSeconds: isDisabled ? undefined : policies[0]?.['periodSeconds'],
  });
}
