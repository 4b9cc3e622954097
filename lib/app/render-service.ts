import type { ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { renderServicePorts } from './port';
import type { ResolvedApp } from './resolved-app';

/** The headless Service that gives each pod its DNS name. It carries the selector's labels, so that monitors find it. */
export function renderGoverningService({ props, identity, selectorLabels, exposedPorts }: ResolvedApp): ApiObjectProps {
  return k8s.KubeService.manifest({
    metadata: {
      name: identity.serviceName,
      namespace: props.namespace,
      labels: { ...props.labels, ...selectorLabels },
      annotations: props.annotations,
    },
    spec: {
      clusterIp: 'None',
      ports: renderServicePorts(exposedPorts),
      publishNotReadyAddresses: props.publishNotReadyAddresses,
      selector: selectorLabels,
    },
  }) as ApiObjectProps;
}
