import type { Manifest } from '../../kubernetes/manifest';
import { checkOptions, durationRule, nameRule, pathRule, urlRule } from './check-options';
import type { DeliveredCluster } from './delivered-cluster';

/** How the Flux of each cluster brings the folder of that cluster to it. */
export interface FluxOptions {
  /** What the objects are called, or begin with: `shop` gives `shop`, and `shop-wiki` for the folder of the chart `wiki`. */
  readonly name: string;

  /** The git repository, `https://…` or `ssh://…`. */
  readonly url: string;

  /** @default 'main' */
  readonly branch?: string;

  /** The folder of the output in the repository. @default 'dist' */
  readonly path?: string;

  /** The namespace of Flux. @default 'flux-system' */
  readonly namespace?: string;

  /** The Secret in that namespace with which the repository is read. @default - none: it is public */
  readonly secretName?: string;

  /** How often Flux looks for changes in git, and compares the cluster with them. @default '10m' */
  readonly interval?: string;

  /**
   * How long Flux waits until all that it applied is ready, such as every pod of a StatefulSet. What depends on the folder starts after that.
   *
   * @default '15m'
   */
  readonly timeout?: string;

  /**
   * Whether what leaves git is deleted in the cluster. Claims are kept in any case; an app that is gone from git by mistake stops, and comes
   * back with its data.
   *
   * @default false
   */
  readonly prune?: boolean;
}

/** @throws UserError */
export function checkFlux(options: FluxOptions): void {
  checkOptions('Delivery.flux', [
    nameRule(options.name),
    pathRule(options.path),
    urlRule(
      'url',
      options.url,
      /^(https?|ssh):\/\/\S+$/,
      "Write it as 'https://…' or 'ssh://git@host/path': Flux takes no 'git@host:path'",
    ),
    durationRule('interval', options.interval),
    durationRule('timeout', options.timeout),
  ]);
}

/** The objects of one cluster. */
export function fluxManifests({ name: cluster, folders }: DeliveredCluster, options: FluxOptions): Manifest[] {
  const { branch = 'main', interval = '10m', name, namespace = 'flux-system', path = 'dist', url } = options;
  const called = (chart: string | undefined): string => (chart === undefined ? name : `${name}-${chart}`);
  const repository: Manifest = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace },
    spec: {
      interval,
      url,
      ref: { branch },
      secretRef: options.secretName === undefined ? undefined : { name: options.secretName },
    },
  };
  const kustomizations = folders.map(({ chart, after }): Manifest => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: called(chart), namespace },
    spec: {
      interval,
      retryInterval: '2m',
      timeout: options.timeout ?? '15m',
      path: `./${[...(path === '.' ? [] : [path]), cluster, ...(chart === undefined ? [] : [chart])].join('/')}`,
      prune: options.prune ?? false,
      // Its own deletion must not delete the app, whatever `prune` says.
      deletionPolicy: 'Orphan',
      wait: true,
      sourceRef: { kind: 'GitRepository', name },
      dependsOn: after.length === 0 ? undefined : after.map((one) => ({ name: called(one) })),
    },
  }));
  return [repository, ...kustomizations];
}
