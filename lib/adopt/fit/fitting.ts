import type { Manifest } from '../../kubernetes/manifest';
import { asObject, deepEqual, type PlainObject } from '../../kubernetes/plain';
import type { KubernetesVersion } from '../../kubernetes/versions';
import { plan } from '../../plan';
import { keyOf } from '../../plan/facts/identity';
import type { MapCode } from '../code/code';
import { withTypes } from '../code/with-types';
import { emit, type Target } from './emit';
import { stored } from './stored';

export interface FitOptions extends Target {
  /** The folder of the project that holds the files of a ConfigMap. Default: they stand in the code. */
  readonly configFolderOf?: (map: Manifest) => string;
  /** The version of Kubernetes that the app is for. */
  readonly kubernetes: KubernetesVersion;
}

/** Tries props against the objects that are there. */
export class Fitting {
  private readonly wanted: ReadonlyMap<string, PlainObject>;
  private readonly key: string;
  private readonly given: readonly Manifest[];

  public constructor(
    statefulSet: Manifest,
    around: readonly Manifest[],
    private readonly options: FitOptions,
  ) {
    this.wanted = new Map(
      [statefulSet, ...around].map((object) => [keyOf(object), withoutNamespace(stored(object, options.kubernetes))]),
    );
    this.key = keyOf(statefulSet);
    this.given = [statefulSet, ...around];
  }

  /** Whether the app writes the StatefulSet as it is, all else that it must, and nothing that is not there. */
  public holds(props: MapCode, must: ReadonlySet<string> = new Set([this.key])): boolean {
    const { objects, errors } = emit(props, this.options);
    const written = new Set(objects.map(keyOf));
    return (
      errors.length === 0 &&
      [...must].every((key) => written.has(key)) &&
      objects.every((object) => deepEqual(this.stored(object), this.wanted.get(keyOf(object))))
    );
  }

  /**
   * Whether the plan sees no change. It may see one where what is stored is the same: a merge goes by what was written, and takes two
   * ports with one number for one.
   */
  public changesNothing(props: MapCode): boolean {
    const { objects } = emit(props, this.options);
    const keys = new Set(objects.map(keyOf));
    const before = this.given.filter((object) => keys.has(keyOf(object)));
    return plan(before, objects, { kubernetes: this.options.kubernetes }).changes.length === 0;
  }

  /** The candidate if it holds, otherwise the props as they are. */
  public better(
    props: MapCode,
    candidate: MapCode | undefined,
    holds: (props: MapCode) => boolean = (each) => this.holds(each),
  ): MapCode {
    if (candidate === undefined) return props;
    const typed = withTypes(candidate, 'S:StatefulWebAppProps') as MapCode;
    return holds(typed) ? typed : props;
  }

  /** The keys of what the app writes. */
  public writes(props: MapCode): ReadonlySet<string> {
    return new Set(emit(props, this.options).objects.map(keyOf));
  }

  /** The StatefulSet that the app writes, and what the construct refuses. */
  public statefulSet(props: MapCode): { readonly written: Manifest | undefined; readonly errors: readonly string[] } {
    const { objects, errors } = emit(props, this.options);
    return { written: objects.find((object) => keyOf(object) === this.key), errors };
  }

  private stored(object: Manifest): PlainObject {
    return withoutNamespace(stored(object, this.options.kubernetes));
  }
}

/** The keys have compared it: an object that names none has the chart's. */
function withoutNamespace(object: PlainObject): PlainObject {
  const rest = Object.entries(asObject(object['metadata'])).filter(([key]) => key !== 'namespace');
  return { ...object, metadata: Object.fromEntries(rest) };
}
