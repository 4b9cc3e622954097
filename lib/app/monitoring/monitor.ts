import type { ApiObjectProps } from 'cdk8s';
import { type Companion, companionMetadata } from '../base/companion';
import { checkLabels } from '../base/labels';
import type { ContainerPort } from '../container/port';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import type { App } from '../base/app';
import {
  PodMonitor,
  type PodMonitorSpecPodMetricsEndpointsScheme,
  ServiceMonitor,
  type ServiceMonitorSpecEndpoints,
  ServiceMonitorSpecEndpointsRelabelingsAction,
  type ServiceMonitorSpecEndpointsScheme,
} from '../../../imports/monitoring.coreos.com';
import { unknownPort } from '../network/offered-port';

/** How Prometheus, run by its operator, reads the metrics of each pod. The cluster must have the operator's CRDs. */
export interface MonitorProps {
  /** Labels by which a Prometheus finds the monitor, such as `{ release: 'prometheus' }`. @default - the app's */
  readonly labels?: { readonly [key: string]: string };

  /** Name of the port with the metrics. @default - the container's first port */
  readonly portName?: string;

  /** @default '/metrics' */
  readonly path?: string;

  /** `http` or `https`. @default - Prometheus': http */
  readonly scheme?: string;

  /** Seconds between two readings. @default - Prometheus' */
  readonly intervalSeconds?: number;

  /** Seconds after which a reading has failed, at most `intervalSeconds`. @default - Prometheus' */
  readonly scrapeTimeoutSeconds?: number;

  /** Keep labels of the metrics where Prometheus' own would cover them. @default false */
  readonly honorLabels?: boolean;
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
    if (monitor === undefined) {
      continue;
    }
    const ports = monitoredPorts(app, kind);
    checkLabels(report, monitor.labels, `${kind}.labels`);
    if (monitor.portName !== undefined && !ports.some(({ name }) => name === monitor.portName)) {
      report(unknownPort(`${kind}.portName`, monitor.portName, ports));
    } else if (monitor.portName === undefined && ports[0]?.name === undefined) {
      report({
        code: 'monitor-port-missing',
        prop: `${kind}.portName`,
        message: 'is missing: a monitor finds a port by its name, and the first port has none',
      });
    }
    if (monitor.scheme !== undefined && monitor.scheme !== 'http' && monitor.scheme !== 'https') {
      report({
        code: 'monitor-scheme-invalid',
        prop: `${kind}.scheme`,
        value: monitor.scheme,
        message: 'must be http or https',
      });
    }
    const { intervalSeconds, scrapeTimeoutSeconds } = monitor;
    const code = 'seconds-invalid';
    checkWholeNumber(report, { code, prop: `${kind}.intervalSeconds`, value: intervalSeconds, min: 1 });
    checkWholeNumber(report, {
      code,
      prop: `${kind}.scrapeTimeoutSeconds`,
      value: scrapeTimeoutSeconds,
      min: 1,
      max: intervalSeconds,
      remedy: 'Give whole seconds, not more than between two readings',
    });
  }
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
  const companions: Companion[] = [];
  if (props.serviceMonitor !== undefined) {
    const endpoint: ServiceMonitorSpecEndpoints = {
      ...renderEndpoint(monitoredPorts(app, 'serviceMonitor'), props.serviceMonitor),
      scheme: props.serviceMonitor.scheme as ServiceMonitorSpecEndpointsScheme | undefined,
      // Each pod stands behind the governing Service. Behind the others it would be read once more.
      relabelings:
        services.length === 0
          ? undefined
          : [
              {
                action: ServiceMonitorSpecEndpointsRelabelingsAction.KEEP,
                sourceLabels: ['__meta_kubernetes_service_name'],
                regex: identity.serviceName,
              },
            ],
    };
    const manifest = ServiceMonitor.manifest({
      metadata: companionMetadata(app, identity.name, props.serviceMonitor),
      spec: { selector: { matchLabels: { ...selectorLabels } }, endpoints: [endpoint] },
    }) as ApiObjectProps;
    companions.push({ id: 'ServiceMonitor', kind: 'ServiceMonitor', name: identity.name, manifest });
  }
  if (props.podMonitor !== undefined) {
    const endpoint = {
      ...renderEndpoint(monitoredPorts(app, 'podMonitor'), props.podMonitor),
      scheme: props.podMonitor.scheme as PodMonitorSpecPodMetricsEndpointsScheme | undefined,
    };
    const manifest = PodMonitor.manifest({
      metadata: companionMetadata(app, identity.name, props.podMonitor),
      spec: { selector: { matchLabels: { ...selectorLabels } }, podMetricsEndpoints: [endpoint] },
    }) as ApiObjectProps;
    companions.push({ id: 'PodMonitor', kind: 'PodMonitor', name: identity.name, manifest });
  }
  return companions;
}

interface Endpoint {
  readonly port?: string;
  readonly path?: string;
  readonly interval?: string;
  readonly scrapeTimeout?: string;
  readonly honorLabels?: boolean;
}

function renderEndpoint(ports: readonly ContainerPort[], monitor: MonitorProps): Endpoint {
  const { portName, path, intervalSeconds, scrapeTimeoutSeconds, honorLabels } = monitor;
  return {
    port: portName ?? ports[0]?.name,
    path,
    interval: intervalSeconds === undefined ? undefined : `${intervalSeconds}s`,
    scrapeTimeout: scrapeTimeoutSeconds === undefined ? undefined : `${scrapeTimeoutSeconds}s`,
    honorLabels,
  };
}
