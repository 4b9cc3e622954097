import type { Manifest } from '../../kubernetes/manifest';
import { asObject, asObjects, at, deepEqual, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { codeOf, Literal, type MapCode, mapOf } from '../code/code';
import { ownMetadata, pairsAt, withAdoption, withOneMore } from './candidate';

/** As the app writes it unless somebody says otherwise. */
export function withPlainGoverningService(props: MapCode, service: PlainObject): MapCode | undefined {
  const spec = asObject(service['spec']);
  const type = spec['clusterIP'] === 'None' ? undefined : (spec['type'] ?? 'ClusterIP');
  const here = withAdoption(props, 'governingServiceElsewhere', undefined);
  return withAdoption(here, 'governingServiceType', codeOf(type)).with(
    'publishNotReadyAddresses',
    codeOf(spec['publishNotReadyAddresses']),
  );
}

export function withGoverningService(props: MapCode, service: PlainObject): MapCode | undefined {
  const options = mapOf({ ports: portsOf(service), ...ownMetadata(props, service, pairsAt(props, 'selectorLabels')) });
  const plain = withPlainGoverningService(props, service);
  return plain && withUndeclaredPorts(plain).with('governingService', options);
}

export function withClientService(props: MapCode, service: PlainObject): MapCode | undefined {
  if (!deepEqual(at(service, 'spec', 'selector'), pairsAt(props, 'selectorLabels'))) return undefined;
  const options = mapOf({ name: at(service, 'metadata', 'name'), ...optionsOf(props, service) });
  const ready = withUndeclaredPorts(props);
  if (ready.get('clientService') === undefined) return ready.with('clientService', options);
  return withOneMore(ready, 'clientServices', options);
}

/** All Services of single pods at once: the first of them says how they are. */
export function withOrdinalServices(
  props: MapCode,
  statefulSet: PlainObject,
  around: readonly Manifest[],
): MapCode | undefined {
  const start = at(statefulSet, 'spec', 'ordinals', 'start') ?? 0;
  const pod = `${String(at(statefulSet, 'metadata', 'name'))}-${String(start)}`;
  const first = around.find(({ kind, metadata }) => kind === 'Service' && metadata.name === pod);
  if (first === undefined) return undefined;
  const named = (text: unknown): unknown =>
    typeof text === 'string' && text.includes(pod) ? text.replaceAll(pod, pod.replace(/\d+$/, '{ordinal}')) : text;
  const options = Object.fromEntries(
    Object.entries(optionsOf(props, first)).map(([key, value]) => [
      key,
      isPlainObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, named(text)]))
        : value,
    ]),
  );
  return withUndeclaredPorts(props).with('ordinalServices', mapOf(options));
}

function optionsOf(props: MapCode, service: PlainObject): PlainObject {
  const spec = asObject(service['spec']);
  return {
    headless: spec['clusterIP'] === 'None' ? true : undefined,
    type: spec['type'],
    ports: portsOf(service),
    ...ownMetadata(props, service),
    publishNotReadyAddresses: spec['publishNotReadyAddresses'],
    sessionAffinitySeconds: at(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'),
    externalTrafficPolicy: spec['externalTrafficPolicy'],
    internalTrafficPolicy: spec['internalTrafficPolicy'],
    trafficDistribution: spec['trafficDistribution'],
    loadBalancerClass: spec['loadBalancerClass'],
    loadBalancerSourceRanges: spec['loadBalancerSourceRanges'],
  };
}

/** Goes again if it is not needed. */
function withUndeclaredPorts(props: MapCode): MapCode {
  return withAdoption(props, 'undeclaredPorts', new Literal(true));
}

function portsOf(service: PlainObject): PlainObject[] | undefined {
  const ports = asObjects(at(service, 'spec', 'ports')).map(({ name, port, targetPort, nodePort, appProtocol }) => ({
    port,
    name,
    targetPort: typeof targetPort === 'string' ? targetPort : undefined,
    targetNumber: typeof targetPort === 'string' ? undefined : (targetPort ?? port),
    nodePort: nodePort === 0 ? undefined : nodePort,
    appProtocol,
  }));
  return ports.length === 0 ? undefined : ports;
}
