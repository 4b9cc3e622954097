import type { ApiObjectProps } from 'cdk8s';
import {
  PodMonitor,
  type PodMonitorProps,
  ServiceMonitor,
  type ServiceMonitorProps,
} from '../../../imports/monitoring.coreos.com';
import type { Report } from '../../messages/problem';
import type { App } from '../base/app';
import { type Companion, companionMetadata } from '../base/companion';
import { checkLabels } from '../base/labels';
import type { ContainerPort } from '../container/port';
import { checkEndpoint, type MonitorEndpoint, type Relabeling, RelabelingAction, renderEndpoint } from './endpoint';

/** How Prometheus, run by its operator, reads the metrics of each pod. The cluster must have the operator's CRDs. */
export interface MonitorProps extends MonitorEndpoint {
  /** Labels by which a Prometheus finds the monitor, such as `{ release: 'prometheus' }`. @default - the app's */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Several places with metrics, such as the app's and a sidecar's. What one of them does not say is what stands beside this list.
   *
   * @default - the one that is described beside
   */
  readonly endpoints?: MonitorEndpoint[];
}

/** The monitors that an app asks for. */
export interface MonitoringProps {
  readonly serviceMonitor?: MonitorProps;
  readonly podMonitor?: MonitorProps;
}

const KINDS = ['serviceMonitor', 'podMonitor'] as const;

export function checkMonitors(report: Report, props: MonitoringProps, app: App): void {
  for (const kind of KINDS) {
    const monitor = props[kind];
    if (monitor === undefined) continue;
    checkLabels(report, monitor.labels, `${kind}.labels`);
    for (const [index, endpoint] of endpointsOf(monitor).entries()) {
      const prop = monitor.endpoints === undefined ? kind : `${kind}.endpoints[${index}]`;
      checkEndpoint(report, endpoint, prop, monitoredPorts(app, kind));
    }
  }
}

function endpointsOf(monitor: MonitorProps): readonly MonitorEndpoint[] {
  return monitor.endpoints?.map((endpoint) => ({ ...monitor, ...endpoint })) ?? [monitor];
}

/** A ServiceMonitor sees what the Services offer, a PodMonitor every port of the pods. */
function monitoredPorts({ exposedPorts, containers }: App, kind: (typeof KINDS)[number]): readonly ContainerPort[] {
  return kind === 'serviceMonitor'
    ? exposedPorts
    : [...containers.main.ports, ...[...containers.beside, ...containers.init].flatMap(({ ports }) => ports)];
}

/** The monitors, given the names of all Services that carry the app's labels. */
export function monitors(props: MonitoringProps, app: App, services: readonly string[]): Companion[] {
  const { identity, selectorLabels } = app;
  const { name } = identity;
  const selector = { matchLabels: { ...selectorLabels } };
  // Each pod stands behind the governing Service. Behind the others it would be read once more.
  const once: Relabeling = {
    action: RelabelingAction.KEEP,
    sourceLabels: ['__meta_kubernetes_service_name'],
    regex: identity.serviceName,
  };
  const rendered = (kind: (typeof KINDS)[number], monitor: MonitorProps, keep: readonly Relabeling[]): object[] =>
    endpointsOf(monitor).map((endpoint) => renderEndpoint(endpoint, monitoredPorts(app, kind), keep));
  const companions: Companion[] = [];
  if (props.serviceMonitor !== undefined) {
    const endpoints = rendered('serviceMonitor', props.serviceMonitor, services.length === 0 ? [] : [once]);
    const metadata = companionMetadata(app, name, props.serviceMonitor);
    const manifest = ServiceMonitor.manifest({ metadata, spec: { selector, endpoints } } as ServiceMonitorProps);
    companions.push({ id: 'ServiceMonitor', kind: 'ServiceMonitor', name, manifest: manifest as ApiObjectProps });
  }
  if (props.podMonitor !== undefined) {
    const podMetricsEndpoints = rendered('podMonitor', props.podMonitor, []);
    const metadata = companionMetadata(app, name, props.podMonitor);
    const manifest = PodMonitor.manifest({ metadata, spec: { selector, podMetricsEndpoints } } as PodMonitorProps);
    companions.push({ id: 'PodMonitor', kind: 'PodMonitor', name, manifest: manifest as ApiObjectProps });
  }
  return companions;
}
