import { gatedType, isKept } from '../../kubernetes/fields/feature-gates';
import { type Field, type Kind, struct, type Struct } from '../../kubernetes/fields/fields';

/** What a field holds, for a target: as `Kind`, with the type itself in place of its name. */
export type TargetKind =
  | Extract<Kind, { tag: 'scalar' }>
  | { readonly tag: 'list' | 'map'; readonly of: TargetKind }
  | { readonly tag: 'struct'; readonly type: TargetType };

/** A field of a type, as a minor version of the API server takes it. */
export class TargetField {
  public readonly kind: TargetKind;
  /** Whether the version keeps it whatever its value is. */
  private readonly kept: boolean;

  public constructor(
    public readonly field: Field,
    private readonly gated: string,
    private readonly minor: number,
  ) {
    this.kind = targetKind(field.kind, field.name, minor);
    this.kept = this.isKept(undefined, minor);
  }

  /** Whether the target has the field, and keeps this value of it without a feature gate being turned on. */
  public keeps(value: unknown): boolean {
    return this.kept || this.isKept(value, this.minor);
  }

  public isKept(value: unknown, minor: number): boolean {
    const { name, since, until } = this.field;
    return minor >= since && minor <= until && isKept(this.gated, name, value, minor);
  }
}

/** An API type, as a minor version of the API server takes it. */
export class TargetType {
  /** By minor version and name, as every manifest of every app asks. */
  private static readonly known = new Map<string, TargetType>();

  /** Always the same object. `gated` is the name under which its feature gates stand. */
  public static of(type: Struct, minor: number, gated = type.name): TargetType {
    const key = `${minor} ${gated}`;
    const found = this.known.get(key) ?? new TargetType(type, minor, gated);
    this.known.set(key, found);
    return found;
  }

  public readonly fields: ReadonlyMap<string, TargetField>;

  private constructor(type: Struct, minor: number, gated: string) {
    this.fields = new Map([...type.byName].map(([name, field]) => [name, new TargetField(field, gated, minor)]));
  }
}

function targetKind(kind: Kind, field: string, minor: number): TargetKind {
  switch (kind.tag) {
    case 'scalar':
      return kind;
    case 'list':
    case 'map':
      return { tag: kind.tag, of: targetKind(kind.of, field, minor) };
    case 'struct':
      return new TargetStruct(kind.name, field, minor);
  }
}

/** Types hold each other, and few are needed: each is made when it is first asked for. */
class TargetStruct {
  public readonly tag = 'struct';
  private found?: TargetType;

  public constructor(
    private readonly name: string,
    private readonly field: string,
    private readonly minor: number,
  ) {}

  public get type(): TargetType {
    return (this.found ??= TargetType.of(struct(this.name), this.minor, gatedType(this.name, `.${this.field}[]`)));
  }
}
