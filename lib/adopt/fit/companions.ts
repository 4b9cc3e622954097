import type { Manifest } from '../../kubernetes/manifest';
import { needsOf } from '../../kubernetes/pod-needs';
import { asObject, at, type PlainObject } from '../../kubernetes/plain';
import type { MapCode } from '../code/code';
import { withAutoscaler, withBudget } from './availability';
import type { Candidate } from './candidate';
import { withConfigMap } from './config-maps';
import type { FitOptions } from './fitting';
import { withMonitor } from './monitors';
import { withNetworkPolicy } from './network-policies';
import { withHttpRoute, withIngress } from './routes';
import { withRole, withServiceAccount } from './service-accounts';
import { withClientService, withGoverningService, withOrdinalServices, withPlainGoverningService } from './services';

type Way = (props: MapCode, object: Manifest & PlainObject, options: FitOptions) => MapCode | undefined;

/** The ways to write an object of a kind, in an order in which each finds what it leads to. */
const WAYS: Readonly<Record<string, readonly Way[]>> = {
  'v1/ConfigMap': [(props, object, { configFolderOf }) => withConfigMap(props, object, configFolderOf)],
  'v1/ServiceAccount': [withServiceAccount],
  'rbac.authorization.k8s.io/v1/Role': [withRole],
  'v1/Service': [withClientService],
  'networking.k8s.io/v1/NetworkPolicy': [withNetworkPolicy],
  'policy/v1/PodDisruptionBudget': [withBudget],
  'autoscaling/v2/HorizontalPodAutoscaler': [withAutoscaler],
  'networking.k8s.io/v1/Ingress': [withIngress],
  'gateway.networking.k8s.io/v1/HTTPRoute': [withHttpRoute],
  'monitoring.coreos.com/v1/ServiceMonitor': [
    (props, object) => withMonitor(props, object, 'serviceMonitor', 'endpoints'),
  ],
  'monitoring.coreos.com/v1/PodMonitor': [
    (props, object) => withMonitor(props, object, 'podMonitor', 'podMetricsEndpoints'),
  ],
};

const GOVERNING: readonly Way[] = [withPlainGoverningService, withGoverningService];

/** The ways to write what stands around a StatefulSet, for each object that may be its own. */
export function candidatesFor(statefulSet: PlainObject, around: readonly Manifest[], options: FitOptions): Candidate[] {
  const kinds = Object.keys(WAYS);
  const rank = (object: Manifest): number => kinds.indexOf(`${object.apiVersion}/${object.kind}`);
  const own = around.filter((object) => rank(object) >= 0 && mayBeOwn(object, statefulSet));
  const [before, after] = [own.filter((object) => !isRoute(object)), own.filter(isRoute)].map((objects) =>
    [...objects]
      .sort((a, b) => rank(a) - rank(b))
      .flatMap((object) =>
        waysFor(object, statefulSet).map(
          (way): Candidate =>
            (props) =>
              way(props, object, options),
        ),
      ),
  );
  return [...(before ?? []), (props) => withOrdinalServices(props, statefulSet, around), ...(after ?? [])];
}

function waysFor(object: Manifest, statefulSet: PlainObject): readonly Way[] {
  const isGoverning = object.kind === 'Service' && object.metadata.name === at(statefulSet, 'spec', 'serviceName');
  return isGoverning ? GOVERNING : (WAYS[`${object.apiVersion}/${object.kind}`] ?? []);
}

function isRoute({ kind }: Manifest): boolean {
  return kind === 'Ingress' || kind === 'HTTPRoute';
}

/** What pods name belongs to those that name it. */
function mayBeOwn({ kind, metadata }: Manifest, statefulSet: PlainObject): boolean {
  if (kind !== 'ConfigMap' && kind !== 'ServiceAccount') return true;
  const needs = needsOf(asObject(at(statefulSet, 'spec', 'template', 'spec')));
  return needs.some((need) => need.kind === kind && need.name === metadata.name);
}
