import { error, warning } from './code';

/** Services, routes and policies. */
export const NETWORK_CODES = {
  'cidr-invalid': error(
    'A range of addresses is not in CIDR notation',
    'rejects the object',
    "Write it like '10.0.0.0/8'",
  ),
  'host-invalid': error('A host is not a DNS name', 'rejects the object', 'Correct the name'),
  'http-route-gateways': error(
    'A route names no Gateway',
    '**accepts it**, and nothing serves the route',
    'Name the Gateways that serve the route',
  ),
  'namespace-and-labels': error(
    'A peer names a namespace and labels of namespaces',
    '**accepts** what the library would make of it, which is one of the two',
    'Keep one of the two',
  ),
  'network-egress-unlimited': error(
    'A policy that does not limit connections of the pods has rules for them',
    '**accepts** what the library would make of it, without the rules',
    'Keep one of the two',
  ),
  'network-peers-empty': error(
    'A rule has no peers',
    '**accepts it**, and lets everybody in',
    'Name the peers, or write NetworkPeer.anywhere()',
  ),
  'network-port-invalid': error('A port of a rule has an end without a beginning', 'rejects the object', 'Give both'),
  'node-port-shared': error(
    'Several Services are given the same node port',
    'rejects all but the first',
    'Leave it out: Kubernetes then chooses the ports',
  ),
  'ordinal-unknown': error(
    'A route leads to a pod that the app does not have',
    '**accepts it**, and the route always answers with an error',
    'Correct the number or add replicas',
  ),
  'path-relative': error('The path of a route is not absolute', 'rejects the object', 'Begin it with a slash'),
  'port-unknown': error(
    'The container has no port of this name',
    '**accepts it**, and the Service has no endpoint',
    'Correct the name or add the port',
  ),
  'route-port-ambiguous': error(
    'A route leads to a Service with several ports, and names none of them',
    '**accepts** what the library would make of it, which may be the wrong one',
    'Name the port',
  ),
  'route-service-unknown': error(
    'A route leads to a Service that the app does not have',
    '**accepts it**, and the route always answers with an error',
    'Correct the name',
  ),
  'service-name-invalid': error(
    'The name of a Service is not a DNS label that begins with a letter',
    'rejects it; from 1.36 on it accepts a digit at the beginning, and older clusters do not',
    'Give the Service its own name',
  ),
  'service-option-without-type': error(
    'An option needs another type of Service',
    'rejects the Service',
    'Set the type, or leave the option out',
  ),
  'service-without-ports': error(
    'A Service for clients has no port',
    'rejects the Service',
    'Give the app the port that its container listens on',
  ),
};

/** Autoscalers, disruption budgets and monitors. */
export const OPERATION_CODES = {
  'autoscaler-duplicate': error(
    'The app has two autoscalers',
    'the autoscalers stop: each reports an ambiguous selector',
    'Keep one of them',
  ),
  'autoscaling-invalid': error(
    'The bounds or paces of the autoscaler contradict each other or are out of range',
    'rejects the object',
    'Correct the number',
  ),
  'autoscaling-metric-invalid': error(
    'The target of a metric is not above zero',
    'rejects the object',
    'Give a target above zero',
  ),
  'autoscaling-without-request': error(
    'A metric is a percentage of a request that the container does not have',
    '**accepts it**, and the autoscaler never does anything',
    'Give the container resources.requests',
  ),
  'disruption-budget-invalid': error(
    'The number of a budget is negative, or not a percentage',
    'rejects the object',
    'Correct the number',
  ),
  'monitor-credentials-twice': error(
    'A monitor sends a token and a password',
    '**accepts it**, and the operator of Prometheus leaves the monitor out',
    'Keep one of the two',
  ),
  'monitor-port-missing': error(
    'A monitor reads a port without a name',
    '**accepts it**, and Prometheus finds no target',
    'Name the port, or give the app one',
  ),
  'monitor-scheme-invalid': error(
    'The scheme is neither `http` nor `https`',
    'rejects the object',
    "Write 'http' or 'https', in lower case",
  ),
  'replicas-with-autoscaling': error(
    '`replicas` and `autoscaling` are both given',
    '**accepts it**, and each apply undoes what the autoscaler chose',
    'Leave one of the two out',
  ),
  'autoscaler-deletes-data': warning(
    'Claims are deleted with the pods that an autoscaler removes',
    '**accepts it**, and deletes data without a commit',
    'Keep the claims (RETAIN), or make sure that every pod has a copy elsewhere',
  ),
  'disruption-budget-blocks-drain': warning(
    'The budget never lets a pod be evicted',
    '**accepts it**, and no node that has a pod of the app can be drained',
    'Allow one unavailable pod, or add replicas',
  ),
};
