import { renderServicePorts } from './container/port';
import type { ResolvedApp } from './resolved-app';
import type { Wire } from './base/wire';

/** The headless Service that gives each pod its DNS name. It carries the selector's labels, so that monitors find it. */
export function renderGoverningService({ props, identity, labels, selectorLabels, exposedPorts }: ResolvedApp): Wire {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: identity.serviceName,
      namespace: props.namespace,
      labels: { ...labels, ...selectorLabels },
      annotations: props.annotations,
    },
    spec: {
      clusterIP: 'None',
      ports: renderServicePorts(exposedPorts),
      publishNotReadyAddresses: props.publishNotReadyAddresses,
      selector: selectorLabels,
    },
  };
}
