import { type Field, rootStruct } from '../../kubernetes/fields/fields';
import { isPlainObject } from '../../kubernetes/plain';
import { parseQuantity } from '../../kubernetes/quantity';
import { KUBERNETES_VERSIONS, minorOf, NEWEST_KUBERNETES } from '../../kubernetes/versions';
import type { Report } from '../../messages/problem';
import type { SynthCode } from '../../messages/synth-codes';
import { type TargetField, type TargetKind, TargetType } from './target-type';
import { compact, type Wire } from '../base/wire';

/**
 * The manifest without what the API server would not keep, so that what is declared stays equal to what is live: what is undefined, and
 * values that Kubernetes takes for absent, by the declaration of each field. Reported is what the target would drop without a word,
 * or refuse to read: fields that it does not have, or not yet, and values of another type. Kinds whose fields are not known are not judged.
 */
export function fitTarget(report: Report, manifest: object, minor: number): Wire {
  const { apiVersion, kind, metadata } = manifest as Wire;
  const root = rootStruct(apiVersion, kind);
  if (root === undefined) return compact(manifest) as Wire;
  const name = isPlainObject(metadata) ? metadata['name'] : undefined;
  return new Fitting(`${String(kind)} ${String(name)}: `, minor, report).struct(
    manifest as Wire,
    TargetType.of(root, minor),
  );
}

/** One walk through one manifest. */
class Fitting {
  /** Fields, and items of lists and maps; written out only where there is something to say. */
  private readonly path: (string | { readonly key: string | number; readonly item: unknown })[] = [];

  public constructor(
    private readonly object: string,
    private readonly minor: number,
    private readonly tell: Report,
  ) {}

  public struct(value: Wire, { fields }: TargetType): Wire {
    const result: Wire = {};
    for (const name of Object.keys(value)) {
      const item = value[name];
      if (item === undefined) continue; // As most are.
      const target = fields.get(name);
      if (item === null && target !== undefined) continue;
      this.path.push(name);
      if (target === undefined) {
        result[name] = this.foreign(item);
      } else {
        const kept = target.keeps(item) ? this.kind(item, target.kind) : this.dropped(item, target);
        if (!isEmptyAndAbsent(kept, target.field)) result[name] = kept;
      }
      this.path.pop();
    }
    return result;
  }

  private kind(value: unknown, kind: TargetKind): unknown {
    switch (kind.tag) {
      case 'struct':
        return isPlainObject(value) ? this.struct(value, kind.type) : this.mistyped(value, 'a map');
      case 'list':
        return Array.isArray(value) ? this.list(value, kind.of) : this.mistyped(value, 'a list');
      case 'map':
        return isPlainObject(value) ? this.map(value, kind.of) : this.mistyped(value, 'a map');
      case 'scalar': {
        const wanted = scalarFault(value, kind.scalar);
        return wanted === undefined ? value : this.mistyped(value, wanted);
      }
    }
  }

  private list(items: readonly unknown[], of: TargetKind): unknown[] {
    return items.map((item, index) => {
      this.path.push({ key: index, item });
      const kept = this.kind(item, of);
      this.path.pop();
      return kept;
    });
  }

  /** The values of a map are the author's, empty ones too. */
  private map(value: Wire, of: TargetKind): Wire {
    const result: Wire = {};
    for (const key of Object.keys(value)) {
      if (value[key] === undefined) continue;
      this.path.push({ key, item: undefined });
      result[key] = this.kind(value[key], of);
      this.path.pop();
    }
    return result;
  }

  private foreign(value: unknown): unknown {
    if (value !== null) {
      this.report('field-unknown', value, 'Kubernetes has no such field, and would drop it without an error');
    }
    return compact(value);
  }

  private dropped(value: unknown, target: TargetField): unknown {
    const since = KUBERNETES_VERSIONS.find(
      (version) => minorOf(version) > this.minor && target.isKept(value, minorOf(version)),
    );
    if (since === undefined) {
      const message = `every Kubernetes up to ${NEWEST_KUBERNETES} drops it, unless a feature gate is turned on for it`;
      this.report('field-not-in-version', value, message, 'Leave it out');
    } else {
      const message = `needs Kubernetes ${since}, and 1.${this.minor} would drop it without an error`;
      const remedy = `Set kubernetesVersion to '${since}' if the cluster has it, or leave it out`;
      this.report('field-not-in-version', value, message, remedy);
    }
    return compact(value);
  }

  private mistyped(value: unknown, wanted: string): unknown {
    this.report('field-type-wrong', value, `must be ${wanted}`);
    return compact(value);
  }

  private report(code: SynthCode, value: unknown, message: string, remedy?: string): void {
    const path = this.path.map((step) =>
      typeof step === 'string' ? `.${step}` : `[${labelOf(step.item) ?? step.key}]`,
    );
    this.tell({ code, prop: this.object + path.join('').slice(1), value, message, remedy });
  }
}

function scalarFault(value: unknown, scalar: string): string | undefined {
  switch (scalar) {
    case 'b':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'i':
    case 'l':
      return Number.isInteger(value) ? undefined : 'a whole number';
    case 'x':
      return Number.isInteger(value) || typeof value === 'string' ? undefined : 'a whole number or text';
    case 'q':
      return parseQuantity(value) === undefined ? 'a quantity' : undefined;
    default:
      return typeof value === 'string' ? undefined : 'text';
  }
}

/** A pointer tells empty from absent, and some fields are written even when empty. */
function isEmptyAndAbsent(value: unknown, field: Field): boolean {
  if (field.pointer || field.written) return false;
  if (typeof value === 'object') return value === null || isEmpty(value);
  return value === '' || value === 0 || value === false;
}

function isEmpty(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

function labelOf(item: unknown): string | undefined {
  if (!isPlainObject(item)) return undefined;
  const name = isPlainObject(item['metadata']) ? item['metadata']['name'] : item['name'];
  return typeof name === 'string' ? name : undefined;
}
