import type { ApiObjectProps } from 'cdk8s';
import type { Report } from '../../messages/problem';
import type { AdoptionProps } from '../adoption';
import type { App } from '../base/app';
import { checkAnnotations, checkLabels } from '../base/labels';
import { type ContainerPort, renderServicePorts } from '../container/port';
import { checkOfferedPorts, type OfferedPort, resolveOfferedPorts } from './offered-port';

/** What can be chosen for the headless Service that gives each pod its DNS name. */
export interface GoverningServiceProps {
  /** Ports, for SRV records and monitors. @default - all ports of the container, under the same numbers and names */
  readonly ports?: OfferedPort[];

  /** Labels beside those of the app. @default - none */
  readonly labels?: { readonly [key: string]: string };

  /** Annotations beside those of the app. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

interface GoverningServiceChoice {
  readonly adoption?: AdoptionProps;
  readonly governingService?: GoverningServiceProps;
  readonly publishNotReadyAddresses?: boolean;
}

export function checkGoverningService(
  report: Report,
  { governingService: given }: GoverningServiceChoice,
  app: App,
): void {
  if (given === undefined) return;
  checkLabels(report, given.labels, 'governingService.labels');
  checkAnnotations(report, given.annotations, 'governingService.annotations');
  if (given.ports !== undefined) checkOfferedPorts(report, { ports: given.ports }, app, 'governingService');
}

/** It carries the selector's labels, so that monitors find it. */
export function renderGoverningService(props: GoverningServiceChoice, app: App): ApiObjectProps {
  const { labels, annotations, ports } = props.governingService ?? {};
  const selector = props.adoption?.separateMetadata ? undefined : app.selectorLabels;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: app.identity.serviceName,
      namespace: app.namespace,
      labels: selector === undefined ? labels : { ...app.labels, ...selector, ...labels },
      annotations: annotations === undefined ? app.annotations : { ...app.annotations, ...annotations },
    },
    spec: {
      ...(props.adoption?.governingServiceType === undefined
        ? { clusterIP: 'None' }
        : { type: props.adoption.governingServiceType }),
      ports: portsOf(ports, app.exposedPorts),
      publishNotReadyAddresses: props.publishNotReadyAddresses,
      selector: app.selectorLabels,
    },
  };
}

/** As they go to the API server, like the rest of this manifest. */
function portsOf(given: OfferedPort[] | undefined, exposed: readonly ContainerPort[]): readonly object[] | undefined {
  if (given === undefined) return renderServicePorts(exposed);
  const ports = resolveOfferedPorts({ ports: given }, exposed);
  return ports.map((port) => ({ ...port, targetPort: port.targetPort?.value as unknown }));
}
