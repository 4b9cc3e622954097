import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import type { Doubt } from '../../plan/types';
import { type Forbidden, type LiveState, placeOfObject } from './ask-cluster';

/** Kinds that have pods, data or clients. */
const AT_STAKE: ReadonlySet<string> = new Set([
  '/Namespace',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  '/Service',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/StatefulSet',
  'storage.k8s.io/StorageClass',
]);

/** Whether an object of AFTER could not be read. */
export function isHidden(object: Manifest, live: LiveState): boolean {
  const [groupKind, place] = [groupKindOf(object), placeOfObject(object, live)];
  return live.forbidden.some((each) => each.resource.groupKind === groupKind && each.namespace === place);
}

/** What AFTER has of kinds that may not be read: a doubt for each kind. */
export function forbiddenDoubts(after: readonly Manifest[], live: LiveState): readonly Doubt[] {
  return live.forbidden
    .filter((each) => after.some((object) => isHidden(object, { ...live, forbidden: [each] })))
    .map((each) => ({
      about: 'not-allowed',
      kind: 'Cluster',
      name: live.name,
      what: whatIs(each),
      unchanged: !AT_STAKE.has(each.resource.groupKind),
    }));
}

/** The other kinds, of which something may be there that nobody sees: a line for each place. */
export function forbiddenNotes(after: readonly Manifest[], live: LiveState): readonly string[] {
  const rest = live.forbidden.filter(
    (each) => !after.some((object) => isHidden(object, { ...live, forbidden: [each] })),
  );
  return [...new Set(rest.map(({ namespace }) => namespace))].flatMap((place) => {
    const names = rest.filter(({ namespace }) => namespace === place).map(({ resource }) => resource.name);
    return place === undefined
      ? notesOfCluster(names)
      : [`you may not read these in ${place}, so the plan does not know them: ${names.join(', ')}`];
  });
}

/** What the plan takes from objects that are in no namespace. */
const TAKEN: ReadonlyMap<string, string> = new Map([
  ['persistentvolumes', 'reclaim policies of volumes'],
  ['servicecidrs.networking.k8s.io', 'address families of Services'],
  ['storageclasses.storage.k8s.io', 'default class and reclaim policies of classes'],
]);

/** What is applied most. */
const FIRST: readonly string[] = [
  'namespaces',
  'customresourcedefinitions.apiextensions.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
];

/** A user of one namespace may read nothing else, and there are forty kinds: what that means is more to a reader than their names. */
function notesOfCluster(names: readonly string[]): readonly string[] {
  const taken = names.filter((name) => TAKEN.has(name));
  const others = names.filter((name) => !TAKEN.has(name));
  const first = FIRST.filter((name) => others.includes(name));
  const shown = others.length <= MOST_SHOWN ? others : first.length > 0 ? first : others.slice(0, MOST_SHOWN);
  const more = others.length - shown.length;
  return [
    ...(taken.length === 0
      ? []
      : [
          `you may not read ${taken.join(', ')}, so the plan does not know: ${taken.map((name) => TAKEN.get(name)).join('; ')}`,
        ]),
    ...(others.length === 0
      ? []
      : [
          `you may not read ${shown.join(', ')}${more === 0 ? '' : ` and ${more} more kinds that are in no namespace`}. If an object of such a kind is no longer in AFTER, the plan does not see that it is deleted`,
        ]),
  ];
}

const MOST_SHOWN = 6;

function whatIs({ resource, namespace }: Forbidden): string {
  return namespace === undefined ? resource.name : `${resource.name} in ${namespace}`;
}
