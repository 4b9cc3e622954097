import { ENUMS, STRUCTS } from './prop-table';

/** The type of a prop, as the table says it. */
export type PropType =
  | { readonly tag: 'any' | 'string' | 'number' | 'boolean' }
  | { readonly tag: 'list' | 'map'; readonly of: PropType }
  | { readonly tag: 'enum'; readonly values: readonly string[] }
  | { readonly tag: 'class'; readonly name: string }
  | StructType;

/** A type with props of its own. */
export class StructType {
  private static readonly known = new Map<string, StructType>();

  /** Always the same object, as every app asks. */
  public static of(name: string, isOpen = false): StructType {
    const key = `${isOpen ? 'F' : 'S'}:${name}`;
    const found = this.known.get(key) ?? new StructType(name, isOpen);
    this.known.set(key, found);
    return found;
  }

  public readonly tag = 'struct';
  private found?: ReadonlyMap<string, Prop>;

  private constructor(
    public readonly name: string,
    /** A type of cdk8s-plus: what it does not know may be newer than it, and is held to the target's fields later. */
    public readonly isOpen: boolean,
  ) {}

  public get props(): ReadonlyMap<string, Prop> {
    return (this.found ??= new Map(
      Object.entries(STRUCTS[this.name] ?? {}).map(([name, text]) => [name, propOf(text)]),
    ));
  }
}

export interface Prop {
  readonly type: PropType;
  readonly required: boolean;
}

/** `![]S:ContainerPort`: a list of ports, which must be given. */
export function propOf(text: string): Prop {
  return text.startsWith('!')
    ? { required: true, type: typeOf(text.slice(1)) }
    : { required: false, type: typeOf(text) };
}

function typeOf(text: string): PropType {
  if (text.startsWith('[]')) return { tag: 'list', of: typeOf(text.slice(2)) };
  if (text.startsWith('{}')) return { tag: 'map', of: typeOf(text.slice(2)) };
  const [kind, name = ''] = text.split(':');
  switch (kind) {
    case 'S':
      return StructType.of(name);
    case 'F':
      return StructType.of(name, true);
    case 'E':
      return { tag: 'enum', values: ENUMS[name] ?? [] };
    case 'C':
      return { tag: 'class', name };
    default:
      return { tag: kind as 'any' | 'string' | 'number' | 'boolean' };
  }
}
