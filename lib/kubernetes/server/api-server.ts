import { applyClientSide, PatchError } from '../apply/apply-client';
import { applyServerSide } from '../apply/apply-server';
import { type Conflict, conflictsOf } from '../apply/conflicts';
import type { FieldManager } from '../apply/managed-fields';
import { prepareClaim } from './claim-strategy';
import { decode, type DecodeError } from '../fields/decode';
import { selectOwnPods } from '../defaults/other';
import { admitPod, tolerateLostNodes } from '../defaults/pod';
import { type Difference, differences } from '../fields/differences';
import { rootStruct, type Struct } from '../fields/fields';
import { immutabilityErrors } from './immutable';
import { SERVER_METADATA } from '../live-object';
import { asObject, copy, isPlainObject, type PlainObject } from '../plain';
import { validate } from '../validation';
import { emptyParametersErrors } from '../validation/storage';
import { storedVersions } from '../validation/definition';
import { clusterFamilyErrors } from '../validation/cluster-families';
import type { FieldError } from '../validation/field-error';
import { allocateOnCreate, prepareServiceUpdate } from './service-strategy';

/** How a manifest gets to the API server. */
export type Application = 'client' | 'server' | 'replace';

/** What the API server answers to a manifest. */
export interface Answer {
  /** As stored, with defaults; what would have been stored where it is refused. */
  readonly stored: PlainObject;
  readonly errors: readonly FieldError[];
  /** Fields that no API type has, dropped without a word. */
  readonly unknown: readonly string[];
  /** Fields that this version drops because their feature gate is off. */
  readonly dropped: readonly string[];
}

export interface UpdateAnswer extends Answer {
  readonly before: PlainObject;
  /** Why the object before could not have been created; what follows assumes that it was. */
  readonly beforeErrors: readonly FieldError[];
  /** Fields of `before` that did not arrive either. */
  readonly beforeLost: ReadonlySet<string>;
  readonly differences: readonly Difference[];
}

/** What a live claim is like beyond its manifest. */
export interface ClaimState {
  readonly bound: boolean;
  /** Whether the live claim was seen; otherwise it may have a volume that its manifest does not name. */
  readonly seen?: boolean;
  readonly volumeName?: string;
  readonly capacity?: unknown;
  /** The attributes class that the volume has now. */
  readonly attributesClass?: unknown;
  readonly storageClassName?: unknown;
  readonly request?: unknown;
}

export interface Server {
  readonly minor: number;
  /** The version that the object before was applied to, where the cluster is upgraded in between. */
  readonly fromMinor?: number;
  readonly apply: Application;
  /** The state of a live claim, where one is judged. */
  readonly claim?: ClaimState;
  /** The address families of Services, where they are known: `IPv4`. */
  readonly families?: readonly string[];
}

/** A live object, with what is known of who wrote it. */
export interface LiveObject {
  readonly live: PlainObject;
  /** What was applied by who applies now. */
  readonly applied: PlainObject;
  /** What others wrote, and server-side apply leaves. */
  readonly kept: PlainObject;
  /** Whose fields server-side apply does not take over: none if it is forced. */
  readonly others: readonly FieldManager[];
}

/** Answers a create, for the kinds whose fields are known. */
export function create(manifest: PlainObject, server: Server): Answer | undefined {
  const type = rootStruct(manifest['apiVersion'], manifest['kind']);
  return type === undefined ? undefined : createAs(manifest, type, server);
}

function createAs(manifest: PlainObject, type: Struct, server: Server): Answer {
  const decoded = decode(withoutStatus(manifest), type, server.minor);
  const stored = decoded.value;
  const foreign = refusedFamilies(type, stored, undefined, server);
  if (type.name === 'Service') allocateOnCreate(stored);
  if (type.name === 'PersistentVolumeClaim') prepareClaim(stored, server.minor);
  if (type.name === 'Job') selectOwnPods(stored);
  const errors =
    decoded.errors.length > 0
      ? decoded.errors.map(badRequest)
      : [...validate(type.name, stored, undefined, server.minor), ...foreign];
  return { stored, errors, unknown: decoded.unknown, dropped: decoded.dropped };
}

