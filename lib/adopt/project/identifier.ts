/** Words that TypeScript keeps for itself, or that the files of a project use. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'abstract any app arguments as async await boolean break case catch chart class const constructor continue debugger declare default delete do ' +
    'else enum eval export extends false finally for from function get if implements import in infer instanceof interface is keyof let main module ' +
    'namespace never new null number object of package path private protected public readonly require return set static string super switch ' +
    'symbol this throw true try type typeof undefined unique unknown values var void while with yield'
  ).split(' '),
);

/** `wikiDb` of `wiki-db`: a name that TypeScript takes, and that nothing else in a file has. */
export function identifierOf(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  if (joined === '') return 'app0';
  if (/^\d/.test(joined)) return `app${joined}`;
  return TAKEN.has(joined) ? `${joined}App` : joined;
}

/** A name for each of some things, with a number where two would be alike but for their case. */
export function distinct<T>(things: readonly T[], nameOf: (thing: T) => string): Map<T, string> {
  const taken = new Set<string>();
  return new Map(things.map((thing) => [thing, freeName(nameOf(thing), taken, (name) => name.toLowerCase())]));
}

/** The name, with a number if it is taken; it is taken then. */
export function freeName(name: string, taken: Set<string>, keyOf: (name: string) => string = (key) => key): string {
  let free = name;
  for (let count = 2; taken.has(keyOf(free)); count += 1) free = `${name}${count}`;
  taken.add(keyOf(free));
  return free;
}

/** A name is text of anybody, and a path is not. */
export function fileNameOf(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[-.]+/, '')
      .slice(0, 100) || 'app'
  );
}
