import { once } from '../../kubernetes/once';
import { asObject, asObjects, asText, at, deepEqual, type PlainObject } from '../../kubernetes/plain';
import { keyOf, nameOf, namespaceOf } from './identity';
import type { StatefulSetChange } from './stateful-set-change';

/** The live revision that the new template is the same as: the controller takes it up again, and pods that run it stay. */
const knownRevision = once(({ context, manifestAfter, after }: StatefulSetChange): string | undefined => {
  const live = context.live.get(keyOf(manifestAfter));
  const all = context.surroundings.get('apps/ControllerRevision') ?? [];
  const own = all.filter(
    ({ metadata }) => metadata['uid'] !== undefined && isOf(metadata['ownerReferences'], live?.metadata['uid']),
  );
  const now = own.find((each) => nameOf(each) === at(live, 'status', 'updateRevision'));
  if (now === undefined) return undefined;
  const same = own.find(
    (each) =>
      namespaceOf(each) === after.namespace &&
      // Another version of the controller may have written it: its bytes differ then, and bytes are what is compared.
      isStamped(each) === isStamped(now) &&
      deepEqual(bare(templateOf(each)), bare(asObject(after.spec['template']))),
  );
  return same === undefined ? undefined : asText(same.metadata.name);
});

/** The pods, of those given, that run what the change rolls out. */
export function runsAlready(change: StatefulSetChange, pod: string): boolean {
  const revision = knownRevision(change);
  const live = change.context.pods.get(`${change.after.namespace}/${pod}`);
  return revision !== undefined && at(live, 'metadata', 'labels', 'controller-revision-hash') === revision;
}

function isOf(owners: unknown, uid: unknown): boolean {
  return uid !== undefined && Array.isArray(owners) && owners.some((owner) => at(owner, 'uid') === uid);
}

function templateOf(revision: PlainObject): PlainObject {
  return asObject(at(revision, 'data', 'spec', 'template'));
}

function isStamped(revision: PlainObject): boolean {
  return Object.hasOwn(asObject(templateOf(revision)['metadata']), 'creationTimestamp');
}

/** Without what a revision has beside the template, and with what it always has. */
function bare(template: PlainObject): PlainObject {
  const metadata = { ...asObject(template['metadata']) };
  Reflect.deleteProperty(metadata, 'creationTimestamp');
  const spec = { ...asObject(template['spec']) };
  for (const list of ['containers', 'initContainers']) {
    if (spec[list] === undefined) continue;
    spec[list] = asObjects(spec[list]).map((container) => ({ resources: {}, ...container }));
  }
  const rest = { ...template, metadata, spec };
  Reflect.deleteProperty(rest, '$patch');
  return rest;
}
