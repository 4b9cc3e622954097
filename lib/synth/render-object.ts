import {
  ApiObject,
  ApiObjectMetadataDefinition,
  ImplicitTokenResolver,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { App, IResolver } from 'cdk8s';
import { AS_WRITTEN, type Data, keysOf, METADATA, sanitize, type Sanitizing, SORTED, UNUSUAL } from './sanitize';

/** What cdk8s keeps of an object; where it keeps it otherwise, the object renders itself. */
interface Parts {
  readonly props?: Data;
  readonly patches?: readonly unknown[];
  readonly metadata: Data & { readonly _additionalAttributes?: Data };
}

const FIRST_KEYS: readonly string[] = ['apiVersion', 'kind', 'metadata'];
/** The attributes that cdk8s keeps apart. */
const ATTRIBUTES = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'];
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
  const attributes = renderMetadata(metadata, metadata._additionalAttributes);
  const rendered = attributes === UNUSUAL ? UNUSUAL : renderProps(props, attributes, sort ? SORTED : AS_WRITTEN);
  return rendered === UNUSUAL ? object.toJson() : rendered;
}

function renderMetadata(metadata: Data, additional: Data): unknown {
  for (const key in additional) {
    if (!ATTRIBUTES.includes(key)) return UNUSUAL;
  }
  const { annotations, finalizers, labels, name, namespace, ownerReferences } = metadata;
  return sanitize({ annotations, finalizers, labels, name, namespace, ownerReferences }, METADATA);
}

function renderProps(props: Data, metadata: unknown, how: Sanitizing): unknown {
  const result: Record<string, unknown> = {};
  const others = keysOf(props, how).filter((key) => !FIRST_KEYS.includes(key));
  for (const key of [...FIRST_KEYS, ...others]) {
    const item = key === 'metadata' ? metadata : sanitize(props[key], how);
    if (item === UNUSUAL || key === '__proto__') return UNUSUAL;
    if (item !== undefined) result[key] = item;
  }
  return result;
}
