import { asText, isPlainObject } from '../../kubernetes/plain';

/** An expression of the program that is written: it can be printed, and it has a value, so that what is tried is what is written. */
export abstract class Code {}

/** A text, a number or a truth value. */
export class Literal extends Code {
  public constructor(public readonly value: string | number | boolean | null) {
    super();
  }
}

export class ListCode extends Code {
  public constructor(public readonly items: readonly Code[]) {
    super();
  }
}

export interface Entry {
  readonly key: string;
  readonly value: Code;
  /** What stands above it, line by line. */
  readonly comment?: readonly string[];
}

export class MapCode extends Code {
  public constructor(public readonly entries: readonly Entry[]) {
    super();
  }

  public get(key: string): Code | undefined {
    return this.entries.find((entry) => entry.key === key)?.value;
  }

  /** The map with another value of a key, in its place, or at the end; without it where there is none. */
  public with(key: string, value: Code | undefined, comment?: readonly string[]): MapCode {
    if (value === undefined) return new MapCode(this.entries.filter((entry) => entry.key !== key));
    const entry: Entry = { key, value, ...(comment === undefined ? {} : { comment }) };
    const exists = this.get(key) !== undefined;
    return new MapCode(
      exists ? this.entries.map((each) => (each.key === key ? entry : each)) : [...this.entries, entry],
    );
  }
}

/** `Probe.httpGet(…)`: a static method of an exported class. */
export class Call extends Code {
  public constructor(
    public readonly owner: string,
    public readonly method: string,
    public readonly args: readonly Code[],
  ) {
    super();
  }
}

/** `Protocol.UDP`: a member of an exported enum. */
export class Member extends Code {
  public constructor(
    public readonly owner: string,
    public readonly name: string,
    public readonly value: string,
  ) {
    super();
  }
}

/** Files of the project, read into a map of their contents. */
export class FilesCode extends Code {
  public constructor(
    /** Path in the project. */
    public readonly folder: string,
    /** Contents by name. */
    public readonly files: Readonly<Record<string, string>>,
  ) {
    super();
  }
}

/** A value that has a name in the program, because it differs between environments. */
export class Name extends Code {
  public constructor(
    public readonly name: string,
    public readonly value: Code,
  ) {
    super();
  }
}

/** Plain data as code; what is absent is left out, and code stays what it is. */
export function codeOf(value: unknown): Code | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Code) return value;
  if (Array.isArray(value)) return new ListCode(value.map((item: unknown) => codeOf(item) ?? new Literal(null)));
  if (isPlainObject(value)) return mapOf(value);
  return new Literal(value as string | number | boolean);
}

export function mapOf(value: Readonly<Record<string, unknown>>): MapCode {
  return new MapCode(
    Object.entries(value).flatMap(([key, item]) => {
      const code = codeOf(item);
      return code === undefined ? [] : [{ key, value: code }];
    }),
  );
}

/** A call without the options that say nothing at its end. */
export function call(owner: string, method: string, ...args: readonly unknown[]): Call {
  return withoutIdleOptions(
    new Call(
      owner,
      method,
      args.map((arg) => codeOf(arg) ?? new MapCode([])),
    ),
  );
}

/** Options that say nothing, at the end of a call, are no argument. */
export function withoutIdleOptions({ owner, method, args }: Call): Call {
  const kept = [...args];
  for (let last = kept.at(-1); last instanceof MapCode && last.entries.length === 0; last = kept.at(-1)) kept.pop();
  return new Call(owner, method, kept);
}

/** The text that the code is; undefined of anything else. */
export function textOf(code: Code | undefined): string | undefined {
  return code instanceof Literal ? asText(code.value) : undefined;
}

/** What stands in a place of the code. */
export function childrenOf(code: Code): readonly Code[] {
  if (code instanceof ListCode) return code.items;
  if (code instanceof MapCode) return code.entries.map(({ value }) => value);
  if (code instanceof Call) return code.args;
  return code instanceof Name ? [code.value] : [];
}

/** The files that the code reads. */
export function filesIn(code: Code): readonly FilesCode[] {
  return code instanceof FilesCode ? [code] : childrenOf(code).flatMap(filesIn);
}

/** The code with other children in the same places. */
export function withChildren(code: Code, children: readonly Code[]): Code {
  if (code instanceof ListCode) return new ListCode(children);
  if (code instanceof MapCode)
    return new MapCode(code.entries.map((entry, index) => ({ ...entry, value: children[index] ?? entry.value })));
  return code instanceof Call ? new Call(code.owner, code.method, children) : code;
}
