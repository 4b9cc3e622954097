/** Writes a key; `top` where its mapping is the document itself. */
export type WriteKey = (name: string, top: boolean) => string;

/** A key with what stands around it, before a value on its line and before a block below it. */
interface Start {
  readonly scalar: string;
  readonly block: string;
}

/** A key as the first entry on a line that has begun, and on a line of its own. */
interface Key {
  readonly first: Start;
  readonly next: Start;
}

/** Bounded, so that data used as keys cannot fill the memory. */
const KEYS_KEPT = 1024;

/** An indentation with the beginnings of its lines, which repeat in every manifest. */
export class Level {
  /** Before an item of a list, on a line of its own. */
  public readonly item: string;
  private readonly keys = new Map<string, Key>();
  private deeper?: Level;

  public constructor(
    public readonly indent: string,
    private readonly write: WriteKey,
  ) {
    this.item = `\n${indent}- `;
  }

  public get inner(): Level {
    return (this.deeper ??= new Level(`${this.indent}  `, this.write));
  }

  public key(name: string): Key {
    let found = this.keys.get(name);
    if (found === undefined) {
      const text = this.write(name, this.indent === '');
      const line = `\n${this.indent}${text}`;
      found = { first: { scalar: `${text}: `, block: `${text}:` }, next: { scalar: `${line}: `, block: `${line}:` } };
      if (this.keys.size < KEYS_KEPT) {
        this.keys.set(name, found);
      }
    }
    return found;
  }
}
