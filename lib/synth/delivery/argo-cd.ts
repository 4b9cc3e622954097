import type { Manifest } from '../../kubernetes/manifest';
import { checkOptions, nameRule, pathRule, urlRule } from './check-options';
import type { DeliveredCluster, DeliveredFolder } from './delivered-cluster';

type Pairs = { readonly [key: string]: string };
type Fields = Record<string, unknown>;

/** How Argo CD brings the folders to the clusters. */
export interface ArgoCdOptions {
  /** What the names of the objects begin with: `shop` gives `shop-production`. It must be no other program's in this Argo CD. */
  readonly name: string;

  /** The git repository, as Argo CD reaches it. */
  readonly repoUrl: string;

  /** The branch, tag or commit. @default 'HEAD' */
  readonly targetRevision?: string;

  /** The folder of the output in the repository. @default 'dist' */
  readonly path?: string;

  /** The project of the Applications. @default 'default' */
  readonly project?: string;

  /** The namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;

  /**
   * By cluster, where Argo CD knows it by another name: that name, or the address of its API server, as in `https://kubernetes.default.svc`.
   *
   * @default - each cluster by its name
   */
  readonly destinations?: Pairs;

  /** Whether Argo CD applies what is committed by itself. @default true */
  readonly automated?: boolean;

  /**
   * Whether what leaves git is deleted in the cluster. Claims are kept in any case; an app that is gone from git by mistake stops, and comes
   * back with its data.
   *
   * @default false
   */
  readonly prune?: boolean;

  /** Whether what was changed in the cluster by hand is changed back. @default false */
  readonly selfHeal?: boolean;

  /**
   * Whether an `ApplicationSet` for each cluster makes the Applications, from the folders that it finds in git. It takes less room than an
   * Application for each of a thousand charts. A folder that leaves git takes its Application along, and the app stays in the cluster.
   *
   * @default false
   */
  readonly applicationSets?: boolean;
}

/** @throws UserError */
export function checkArgoCd(options: ArgoCdOptions): void {
  checkOptions('Delivery.argoCd', [
    nameRule(options.name),
    pathRule(options.path),
    urlRule('repoUrl', options.repoUrl, /^\S+$/, "Write it as 'https://git.example.org/shop.git'"),
  ]);
}

/** The objects of one cluster. */
export function argoCdManifests(cluster: DeliveredCluster, options: ArgoCdOptions): Manifest[] {
  return options.applicationSets === true
    ? [applicationSet(cluster, options)]
    : cluster.folders.map((folder) => application(cluster, folder, options));
}

const API_VERSION = 'argoproj.io/v1alpha1';

function application(
  { name: cluster }: DeliveredCluster,
  { chart }: DeliveredFolder,
  options: ArgoCdOptions,
): Manifest {
  const { name, namespace = 'argocd' } = options;
  const folder = [...folderOf(options), cluster, ...(chart === undefined ? [] : [chart])].join('/');
  return {
    apiVersion: API_VERSION,
    kind: 'Application',
    // No finalizer: with it Argo CD would delete the app together with its Application.
    metadata: { name: [name, cluster, ...(chart === undefined ? [] : [chart])].join('-'), namespace },
    spec: applicationSpec(cluster, folder, options),
  };
}

function applicationSet({ name: cluster, perChart }: DeliveredCluster, options: ArgoCdOptions): Manifest {
  const { name, namespace = 'argocd', repoUrl, targetRevision = 'HEAD' } = options;
  const folder = [...folderOf(options), cluster].join('/');
  const directories = [{ path: perChart ? `${folder}/*` : folder }];
  return {
    apiVersion: API_VERSION,
    kind: 'ApplicationSet',
    metadata: { name: `${name}-${cluster}`, namespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ git: { repoURL: repoUrl, revision: targetRevision, directories } }],
      // Without it the Applications get a finalizer, and an app whose folder is gone is deleted.
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: { name: perChart ? `${name}-${cluster}-{{ .path.basename }}` : `${name}-${cluster}` },
        spec: applicationSpec(cluster, '{{ .path.path }}', options),
      },
    },
  };
}

function applicationSpec(cluster: string, path: string, options: ArgoCdOptions): Fields {
  const { automated = true, destinations, project = 'default', prune, repoUrl, selfHeal, targetRevision } = options;
  const target = destinations?.[cluster] ?? cluster;
  return {
    project,
    source: { repoURL: repoUrl, targetRevision: targetRevision ?? 'HEAD', path },
    // For objects that name no namespace: their names in code are those of `default`.
    destination: { ...(/^https?:/.test(target) ? { server: target } : { name: target }), namespace: 'default' },
    syncPolicy: {
      automated: automated ? { prune: prune ?? false, selfHeal: selfHeal ?? false } : undefined,
      syncOptions: [
        // Of two Applications that bring the same object, the second would take it over, and could prune it.
        'FailOnSharedResource=true',
        // After a rename the old app goes when the new one is healthy.
        'PruneLast=true',
      ],
      retry: { limit: 5, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
    },
  };
}

function folderOf({ path = 'dist' }: ArgoCdOptions): string[] {
  return path === '.' ? [] : [path];
}
