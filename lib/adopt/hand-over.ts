import type { Manifest } from '../kubernetes/manifest';
import { asText, at } from '../kubernetes/plain';
import { MANAGED_BY } from '../pipelines/helm';
import { ownersOf } from '../pipelines/owner';
import type { Pipeline } from '../pipelines/tool';

/** Who applies now what the program is to apply. */
export interface PresentOwner {
  readonly tool: Pipeline;
  /** `Helm release wiki/wiki` */
  readonly title: string;
}

/** The owners whose marks are on the objects; of manifests that were not read from a cluster, what their labels give away. */
export function presentOwners(objects: readonly Manifest[]): PresentOwner[] {
  const owners = new Map<string, PresentOwner>();
  for (const object of objects) {
    for (const { tool, title } of [...ownersOf(object, undefined), ...fromChart(object)])
      owners.set(title, { tool, title });
  }
  // Argo CD and Flux render charts themselves: the labels of the chart are then no release.
  const marked = [...owners.values()].filter(({ title }) => title !== CHART);
  return marked.length === 0 ? [...owners.values()] : marked;
}

const CHART = 'the Helm release';

function fromChart(object: Manifest): PresentOwner[] {
  return asText(at(object, 'metadata', 'labels', MANAGED_BY)) === 'Helm' ? [{ tool: 'helm', title: CHART }] : [];
}

/**
 * The steps by which the program takes over what something else applies now, with nothing deleted and no pod restarted. In words: what
 * the present owner is called is text of anybody.
 */
export function handOver(owners: readonly PresentOwner[], keepsSecrets: boolean, to: Pipeline = 'kubectl'): string[] {
  const steps = owners.flatMap(({ tool, title }) => LETS_GO[kindOf(title) ?? tool](title));
  if (keepsSecrets && owners.some(({ tool }) => tool === 'helm')) steps.push(UNMARK);
  if (steps.length === 0) return [];
  const all = [
    ...steps,
    'Plan once more, against what runs: stateful-web-app plan --live dist. No pod may restart.',
    TAKES[to],
  ];
  return [
    'To hand over, with nothing deleted and no pod restarted (docs/reference/adoption.md):',
    ...all.map((step, index) => `  ${index + 1}. ${step}`),
  ];
}

function kindOf(title: string): 'release' | undefined {
  return title.startsWith('Flux HelmRelease') ? 'release' : undefined;
}

const UNMARK =
  'Take the mark of the release off the Secrets that are not in the program: kubectl annotate secret -n NAMESPACE NAME meta.helm.sh/release-name- meta.helm.sh/release-namespace-. Then nothing counts them as a part of it.';

const LETS_GO: Readonly<Record<Pipeline | 'release', (title: string) => string[]>> = {
  kubectl: () => [],
  helm: (title) => [
    `Let Helm forget ${title}: delete its Secrets (kubectl delete secret -n NAMESPACE -l owner=helm,name=RELEASE). Its objects stay. helm uninstall would delete them.`,
  ],
  argocd: (title) => [
    `Stop the ${title} from syncing: remove spec.syncPolicy.automated.`,
    'Delete the Application without what it made: argocd app delete APP --cascade=false. With the finalizer resources-finalizer.argocd.argoproj.io, kubectl delete takes everything along.',
  ],
  flux: (title) => [
    `Suspend the ${title} (flux suspend kustomization NAME), and then delete it: while it is suspended, nothing that it made is deleted.`,
  ],
  release: (title) => [
    `Suspend the ${title} (flux suspend helmrelease NAME), and then delete it: while it is suspended, the release is not uninstalled.`,
    'Let Helm forget the release: delete its Secrets (kubectl delete secret -n NAMESPACE -l owner=helm,name=RELEASE). Its objects stay.',
  ],
};

const TAKES: Readonly<Record<Pipeline, string>> = {
  kubectl: 'Apply the folder: kubectl apply --server-side --force-conflicts -f dist',
  argocd: 'Commit dist, and let an Application without prune point to it. Add prune when it is in sync.',
  flux: 'Commit dist, and let a Kustomization with prune: false point to it. Set prune: true when it is ready.',
  helm: 'Put dist into the templates of a chart, and run helm upgrade --install --take-ownership.',
};
