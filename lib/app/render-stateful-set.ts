import type { ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { renderClaimTemplate } from './claim';
import { renderContainer } from './container';
import type { ResolvedApp } from './resolved-app';
import { renderPodSecurity } from './security';
import { writableVolumeName } from './volume-mount';
import { withoutZeroValues } from './zero-values';

/**
 * The StatefulSet as it goes to the API server. Claim templates are rendered apart and set last: nested in the typed props they
 * would be mapped twice and lose their sizes.
 */
export function renderStatefulSet(app: ResolvedApp): ApiObjectProps {
  const { props, identity, selectorLabels, claims } = app;
  const manifest = k8s.KubeStatefulSet.manifest({
    metadata: { name: identity.name, namespace: props.namespace, labels: props.labels, annotations: props.annotations },
    spec: {
      serviceName: identity.serviceName,
      // An autoscaler's choice would be undone with each apply.
      replicas: props.autoscaling === undefined ? identity.replicas : undefined,
      ordinals: props.firstOrdinal === undefined ? undefined : { start: props.firstOrdinal },
      podManagementPolicy: props.podManagementPolicy,
      updateStrategy: props.updateStrategy?._render(),
      minReadySeconds: props.minReadySeconds,
      revisionHistoryLimit: props.revisionHistoryLimit,
      persistentVolumeClaimRetentionPolicy: props.claimRetention,
      selector: { matchLabels: selectorLabels },
      template: renderPodTemplate(app),
    },
  }) as ApiObjectProps & { spec: { volumeClaimTemplates?: unknown[] } };
  if (claims.length > 0) {
    manifest.spec.volumeClaimTemplates = claims.map(renderClaimTemplate);
  }
  return withoutZeroValues(manifest);
}

function renderPodTemplate({ props, selectorLabels, security, container }: ResolvedApp): k8s.PodTemplateSpec {
  const { writablePaths } = container;
  return {
    metadata: { labels: { ...props.podLabels, ...selectorLabels }, annotations: props.podAnnotations },
    spec: {
      automountServiceAccountToken: security.automountServiceAccountToken,
      terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
      securityContext: renderPodSecurity(security),
      containers: [renderContainer(container)],
      volumes:
        writablePaths.length === 0
          ? undefined
          : writablePaths.map((path) => ({ name: writableVolumeName(path), emptyDir: {} })),
    },
  };
}
