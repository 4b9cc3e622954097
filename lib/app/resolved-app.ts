import { AppIdentity } from './app-identity';
import type { StatefulClaim } from './claim';
import { type ResolvedContainer, resolveContainer } from './container';
import type { StatefulWebAppProps } from './props';
import { type PodSecurity, resolvePodSecurity } from './security';

/** An app with every default decided: what checks judge and manifests are made of. */
export interface ResolvedApp {
  readonly props: StatefulWebAppProps;
  readonly identity: AppIdentity;
  readonly selectorLabels: { readonly [key: string]: string };
  readonly security: PodSecurity;
  readonly container: ResolvedContainer;
  readonly claims: readonly StatefulClaim[];
}

export function resolveApp(id: string, chartNamespace: string | undefined, props: StatefulWebAppProps): ResolvedApp {
  const identity = new AppIdentity({
    ...props,
    name: props.name ?? id,
    namespace: props.namespace ?? chartNamespace,
    // The pods that are always there; how many more there are, the autoscaler knows alone.
    replicas: props.replicas ?? props.autoscaling?.minReplicas,
  });
  const security = resolvePodSecurity(props);
  const claims = props.claims ?? [];
  const container = resolveContainer(props.containerName ?? identity.name, props, {
    prefix: '',
    level: security.level,
    claimMounts: claims.flatMap(({ name, mountPath, subPath, readOnly }) =>
      mountPath === undefined ? [] : [{ name, mountPath, subPath, readOnly, prop: `claims[${name}].mountPath` }],
    ),
    devices: claims.flatMap(({ name, devicePath }) => (devicePath === undefined ? [] : [{ name, devicePath }])),
  });
  return {
    props,
    identity,
    selectorLabels: props.selectorLabels ?? { 'app.kubernetes.io/name': identity.name },
    security,
    container,
    claims,
  };
}