/** Answers the update of one manifest to another, for the kinds whose fields are known. */
export function update(
  before: PlainObject,
  after: PlainObject,
  server: Server,
  /** What was applied to get `before`, where that is a live object. */
  applied: PlainObject = before,
): UpdateAnswer | undefined {
  const type = typeOfUpdate(before, after);
  if (type === undefined) return undefined;
  const created = createAs(before, type, { ...server, minor: server.fromMinor ?? server.minor });
  const base = {
    before: asLive(type.name, created.stored, before, server),
    beforeErrors: created.errors,
    beforeLost: new Set([...created.unknown, ...created.dropped]),
  };
  return answer(base, after, type, server, (live) => send(live, applied, after, type, server.apply, {}));
}

/** Answers what is applied over a live object, which is merged as a whole. */
export function updateLive(object: LiveObject, after: PlainObject, server: Server): UpdateAnswer | undefined {
  const type = typeOfUpdate(object.live, after);
  if (type === undefined) return undefined;
  const decoded = decode(withoutStatus(object.live), type, server.minor);
  const base = {
    before: withLiveStatus(type.name, decoded.value, object.live, server),
    beforeErrors: [],
    beforeLost: new Set([...decoded.unknown, ...decoded.dropped]),
  };
  return answer(base, after, type, server, (live) => {
    const sent = send(live, object.applied, after, type, server.apply, object.kept);
    const conflicts =
      server.apply === 'server' ? conflictsOf(withoutStatus(object.live), sent, object.others, type) : [];
    if (conflicts.length > 0) throw new ConflictError(conflicts.map(conflictError));
    return sent;
  });
}

function typeOfUpdate(before: PlainObject, after: PlainObject): Struct | undefined {
  const type = rootStruct(before['apiVersion'], before['kind']);
  return rootStruct(after['apiVersion'], after['kind']) === type ? type : undefined;
}

/** Server-side apply stops before anything is validated. */
class ConflictError extends PatchError {
  public constructor(public readonly errors: readonly FieldError[]) {
    super('conflict');
  }
}

function conflictError({ path, manager, before, after }: Conflict): FieldError {
  const { manager: name, subresource } = manager;
  const by = subresource === undefined ? `"${name}"` : `"${name}" with subresource "${subresource}"`;
  return { field: path, type: 'Conflict', detail: `conflict with ${by}`, live: before, value: after };
}

type LiveBase = Pick<UpdateAnswer, 'before' | 'beforeErrors' | 'beforeLost'>;

function answer(
  base: LiveBase,
  after: PlainObject,
  type: Struct,
  server: Server,
  sending: (live: PlainObject) => PlainObject,
): UpdateAnswer {
  const live = base.before;
  let sent: PlainObject;
  try {
    sent = sending(live);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const errors: readonly FieldError[] =
      error instanceof ConflictError ? error.errors : [{ field: '', type: 'Bad request', detail: error.message }];
    return { ...base, stored: live, errors, unknown: [], dropped: [], differences: [] };
  }
  const decoded = decode(sent, type, server.minor, server.apply === 'client');
  const { unknown, dropped } = decode(withoutStatus(after), type, server.minor);
  const stored = decoded.value;
  const foreign = refusedFamilies(type, stored, live, server);
  if (type.name === 'Service') prepareServiceUpdate(stored, live);
  if (type.name === 'PersistentVolumeClaim') {
    prepareClaim(stored, server.minor, live);
    stored['status'] = live['status'];
  }
  if (type.name === 'Pod') tolerateLostNodes(stored);
  if (type.name === 'CustomResourceDefinition') stored['status'] = live['status'];
  const changes = differences(live, stored, type);
  if (decoded.errors.length > 0) {
    return { ...base, stored, errors: decoded.errors.map(badRequest), unknown, dropped, differences: changes };
  }
  const errors = [
    ...validate(type.name, stored, live, server.minor),
    ...immutabilityErrors(type.name, changes, live, stored, server.minor),
    ...emptyParametersErrors(type.name, after, server.minor),
    ...foreign,
  ];
  return { ...base, stored, errors, unknown, dropped, differences: changes };
}

