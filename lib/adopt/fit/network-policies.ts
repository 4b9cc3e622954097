import type { Manifest } from '../../kubernetes/manifest';
import { asList, asObject, asObjects, at, deepEqual, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { call, type Code, type MapCode, mapOf } from '../code/code';
import { filled } from '../props/fields';
import { ownMetadata, pairsAt } from './candidate';

/** The rules of a NetworkPolicy for the app's pods. */
export function withNetworkPolicy(props: MapCode, policy: Manifest & PlainObject): MapCode | undefined {
  const spec = asObject(policy['spec']);
  const selector = pairsAt(props, 'selectorLabels');
  if (!deepEqual(at(spec, 'podSelector', 'matchLabels'), selector)) return undefined;
  const isOwn = (rule: PlainObject, key: string): boolean =>
    deepEqual(rule, { [key]: [{ podSelector: { matchLabels: selector } }] });
  const incoming = asObjects(spec['ingress']);
  const outgoing = asObjects(spec['egress']);
  const types = asList(spec['policyTypes']);
  const peers = incoming.some((rule) => isOwn(rule, 'from'));
  const dns = outgoing.some(isDns);
  const ingress = incoming.filter((rule) => !isOwn(rule, 'from')).map((rule) => ruleOf(rule, 'from'));
  const egress = outgoing.filter((rule) => !isOwn(rule, 'to') && !isDns(rule)).map((rule) => ruleOf(rule, 'to'));
  if ([...ingress, ...egress].includes(undefined)) return undefined;
  return props.with(
    'networkPolicy',
    mapOf({
      name: policy.metadata.name,
      ...ownMetadata(props, policy),
      peers,
      dns,
      ingress: filled(ingress),
      egress: filled(egress),
      limitsEgress: types.includes('Egress') || types.length === 0 ? undefined : false,
    }),
  );
}

function isDns({ to, ports }: PlainObject): boolean {
  const numbers = asObjects(ports).map(({ port }) => port);
  return to === undefined && numbers.length === 2 && numbers.every((port) => port === 53);
}

function ruleOf(rule: PlainObject, key: 'from' | 'to'): PlainObject | undefined {
  const given = asObjects(rule[key]);
  const peers = given.length === 0 ? [call('NetworkPeer', 'anywhere')] : given.map(peerOf);
  if (peers.includes(undefined)) return undefined;
  const ports = asObjects(rule['ports']).map(({ port, endPort, protocol }) => ({
    port: typeof port === 'number' ? port : undefined,
    portName: typeof port === 'string' ? port : undefined,
    endPort,
    protocol,
  }));
  return { peers, ports };
}

function peerOf({ ipBlock, podSelector, namespaceSelector }: PlainObject): Code | undefined {
  if (isPlainObject(ipBlock))
    return call('NetworkPeer', 'cidr', ipBlock['cidr'], ...asList(ipBlock['except'] && [ipBlock['except']]));
  if (at(podSelector, 'matchExpressions') !== undefined || at(namespaceSelector, 'matchExpressions') !== undefined)
    return undefined;
  const labels = at(podSelector, 'matchLabels');
  const namespaceLabels = namespaceSelector === undefined ? undefined : (at(namespaceSelector, 'matchLabels') ?? {});
  const [name] = Object.values(asObject(namespaceLabels));
  const isNamed = deepEqual(namespaceLabels, { 'kubernetes.io/metadata.name': name });
  if (isNamed && podSelector === undefined) return call('NetworkPeer', 'namespace', name);
  return call('NetworkPeer', 'pods', { labels, ...(isNamed ? { namespace: name } : { namespaceLabels }) });
}
