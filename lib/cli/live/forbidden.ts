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

/** The other kinds, of which something may be there that nobody sees: a line. */
export function forbiddenNotes(after: readonly Manifest[], live: LiveState): readonly string[] {
  const rest = live.forbidden.filter(
    (each) => !after.some((object) => isHidden(object, { ...live, forbidden: [each] })),
  );
  return rest.length === 0
    ? []
    : [`you may not read these, so the plan does not know them: ${rest.map(whatIs).join(', ')}`];
}

function whatIs({ resource, namespace }: Forbidden): string {
  return namespace === undefined ? resource.name : `${resource.name} in ${namespace}`;
}
