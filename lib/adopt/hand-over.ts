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

/** What has to be said of the program for the steps. */
export interface HandOver {
  readonly owners: readonly PresentOwner[];
  /** The objects, if they were read from a cluster: names of Secrets that the program does not have, and their namespaces. */
  readonly secrets: readonly { readonly name: string; readonly namespace?: string | undefined }[];
  /** What applies the program from now on. */
  readonly to: Pipeline;
  /** Where the objects are. Default: not known. */
  readonly namespace?: string | undefined;
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

/** One thing to do, and the command that does it, where there is one. */
interface Step {
  readonly text: string;
  readonly command?: string;
}

/**
 * The steps by which the program takes over what something else applies now, with nothing deleted and no pod restarted. Each command
 * stands on a line of its own, and can be run as it is where all names are known.
 */
export function handOver({ owners, secrets, to, namespace }: HandOver): string[] {
  const letsGo = owners.flatMap(({ tool, title }) => LETS_GO[isRelease(title) ? 'release' : tool](title, namespace));
  if (letsGo.length === 0) return [];
  const isHelm = owners.some(({ tool, title }) => tool === 'helm' || isRelease(title));
  const steps = [
    ...severalOwners(owners),
    ...letsGo,
    ...(isHelm ? secrets.map((secret) => unmark(secret, namespace)) : []),
    {
      text: 'Plan once more, against what runs. No pod may restart.',
      command: `stateful-web-app plan --live dist${inNamespace(namespace)}`,
    },
    TAKES[to],
  ];
  return [
    'To hand over, with nothing deleted and no pod restarted (docs/reference/adoption.md):',
    ...steps.flatMap(({ text, command }, index) => [
      `  ${index + 1}. ${text}`,
      ...(command === undefined ? [] : [`     ${command}`]),
    ]),
  ];
}

function isRelease(title: string): boolean {
  return title.startsWith('Flux HelmRelease');
}

/** Two tools that apply the same objects undo each other's changes, so all of them must let go. */
function severalOwners(owners: readonly PresentOwner[]): Step[] {
  const titles = owners.filter(({ title }) => !title.startsWith('kubectl')).map(({ title }) => title);
  if (titles.length < 2) return [];
  return [
    {
      text: `Do the steps for all of these owners before you go on: ${titles.join(', ')}. One that still runs undoes or deletes what the others apply.`,
    },
  ];
}

/** A name that can stand in a command; what anybody else wrote could be a command itself. */
function safe(name: string | undefined, placeholder: string): string {
  return name !== undefined && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) ? name : placeholder;
}

function inNamespace(namespace: string | undefined): string {
  return ` -n ${safe(namespace, 'NAMESPACE')}`;
}

/** `wiki` and the namespace `docs` of `Helm release docs/wiki`. */
function named(
  title: string,
  namespace?: string,
): { readonly name: string | undefined; readonly namespace: string | undefined } {
  const words = (title === CHART ? '' : (title.split(' ').at(-1) ?? '')).split('/');
  const [name, own] = words.reverse();
  return { name: name === '' ? undefined : name, namespace: own ?? namespace };
}

function unmark({ name, namespace }: HandOver['secrets'][number], fallback: string | undefined): Step {
  return {
    text: `Take the mark of the release off Secret ${safe(name, 'NAME')}, which is not in the program. Then nothing counts it as a part of the release.`,
    command: `kubectl annotate secret${inNamespace(namespace ?? fallback)} ${safe(name, 'NAME')} meta.helm.sh/release-name- meta.helm.sh/release-namespace-`,
  };
}

function forget(name: string | undefined, namespace: string | undefined, title: string): Step {
  return {
    text: `Let Helm forget ${title}: delete its Secrets. Its objects stay. Do not use helm uninstall, which deletes them.`,
    command: `kubectl delete secret${inNamespace(namespace)} -l owner=helm,name=${safe(name, 'RELEASE')}`,
  };
}

const LETS_GO: Readonly<Record<Pipeline | 'release', (title: string, namespace: string | undefined) => Step[]>> = {
  kubectl: () => [],
  helm: (title, fallback) => {
    const { name, namespace } = named(title, fallback);
    return [forget(name, namespace, title)];
  },
  argocd: (title) => {
    const name = safe(named(title).name, 'APP');
    return [
      { text: `Stop the ${title} from syncing.`, command: `argocd app set ${name} --sync-policy none` },
      {
        text: 'Delete the Application without the objects that it applied. Do not use kubectl delete: with the finalizer resources-finalizer.argocd.argoproj.io, that deletes them too.',
        command: `argocd app delete ${name} --cascade=false`,
      },
    ];
  },
  flux: (title) => {
    const { name, namespace } = named(title);
    const [app, where] = [safe(name, 'NAME'), inNamespace(namespace)];
    return [
      { text: `Suspend the ${title}.`, command: `flux suspend kustomization ${app}${where}` },
      {
        text: 'Delete it. While it is suspended, Flux deletes no object that it applied.',
        command: `flux delete kustomization ${app}${where} --silent`,
      },
    ];
  },
  release: (title, fallback) => {
    const { name, namespace } = named(title);
    const [app, where] = [safe(name, 'NAME'), inNamespace(namespace)];
    return [
      { text: `Suspend the ${title}.`, command: `flux suspend helmrelease ${app}${where}` },
      {
        text: 'Delete it. While it is suspended, Flux does not uninstall the release.',
        command: `flux delete helmrelease ${app}${where} --silent`,
      },
      // The release may have another name and namespace than the HelmRelease.
      forget(undefined, fallback, 'the release of it (helm list shows its name)'),
    ];
  },
};

const TAKES: Readonly<Record<Pipeline, Step>> = {
  kubectl: { text: 'Apply the folder.', command: 'kubectl apply --server-side --force-conflicts -f dist' },
  argocd: { text: 'Commit dist, and let an Application without prune point to it. Add prune when it is in sync.' },
  flux: {
    text: 'Commit dist, and let a Kustomization with prune: false point to it. Set prune: true when it is ready.',
  },
  helm: { text: 'Put dist into the templates of a chart, and run helm upgrade --install --take-ownership.' },
};
