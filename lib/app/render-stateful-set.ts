import { renderClaimTemplate } from './claim/claim';
import { CONFIG_CHECKSUM, CONFIG_VOLUME, configChecksum } from './container/config-files';
import { renderConfigFolderVolumes, restartingFiles } from './container/config-folder';
import { renderContainer } from './container/container';
import { renderDns } from './pod/dns';
import type { ResolvedApp } from './resolved-app';
import { serviceAccountName } from './pod/service-account';
import { renderScheduling } from './pod/scheduling';
import { renderPodSecurity } from './pod/security';
import { omitIfNone, type Wire } from './base/wire';

/** The StatefulSet as it goes to the API server. */
export function renderStatefulSet(app: ResolvedApp): Wire {
  const { props, identity, selectorLabels, claims } = app;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name: identity.name,
      namespace: props.namespace,
      labels: app.statefulSetLabels,
      annotations: props.annotations,
    },
    spec: {
      serviceName: props.adoption?.withoutServiceName ? undefined : identity.serviceName,
      // An autoscaler's choice would be undone with each apply.
      replicas: props.autoscaling === undefined ? identity.replicas : undefined,
      ordinals: props.firstOrdinal === undefined ? undefined : { start: props.firstOrdinal },
      podManagementPolicy: props.podManagementPolicy,
      updateStrategy: props.updateStrategy?._render(),
      minReadySeconds: props.minReadySeconds,
      revisionHistoryLimit: props.revisionHistoryLimit,
      persistentVolumeClaimRetentionPolicy: props.claimRetention,
      selector: props.adoption?.selector ?? { matchLabels: selectorLabels },
      template: renderPodTemplate(app),
      volumeClaimTemplates: omitIfNone(
        claims.map((claim) => renderClaimTemplate(claim, props.adoption?.claimTemplateNamespace)),
      ),
    },
  };
}

function renderPodTemplate(app: ResolvedApp): Wire {
  const { props, selectorLabels, security, containers } = app;
  const { adoption = {}, nodeAccess = {} } = props;
  const watched = { ...app.configData, ...Object.fromEntries(restartingFiles(props.configFolders)) };
  const checksum = Object.keys(watched).length === 0 ? {} : { [CONFIG_CHECKSUM]: configChecksum(watched) };
  const annotations = { ...props.podAnnotations, ...checksum };
  return {
    metadata: {
      name: adoption.podTemplateName,
      namespace: adoption.podTemplateNamespace,
      labels: app.podLabels,
      annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
    },
    spec: {
      serviceAccountName: serviceAccountName(props, app.identity.name),
      automountServiceAccountToken: security.automountServiceAccountToken,
      imagePullSecrets: props.imagePullSecrets?.map((name) => ({ name })),
      enableServiceLinks: props.enableServiceLinks ?? (app.addsDefaults ? false : undefined),
      shareProcessNamespace: props.shareProcessNamespace,
      hostname: adoption.hostname,
      subdomain: adoption.subdomain,
      hostNetwork: nodeAccess.hostNetwork,
      hostPID: nodeAccess.hostPid,
      hostIPC: nodeAccess.hostIpc,
      hostUsers: nodeAccess.hostUsers,
      readinessGates: props.readinessGates?.map((conditionType) => ({ conditionType })),
      terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
      ...renderDns(props.dns),
      ...renderScheduling(props.scheduling, selectorLabels, app.addsDefaults),
      resources: props.podResources && { requests: props.podResources.requests, limits: props.podResources.limits },
      resourceClaims: props.resourceClaims?.map(({ name, resourceClaimName, resourceClaimTemplateName }) => ({
        name,
        resourceClaimName,
        resourceClaimTemplateName,
      })),
      securityContext: renderPodSecurity(security),
      initContainers: omitIfNone(containers.init.map(renderContainer)),
      containers: [containers.main, ...containers.beside].map(renderContainer),
      volumes: renderVolumes(app),
    },
  };
}

/** Volumes of the author first, in their order, then those that the construct adds. */
function renderVolumes(app: ResolvedApp): readonly Wire[] | undefined {
  const { props, containers, configData, configMapName } = app;
  const writable = new Set(containers.all.flatMap(({ writableVolumes }) => writableVolumes));
  return omitIfNone([
    ...(props.volumes ?? []).map((volume) => volume._render()),
    ...renderConfigFolderVolumes(props.configFolders, app),
    ...(Object.keys(configData).length === 0 ? [] : [{ name: CONFIG_VOLUME, configMap: { name: configMapName } }]),
    ...[...writable].map((name) => ({ name, emptyDir: {} })),
  ]);
}
