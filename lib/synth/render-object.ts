import {
  ApiObject,
  ApiObjectMetadataDefinition,
  ImplicitTokenResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { App, IResolver } from 'cdk8s';

type Data = Readonly<Record<string, unknown>>;

/** What cdk8s keeps of an object; where it keeps it otherwise, the object renders itself. */
interface Parts {
  readonly props?: Data;
  readonly patches?: readonly unknown[];
  readonly metadata: Data & { readonly _additionalAttributes?: Data };
}

const FIRST_KEYS = ['apiVersion', 'kind', 'metadata'];
const BUILT_IN = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** How the objects of an app are rendered. */
export interface Rendering {
  /** The app resolves values as every app does, with no resolver of its own. */
  readonly plainly: boolean;
  /** Keys are put in order. */
  readonly sort: boolean;
}

export function renderingOf(app: App): Rendering {
  const plainly =
    app.resolvers.length === BUILT_IN.length &&
    app.resolvers.every((resolver: IResolver, index) => Object.getPrototypeOf(resolver) === BUILT_IN[index]?.prototype);
  return { plainly, sort: !process.env.CDK8S_DISABLE_SORT };
}

/**
 * What `object.toJson()` gives. An object of plain data, with no patch, no value to be resolved and no rendering of its
 * own (which is nearly every object) is rendered in one pass; any other renders itself.
 */
export function renderObject(object: ApiObject, { plainly, sort }: Rendering): unknown {
  const { props, patches, metadata } = object as unknown as Parts;
  if (
    !plainly ||
    object.toJson !== ApiObject.prototype.toJson ||
    object.metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson ||
    patches?.length !== 0 ||
    props === undefined ||
    metadata._additionalAttributes === undefined
  ) {
    return object.toJson();
  }
  const { name, namespace, annotations, finalizers, ownerReferences, labels } = metadata;
  const attributes = {
    ...metadata._additionalAttributes,
    name,
    namespace,
    annotations,
    finalizers,
    ownerReferences,
    labels,
  };
  const renderedMetadata = sanitize(attributes, METADATA);
  const rendered = sanitize({ ...props, metadata: undefined }, sort ? SORTED : AS_WRITTEN);
  if (renderedMetadata === UNUSUAL || rendered === UNUSUAL) {
    return object.toJson();
  }
  const result: Record<string, unknown> = { apiVersion: undefined, kind: undefined, metadata: renderedMetadata };
  Object.assign(result, rendered);
  for (const key of FIRST_KEYS) {
    if (result[key] === undefined) Reflect.deleteProperty(result, key);
  }
  return result;
}

interface Sanitizing {
  readonly sort: boolean;
  readonly dropEmpty: boolean;
}
const METADATA: Sanitizing = { sort: true, dropEmpty: true };
const SORTED: Sanitizing = { sort: true, dropEmpty: false };
const AS_WRITTEN: Sanitizing = { sort: false, dropEmpty: false };

/** Data that a resolver might replace, or that is no data: left to cdk8s. */
const UNUSUAL = Symbol('unusual');

/** What a lazy value stands for. Where it cannot say, cdk8s tells why. */
function produce(value: Lazy): unknown {
  try {
    return value.produce();
  } catch {
    return UNUSUAL;
  }
}

/** Resolves and sanitizes as cdk8s does: without nulls, keys in order, and, for metadata, without what is empty. */
function sanitize(value: unknown, how: Sanitizing): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (typeof value !== 'object') {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : UNUSUAL;
  }
  if (Array.isArray(value)) {
    if (how.dropEmpty && value.length === 0) {
      return undefined;
    }
    const items: unknown[] = value.map((item) => sanitize(item, how));
    return items.includes(UNUSUAL) ? UNUSUAL : items;
  }
  if (Object.getPrototypeOf(value) === Lazy.prototype) {
    return sanitize(produce(value as Lazy), how);
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || value.constructor !== Object || 'resolve' in value) {
    return UNUSUAL;
  }
  const result: Record<string, unknown> = {};
  let empty = true;
  const keys = Object.keys(value);
  for (const key of how.sort ? keys.sort() : keys) {
    const item = sanitize((value as Data)[key], how);
    if (item === UNUSUAL || key === '__proto__') {
      return UNUSUAL;
    }
    if (item !== undefined) {
      result[key] = item;
      empty = false;
    }
  }
  return empty && how.dropEmpty ? undefined : result;
}
