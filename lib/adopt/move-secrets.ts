import type { Manifest } from '../kubernetes/manifest';
import { Call, call, type Code, type Entry, ListCode, Literal, MapCode, textOf } from './code/code';
import { isPlainSecret } from './plain-secrets';

/** Props that read passwords from a Secret, and the Secret; none where no password stands in plain text. */
export interface Moved {
  readonly props: MapCode;
  readonly secret: Manifest | undefined;
}

/**
 * Moves the passwords that stand in plain text to a Secret, which is no part of the program. The pods restart, because their template says
 * something else then. A value that is made of other variables stays: what a Secret holds is not expanded.
 */
export function moveSecrets(
  props: MapCode,
  app: string,
  namespace: string | undefined,
  taken: readonly string[],
): Moved {
  const name = freeSecretName(app, taken);
  const data = new Map<string, string>();
  const moved = inAll(props, (container) => withoutPlain(container, name, data));
  if (data.size === 0) return { props, secret: undefined };
  const external = moved.get('externalObjects');
  const known = external instanceof MapCode ? external : new MapCode([]);
  return {
    props: moved.with('externalObjects', known.with(name, new Literal('kept out of this repository'))),
    secret: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
      type: 'Opaque',
      stringData: Object.fromEntries(data),
    } as unknown as Manifest,
  };
}

function freeSecretName(app: string, taken: readonly string[]): string {
  let name = `${app}-env`;
  for (let count = 2; taken.includes(name); count += 1) name = `${app}-env-${count}`;
  return name;
}

/** The app's own container, and those beside it. */
function inAll(props: MapCode, change: (container: MapCode) => MapCode): MapCode {
  return ['containers', 'initContainers'].reduce((all, key) => {
    const list = all.get(key);
    if (!(list instanceof ListCode)) return all;
    return all.with(key, new ListCode(list.items.map((item) => (item instanceof MapCode ? change(item) : item))));
  }, change(props));
}

function withoutPlain(container: MapCode, secret: string, data: Map<string, string>): MapCode {
  const [env, values] = [entriesOf(container.get('env')), entriesOf(container.get('envValues'))];
  const isMoved = ({ key, value }: Entry): boolean =>
    isPlainSecret(key, value) && /^[\w.-]+$/.test(key) && !plainText(value).includes('$(');
  if (![...env, ...values].some(isMoved)) return container;
  const reference = (entry: Entry): Entry => {
    if (!isMoved(entry)) return entry;
    const dataKey = keyFor(entry.key, plainText(entry.value), data);
    return { ...entry, value: call('EnvVar', 'secret', secret, dataKey) };
  };
  // Behind a variable that is read from somewhere, `env` says only what is fixed: so a moved one goes before it.
  const read = [...values.map(reference), ...env.filter(isMoved).map(reference)];
  const fixed = env.filter((entry) => !isMoved(entry));
  const at = container.entries.findIndex(({ key }) => key === 'env' || key === 'envValues');
  const rest = container.entries.filter(({ key }) => key !== 'env' && key !== 'envValues');
  return new MapCode([
    ...rest.slice(0, at),
    { key: 'envValues', value: new MapCode(read) },
    ...(fixed.length === 0 ? [] : [{ key: 'env', value: new MapCode(fixed) }]),
    ...rest.slice(at),
  ]);
}

/** The variable's name; with a number where another container has another value under it. */
function keyFor(name: string, text: string, data: Map<string, string>): string {
  let key = name;
  for (let count = 2; data.has(key) && data.get(key) !== text; count += 1) key = `${name}_${count}`;
  data.set(key, text);
  return key;
}

function entriesOf(code: Code | undefined): readonly Entry[] {
  return code instanceof MapCode ? code.entries : [];
}

function plainText(code: Code): string {
  return textOf(code instanceof Call ? code.args[0] : code) ?? '';
}
