import { guardFactories } from '../../shape/factories';
import { JsonPatch } from 'cdk8s';
import { copy, isPlainObject } from '../../kubernetes/plain';
import { patchManifest } from '../../kubernetes/apply/patch';
import { compact, type Wire } from '../base/wire';

/** Which of the app's manifests a patch changes. */
export interface PatchTarget {
  /** `StatefulSet`, `Service`, … */
  readonly kind: string;
  /** @default - every manifest of the kind */
  readonly name?: string;
}

/**
 * A last change to what the app emits, in the form that goes to the API server (`clusterIP`, not `clusterIp`), for fields that no prop
 * knows. Its result is held to the target's fields and to the security level like everything else.
 */
export class ManifestPatch {
  /** Operations of RFC 6902. One whose path is missing is an error. */
  public static json(target: PatchTarget, operations: JsonPatch[]): ManifestPatch {
    return new ManifestPatch(target, (manifest) => {
      for (const operation of operations) requirePath(manifest, operation._toJson() as Operation);
      return JsonPatch.apply(manifest, ...operations) as Wire;
    });
  }

  /**
   * What `kubectl patch --type strategic` does with these fields. Objects are merged deeply, and `null` removes a field. Lists with a merge
   * key (containers, volumes and environment by `name`, mounts by `mountPath`, ports of a container by `containerPort`, of a Service by
   * `port`) are merged item by item; all other lists are replaced, claim templates too. `$patch: 'delete'` beside the key removes an item,
   * `$patch: 'replace'` replaces a list or an object, and `$retainKeys` and `$setElementOrder` mean what they mean to kubectl. Objects of
   * other kinds than Kubernetes' own are merged as with `--type merge`: their lists are replaced.
   *
   * A patch that removes what is not there, or that the API server would refuse, is an error.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii knows free-form JSON as any alone
  public static merge(target: PatchTarget, fields: { readonly [field: string]: any }): ManifestPatch {
    return new ManifestPatch(target, (manifest) => patchManifest(manifest, compact(fields) as Wire));
  }

  private constructor(
    /** Which manifests are changed. */
    public readonly target: PatchTarget,
    private readonly change: (manifest: Wire) => Wire,
  ) {}

  /** @internal */
  public _matches(manifest: Wire): boolean {
    const { kind, name } = this.target;
    const metadata = manifest['metadata'];
    return manifest['kind'] === kind && (name === undefined || (isPlainObject(metadata) && metadata['name'] === name));
  }

  /** The manifest with the change. The given one stays as it is. @throws where the patch does not fit @internal */
  public _apply(manifest: Wire): Wire {
    return this.change(copy(manifest));
  }
}

guardFactories('ManifestPatch', ManifestPatch);

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}

/** RFC 6902 wants an error where an operation has no target; the implementation beneath sets and removes nothing instead. */
function requirePath(manifest: unknown, { op, path, from }: Operation): void {
  if (op !== 'add' && op !== 'copy' && op !== 'move' && !exists(manifest, path)) throw new Error(`${path} is missing`);
  if (from !== undefined && !exists(manifest, from)) throw new Error(`${from} is missing`);
  const parent = path.slice(0, path.lastIndexOf('/'));
  if (path !== '' && !exists(manifest, parent)) throw new Error(`${parent} is missing`);
}

function exists(document: unknown, pointer: string): boolean {
  let current = document;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(current)) current = (current as unknown[])[Number(key)];
    else if (isPlainObject(current) && Object.hasOwn(current, key)) current = current[key];
    else return false;
  }
  return current !== undefined;
}
