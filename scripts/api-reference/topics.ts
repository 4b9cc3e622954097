import type { ApiType } from './assembly';

/** A page of the reference. Its sources are the folders of the types that it shows. */
export interface Topic {
  readonly file: string;
  readonly title: string;
  readonly about: string;
  readonly folders: readonly string[];
}

/** What no other topic takes. */
const APP: Topic = {
  file: 'app',
  title: 'The app',
  about: '`StatefulWebApp`, all its props, and the names that it gives',
  folders: [],
};

/** In the order in which a reader meets them. */
export const TOPICS: readonly Topic[] = [
  APP,
  {
    file: 'containers',
    title: 'Containers',
    about: 'ports, variables, files, probes, resources, security of a container',
    folders: ['lib/app/container'],
  },
  {
    file: 'pods',
    title: 'Pods',
    about: 'scheduling, users, Pod Security levels, service accounts',
    folders: ['lib/app/pod'],
  },
  {
    file: 'claims',
    title: 'Claims',
    about: 'the volumes that stay: size, growth, snapshots, restore',
    folders: ['lib/app/claim'],
  },
  {
    file: 'volumes',
    title: 'Volumes',
    about: 'the volumes that come and go with a pod',
    folders: ['lib/app/volume'],
  },
  {
    file: 'networking',
    title: 'Networking',
    about: 'Services, Ingresses, routes, network policies',
    folders: ['lib/app/network'],
  },
  {
    file: 'availability',
    title: 'Availability',
    about: 'autoscaling and disruption budgets',
    folders: ['lib/app/availability'],
  },
  {
    file: 'monitoring',
    title: 'Monitoring',
    about: 'ServiceMonitors and PodMonitors',
    folders: ['lib/app/monitoring'],
  },
  {
    file: 'storage',
    title: 'Clusters and storage classes',
    about: 'what a cluster offers, and which class a claim asks for',
    folders: ['lib/storage'],
  },
  {
    file: 'synth',
    title: 'Synth and delivery',
    about: '`GitOpsApp`, its folders, and what brings them to clusters',
    folders: ['lib/synth'],
  },
];

export function topicOf(type: ApiType): Topic {
  const file = type.locationInModule.filename;
  return TOPICS.find(({ folders }) => folders.some((folder) => file.startsWith(`${folder}/`))) ?? APP;
}

/** The first on a page is what a reader writes first: constructs and classes, then props, then enums. */
export function byRank(left: ApiType, right: ApiType): number {
  return rank(left) - rank(right) || (left.name < right.name ? -1 : 1);
}

function rank(type: ApiType): number {
  if (type.name === 'StatefulWebApp' || type.name === 'GitOpsApp') return 0;
  if (type.name === 'StatefulWebAppProps' || type.name === 'GitOpsAppProps') return 1;
  return type.kind === 'class' ? 2 : type.kind === 'interface' ? 3 : 4;
}
