import type { AdditionalContainer, PodContainers } from './container/additional-container';
import { type Cluster } from '../storage/cluster';
import { StorageClassRef, StorageClassRefKind } from '../storage/storage-class-ref';
import type { App } from './base/app';
import { renderStandardLabels } from './base/standard-labels';
import { AppIdentity } from './app-identity';
import type { StatefulClaim } from './claim/claim';
import { configFolderMounts } from './container/config-folder';
import { configData, configMounts } from './container/config-files';
import { type ContainerProps, type ResolvedContainer, resolveContainer } from './container/container';
import { hasNativeSidecars, parseMinor } from './emit/kubernetes-target';
import { isExposed } from './container/port';
import type { StatefulWebAppProps } from './props';
import { ContainerRestartPolicy } from './container/restart';
import { type PodSecurity, PodSecurityLevel, resolvePodSecurity } from './pod/security';

/** An app with every default decided: what checks judge and manifests are made of. */
export interface ResolvedApp extends App {
  readonly props: StatefulWebAppProps;
  /** Undefined where nobody said for which one. */
  readonly cluster?: Cluster;
  /** The version of Kubernetes as somebody wrote it. */
  readonly kubernetesVersion?: string;
  /** Labels of the StatefulSet. */
  readonly statefulSetLabels?: { readonly [key: string]: string };
  /** All labels of the pods, those of the selector among them. */
  readonly podLabels: { readonly [key: string]: string };
  readonly security: PodSecurity;
  /** With the class of the cluster in place of each tier. */
  readonly claims: readonly StatefulClaim[];
  /** The ConfigMap of `configFiles`, by key; empty where there is none. */
  readonly configData: { readonly [key: string]: string };
  readonly configMapName: string;
}

export function resolveApp(
  id: string,
  chartNamespace: string | undefined,
  props: StatefulWebAppProps,
  cluster: Cluster | undefined = props.cluster,
): ResolvedApp {
  const identity = new AppIdentity({
    name: props.name ?? id,
    serviceName: props.serviceName,
    firstOrdinal: props.firstOrdinal,
    namespace: props.namespace ?? chartNamespace,
    clusterDomain: props.clusterDomain ?? cluster?.clusterDomain,
    // The pods that are always there; how many more there are, the autoscaler knows alone.
    replicas: props.replicas ?? props.autoscaling?.minReplicas,
  });
  const security = resolvePodSecurity(props);
  const kubernetesVersion = props.kubernetesVersion ?? cluster?.kubernetesVersion;
  const minor = parseMinor(kubernetesVersion);
  const claims = (props.claims ?? []).map((claim) => withoutTier(claim, cluster));
  const selectorLabels = props.selectorLabels ?? { 'app.kubernetes.io/name': identity.name };
  const standard = renderStandardLabels(props.standardLabels, identity.name, selectorLabels);
  const labels = props.standardLabels === undefined ? props.labels : { ...standard, ...props.labels };
  const isSeparate = props.adoption?.separateMetadata ?? false;
  const containers = resolveContainers(props, props.containerName ?? identity.name, security.level, minor);
  return {
    props,
    identity,
    namespace: props.namespace,
    targetNamespace: props.namespace ?? chartNamespace,
    statefulSetLabels: labels,
    labels: isSeparate ? undefined : labels,
    podLabels: { ...standard, ...props.podLabels, ...selectorLabels },
    annotations: isSeparate ? undefined : props.annotations,
    mostReplicas: mostReplicas(identity.replicas, props.autoscaling?.maxReplicas),
    cluster,
    kubernetesVersion,
    minor,
    selectorLabels,
    security,
    addsDefaults: security.level !== PodSecurityLevel.PRIVILEGED,
    containers,
    exposedPorts: [
      ...containers.main.ports.filter(isExposed),
      ...[...containers.init, ...containers.beside].flatMap(({ ports }) => ports.filter(({ exposed }) => exposed)),
    ],
    hasUndeclaredPorts: props.adoption?.undeclaredPorts ?? false,
    claims,
    configData: Object.fromEntries(
      containers.all.flatMap((container) =>
        configData(container === containers.main ? '' : container.name, container.props.configFiles),
      ),
    ),
    configMapName: props.configMapName ?? `${identity.name}-config`,
  };
}

/** An autoscaler's maximum that is none is reported: until then the replicas stand for it. */
function mostReplicas(replicas: number, max: number | undefined): number {
  return max !== undefined && Number.isInteger(max) && max >= 1 && max <= 100_000 ? max : replicas;
}

/** A tier that the cluster does not have is reported, and the default class stands for it until then. */
function withoutTier(claim: StatefulClaim, cluster: Cluster | undefined): StatefulClaim {
  const { storageClass } = claim;
  if (storageClass?.kind !== StorageClassRefKind.TIER) {
    return claim;
  }
  const known = cluster?._knowledge.tiers.has(storageClass.tierName ?? '') ? cluster.resolve(storageClass) : undefined;
  return { ...claim, storageClass: known ?? StorageClassRef.clusterDefault() };
}

/**
 * Sidecars come first among the init containers, so that these can use them, where the target can keep an init container running;
 * where it cannot, they run beside the app.
 */
function resolveContainers(
  props: StatefulWebAppProps,
  name: string,
  level: PodSecurityLevel,
  minor: number,
): PodContainers {
  const claims = props.claims ?? [];
  const resolve = (prop: string, own: string, container: ContainerProps): ResolvedContainer =>
    resolveContainer(own, container, {
      prefix: prop,
      level,
      claimMounts: [],
      claimDevices: [],
      configMounts: configMounts(own, container.configFiles, prop),
    });
  const resolveAll = (prop: string, list: readonly AdditionalContainer[] = []): ResolvedContainer[] =>
    list.map((container) => resolve(`${prop}[${container.name}].`, container.name, container));
  const native = hasNativeSidecars(minor);
  const sidecars = props.sidecars?.map((sidecar) =>
    native ? { ...sidecar, restart: { ...sidecar.restart, policy: ContainerRestartPolicy.ALWAYS } } : sidecar,
  );
  const main = resolveContainer(name, props, {
    prefix: '',
    level,
    claimMounts: claims.flatMap(({ name: claim, mountPath, subPath, readOnly }) =>
      mountPath === undefined
        ? []
        : [
            {
              name: claim,
              mountPath,
              subPath,
              readOnly,
              prefix: `claims[${claim}].`,
              pathProp: `claims[${claim}].mountPath`,
            },
          ],
    ),
    claimDevices: claims.flatMap(({ name: claim, devicePath }) =>
      devicePath === undefined ? [] : [{ name: claim, devicePath }],
    ),
    configMounts: [...configMounts('', props.configFiles, ''), ...configFolderMounts(props.configFolders)],
  });
  const init = [
    ...(native ? resolveAll('sidecars', sidecars) : []),
    ...resolveAll('initContainers', props.initContainers),
  ];
  const beside = [...resolveAll('containers', props.containers), ...(native ? [] : resolveAll('sidecars', sidecars))];
  return { main, init, beside, all: [...init, main, ...beside] };
}