/** What the cluster has no addresses for. @param sent before any is allocated */
function refusedFamilies(
  type: Struct,
  sent: PlainObject,
  old: PlainObject | undefined,
  { families }: Server,
): readonly FieldError[] {
  return type.name === 'Service' && families !== undefined ? clusterFamilyErrors(sent, old, families) : [];
}

function send(
  live: PlainObject,
  before: PlainObject,
  after: PlainObject,
  type: Struct,
  apply: Application,
  kept: PlainObject,
): PlainObject {
  const [from, to] = [withoutStatus(before), withoutStatus(after)];
  switch (apply) {
    case 'client':
      return applyClientSide(live, from, to, type);
    case 'server':
      return applyServerSide(live, from, to, type, kept);
    case 'replace':
      return to;
  }
}

/** The API server ignores `status` in a manifest, and the plan what tools keep in the metadata of live objects. */
function withoutStatus(manifest: PlainObject): PlainObject {
  const result: PlainObject = { ...manifest };
  Reflect.deleteProperty(result, 'status');
  if (isPlainObject(manifest['metadata'])) {
    const metadata: PlainObject = { ...manifest['metadata'] };
    for (const field of SERVER_METADATA) Reflect.deleteProperty(metadata, field);
    metadata['namespace'] ??= 'default';
    result['metadata'] = metadata;
  }
  return result;
}

/** What a new object has become by the time of the next change. */
function asLive(kind: string, stored: PlainObject, manifest: PlainObject, server: Server): PlainObject {
  if (kind === 'PersistentVolumeClaim') return liveClaim(stored, server.claim);
  if (kind === 'CustomResourceDefinition') return { ...stored, status: { storedVersions: storedVersions(manifest) } };
  if (kind !== 'Pod') return stored;
  const pod = copy(stored);
  admitPod(pod);
  return pod;
}

/** What is left of a live object's status: the little that its update is judged by. */
function withLiveStatus(kind: string, stored: PlainObject, live: PlainObject, server: Server): PlainObject {
  if (kind === 'PersistentVolumeClaim') return liveClaim(stored, server.claim);
  return kind === 'CustomResourceDefinition' ? { ...stored, status: live['status'] } : stored;
}

function liveClaim(stored: PlainObject, state: ClaimState | undefined): PlainObject {
  const claim = copy(stored);
  const spec = asObject(claim['spec']);
  const bound = state?.bound ?? true;
  const volumeName = state?.volumeName ?? (bound && state?.seen !== true ? '(bound volume)' : undefined);
  if (volumeName !== undefined) spec['volumeName'] ??= volumeName;
  if (state?.storageClassName !== undefined) spec['storageClassName'] ??= state.storageClassName;
  if (state?.request !== undefined && isPlainObject(spec['resources'])) {
    spec['resources'] = {
      ...spec['resources'],
      requests: { ...asObject(spec['resources']['requests']), storage: state.request },
    };
  }
  claim['spec'] = spec;
  claim['status'] = {
    phase: bound ? 'Bound' : 'Pending',
    ...(state?.capacity === undefined ? {} : { capacity: { storage: state.capacity } }),
    ...(state?.attributesClass === undefined ? {} : { currentVolumeAttributesClassName: state.attributesClass }),
  };
  return claim;
}

function badRequest(error: DecodeError): FieldError {
  return { field: error.path, type: 'Bad request', detail: error.message, value: error.value };
}
