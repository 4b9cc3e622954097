import { applyClientSide, PatchError } from '../apply/apply-client';
import { applyServerSide } from '../apply/apply-server';
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
import { storedVersions } from '../validation/definition';
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
}

/** Answers a create, for the kinds whose fields are known. */
export function create(manifest: PlainObject, server: Server): Answer | undefined {
  const type = rootStruct(manifest['apiVersion'], manifest['kind']);
  return type === undefined ? undefined : createAs(manifest, type, server);
}

function createAs(manifest: PlainObject, type: Struct, server: Server): Answer {
  const decoded = decode(withoutStatus(manifest), type, server.minor);
  const stored = decoded.value;
  if (type.name === 'Service') allocateOnCreate(stored);
  if (type.name === 'PersistentVolumeClaim') prepareClaim(stored, server.minor);
  if (type.name === 'Job') selectOwnPods(stored);
  const errors =
    decoded.errors.length > 0 ? decoded.errors.map(badRequest) : validate(type.name, stored, undefined, server.minor);
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
  const type = rootStruct(before['apiVersion'], before['kind']);
  if (type === undefined || rootStruct(after['apiVersion'], after['kind']) !== type) return undefined;
  const created = createAs(before, type, { ...server, minor: server.fromMinor ?? server.minor });
  const live = asLive(type.name, created.stored, before, server);
  const beforeLost = new Set([...created.unknown, ...created.dropped]);
  const base = { before: live, beforeErrors: created.errors, beforeLost };
  let sent: PlainObject;
  try {
    sent = send(live, applied, after, type, server.apply);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const refusal: FieldError = { field: '', type: 'Bad request', detail: error.message };
    return { ...base, stored: live, errors: [refusal], unknown: [], dropped: [], differences: [] };
  }
  const decoded = decode(sent, type, server.minor, server.apply === 'client');
  const { unknown, dropped } = decode(withoutStatus(after), type, server.minor);
  const stored = decoded.value;
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
  ];
  return { ...base, stored, errors, unknown, dropped, differences: changes };
}

function send(
  live: PlainObject,
  before: PlainObject,
  after: PlainObject,
  type: Struct,
  apply: Application,
): PlainObject {
  const [from, to] = [withoutStatus(before), withoutStatus(after)];
  switch (apply) {
    case 'client':
      return applyClientSide(live, from, to, type);
    case 'server':
      return applyServerSide(live, from, to, type);
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
