import type { Manifest } from '../../kubernetes/manifest';
import { asObject, asObjects, at, deepEqual, type PlainObject } from '../../kubernetes/plain';
import { call, type Code, codeOf, ListCode, MapCode, mapOf } from '../code/code';
import { evaluate } from '../code/evaluate';
import { anyOf } from '../props/fields';

/** A way to let the app write one more object. It is tried, so it may be wrong. */
export type Candidate = (props: MapCode) => MapCode | undefined;

/** The ways to write what stands around a StatefulSet, for each object that may be its own. */
export function candidatesFor(statefulSet: PlainObject, around: readonly Manifest[]): Candidate[] {
  const name = at(statefulSet, 'metadata', 'name');
  return around.flatMap((object): Candidate[] => {
    switch (`${object.apiVersion}/${object.kind}`) {
      case 'v1/Service':
        return object.metadata.name === at(statefulSet, 'spec', 'serviceName')
          ? [(props) => withPlainGoverningService(props, object), (props) => withGoverningService(props, object)]
          : [(props) => withClientService(props, object)];
      case 'policy/v1/PodDisruptionBudget':
        return object.metadata.name === name ? [(props) => withBudget(props, object)] : [];
      case 'autoscaling/v2/HorizontalPodAutoscaler':
        return object.metadata.name === name ? [(props) => withAutoscaler(props, object)] : [];
      case 'networking.k8s.io/v1/Ingress':
        return [(props) => withIngress(props, object)];
      default:
        return [];
    }
  });
}

/** As the app writes it unless somebody says otherwise. */
function withPlainGoverningService(props: MapCode, service: PlainObject): MapCode | undefined {
  const adoption = props.get('adoption');
  if (!(adoption instanceof MapCode)) return undefined;
  return props
    .with('adoption', adoption.with('governingServiceElsewhere', undefined))
    .with('publishNotReadyAddresses', codeOf(at(service, 'spec', 'publishNotReadyAddresses')));
}

function withGoverningService(props: MapCode, service: PlainObject): MapCode | undefined {
  const selector = pairsAt(props, 'selectorLabels');
  return withPlainGoverningService(props, service)?.with(
    'governingService',
    mapOf({ ports: portsOf(service), ...ownMetadata(props, service, selector) }),
  );
}

function withClientService(props: MapCode, service: PlainObject): MapCode | undefined {
  if (at(service, 'spec', 'clusterIP') === 'None') return undefined;
  const selector = pairsAt(props, 'selectorLabels');
  if (!deepEqual(at(service, 'spec', 'selector'), selector)) return undefined;
  const spec = asObject(service['spec']);
  const options = mapOf({
    name: at(service, 'metadata', 'name'),
    type: spec['type'],
    ports: portsOf(service),
    ...ownMetadata(props, service, {}),
    sessionAffinitySeconds: at(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'),
    externalTrafficPolicy: spec['externalTrafficPolicy'],
    internalTrafficPolicy: spec['internalTrafficPolicy'],
    trafficDistribution: spec['trafficDistribution'],
    loadBalancerClass: spec['loadBalancerClass'],
    loadBalancerSourceRanges: spec['loadBalancerSourceRanges'],
  });
  if (props.get('clientService') === undefined) return props.with('clientService', options);
  return withOneMore(props, 'clientServices', options);
}

function portsOf(service: PlainObject): PlainObject[] | undefined {
  const ports = asObjects(at(service, 'spec', 'ports')).map(({ name, port, targetPort, nodePort, appProtocol }) => ({
    port,
    name,
    targetPort: typeof targetPort === 'string' ? targetPort : undefined,
    targetNumber: typeof targetPort === 'string' ? undefined : (targetPort ?? port),
    nodePort,
    appProtocol,
  }));
  return ports.length === 0 ? undefined : ports;
}

/** Labels and annotations that the app's objects do not have all. */
function ownMetadata(
  props: MapCode,
  object: PlainObject,
  selector: PlainObject,
): { labels?: PlainObject | undefined; annotations?: PlainObject | undefined } {
  const more = (key: 'labels' | 'annotations', inherited: PlainObject): PlainObject | undefined => {
    const taken: PlainObject = { ...pairsAt(props, key), ...inherited };
    const own = Object.entries(asObject(at(object, 'metadata', key))).filter(([name, value]) => taken[name] !== value);
    return own.length === 0 ? undefined : Object.fromEntries(own);
  };
  return { labels: more('labels', selector), annotations: more('annotations', {}) };
}

function withBudget(props: MapCode, { spec }: PlainObject): MapCode | undefined {
  const unhealthyPods = at(spec, 'unhealthyPodEvictionPolicy') ?? 'IfHealthyBudget';
  for (const limit of ['maxUnavailable', 'minAvailable']) {
    const value = at(spec, limit);
    if (typeof value === 'number') return props.with('disruptionBudget', call(BUDGET, limit, value, { unhealthyPods }));
    const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
    if (percent !== undefined)
      return props.with('disruptionBudget', call(BUDGET, `${limit}Percent`, Number(percent), { unhealthyPods }));
  }
  return undefined;
}

const BUDGET = 'DisruptionBudget';

/** `replicas` goes, so the StatefulSet must not say any. */
function withAutoscaler(props: MapCode, { spec }: PlainObject): MapCode | undefined {
  if (props.get('replicas') !== undefined) return undefined;
  const metrics = asObjects(at(spec, 'metrics')).map(metricOf);
  if (metrics.includes(undefined)) return undefined;
  return props.with(
    'autoscaling',
    mapOf({ minReplicas: at(spec, 'minReplicas'), maxReplicas: at(spec, 'maxReplicas'), metrics }),
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

/** An Ingress with one host and one path. */
function withIngress(props: MapCode, ingress: PlainObject): MapCode | undefined {
  const spec = asObject(ingress['spec']);
  const rules = asObjects(spec['rules']);
  const paths = asObjects(at(rules[0], 'http', 'paths'));
  if (rules.length !== 1 || paths.length !== 1) return undefined;
  const service = at(paths[0], 'backend', 'service');
  const client = props.get('clientService');
  const isFirst = client instanceof MapCode && at(evaluate(client), 'name') === at(service, 'name');
  const route = mapOf({
    name: at(ingress, 'metadata', 'name'),
    host: rules[0]?.['host'],
    path: paths[0]?.['path'],
    pathType: paths[0]?.['pathType'],
    ingressClassName: spec['ingressClassName'],
    tlsSecretName: at(asObjects(spec['tls'])[0], 'secretName'),
    serviceName: isFirst ? undefined : at(service, 'name'),
    portName: at(service, 'port', 'name'),
    ...anyOf(ownMetadata(props, ingress, {})),
  });
  return withOneMore(props, 'ingresses', route);
}

function withOneMore(props: MapCode, key: string, item: Code): MapCode {
  const list = props.get(key);
  return props.with(key, new ListCode([...(list instanceof ListCode ? list.items : []), item]));
}

/** Labels or annotations that the props give. */
function pairsAt(props: MapCode, key: string): PlainObject {
  const pairs = props.get(key);
  return pairs === undefined ? {} : asObject(evaluate(pairs));
}
