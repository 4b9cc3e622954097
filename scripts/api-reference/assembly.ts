/** What jsii writes into `.jsii` about a package, as far as the reference shows it. */
export interface Assembly {
  readonly name: string;
  readonly types: Readonly<Record<string, ApiType>>;
}

interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly custom?: { readonly throws?: string };
}

export interface Documented {
  readonly name: string;
  readonly docs?: Docs;
}

export type TypeRef =
  | { readonly primitive: string }
  | { readonly fqn: string }
  | { readonly collection: { readonly kind: 'array' | 'map'; readonly elementtype: TypeRef } }
  | { readonly union: { readonly types: readonly TypeRef[] } };

export interface Property extends Documented {
  readonly type: TypeRef;
  readonly optional?: boolean;
  readonly static?: boolean;
}

export interface Callable {
  readonly docs?: Docs;
  readonly parameters?: readonly Property[];
}

export interface Method extends Callable, Documented {
  readonly returns?: { readonly type: TypeRef };
  readonly static?: boolean;
  readonly overrides?: string;
  readonly protected?: boolean;
}

export interface ApiType extends Documented {
  readonly fqn: string;
  readonly kind: 'class' | 'enum' | 'interface';
  /** An interface of props alone. */
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly locationInModule: { readonly filename: string };
  readonly initializer?: Callable;
  readonly properties?: readonly Property[];
  readonly methods?: readonly Method[];
  readonly members?: readonly Documented[];
}
