import fc from '../../support/fast-check';

/** One entry of a folder that somebody made: a file with text, or a symbolic link. */
export type Entry = { readonly path: string } & ({ readonly text: string } | { readonly target: string });

const FOLDERS = ['', '', 'a', 'a/b', '.hidden', 'a/.deep', 'c.yaml', 'node_modules', '.synth-work', 'a/.synth-work'];
const NAMES = [
  ...['x.yaml', 'y.yml', 'z.json', '.dot.yaml', '.yaml', 'w.YAML', 'v.yaml.bak', 'u.txt', 't', 's.jsonyaml'],
  ...['r r.yaml', '-R.yaml', '#q.yaml', 'ü.yml', 'Kustomize.yaml', 'kustomization.json', 'values.yaml'],
];

/** What an object may be called, so that some are there twice. */
const NAME = fc.nat(40).map((number) => `n${number}`);
const NAMESPACE = fc.constantFrom('', '', '', 'prod', 'test');
const KIND = fc.constantFrom(
  ...['v1 ConfigMap', 'v1 ConfigMap', 'v1 Service', 'apps/v1 Deployment', 'apps/v1 StatefulSet', 'v1 configmap'],
  ...[
    'v1 Configmap',
    'apps/v9 Deployment',
    'example.com/v1 Wiki',
    'v1 Namespace',
    'batch/v1beta1 CronJob',
    'v1 toString',
  ],
  ...['extensions/v1beta1 Ingress', 'v1 Service', 'v1 Deployment'],
);

const object = fc.record({ kind: KIND, name: NAME, namespace: NAMESPACE }).map(({ kind: both, name, namespace }) => {
  const [apiVersion = '', kind = ''] = both.split(' ');
  const metadata = { name, ...(namespace === '' || kind === 'Namespace' ? {} : { namespace }) };
  return { apiVersion, kind, metadata };
});
const configMap = fc
  .record({ name: NAME, namespace: NAMESPACE })
  .map(({ name, namespace }) => ({ metadata: { name, ...(namespace === '' ? {} : { namespace }) } }));

const list = fc.oneof(
  fc.array(object, { maxLength: 3 }).map((items): unknown => ({ apiVersion: 'v1', kind: 'List', items })),
  fc
    .tuple(
      fc.constantFrom('v1 Bundle', 'example.com/v1 Bundle', 'v1 ConfigMap', 'v1 list'),
      fc.array(object, { maxLength: 2 }),
    )
    .map(([kind, items]) => ({
      apiVersion: kind.split(' ')[0],
      kind: kind.split(' ')[1],
      metadata: { name: 'bundle' },
      items,
    })),
  fc.array(configMap, { maxLength: 2 }).map((items) => ({ apiVersion: 'v1', kind: 'ConfigMapList', items })),
  fc.constantFrom<unknown>(
    {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'n1' } }] },
      ],
    },
    { apiVersion: 'v1', kind: 'List', items: null },
    { apiVersion: 'v1', kind: 'List' },
    { apiVersion: 'v1', kind: 'List', items: {} },
    { apiVersion: 'v1', kind: 'List', items: [{ metadata: { name: 'n2' } }] },
    { apiVersion: 'v1', kind: 'List', items: [null] },
    { apiVersion: 'v1', kind: 'List', items: ['text'] },
    { apiVersion: 'v1', kind: 'ConfigMapList', items: 'x' },
  ),
);

const value = fc.oneof({ arbitrary: object, weight: 8 }, { arbitrary: list, weight: 3 });
const oddity = fc.constantFrom(
  ...['', '# nothing\n', 'null\n', '~\n', '{}\n', '[]\n', 'a: b\n', 'text\n', 'kind: ConfigMap\n', 'apiVersion: v1\n'],
  ...['a: [\n', '\tx: y\n', 'apiVersion: v1\nkind: ConfigMap\n', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n'],
  ...[
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 5}\n',
    'apiVersion: v1\nkind: [ConfigMap]\nmetadata: {name: n5}\n',
  ],
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: n6-}\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n7}\n...\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: n8}\n',
);

/** Flow style in YAML, so that JSON is read by either parser; block style where there is room for it. */
const block = (each: unknown, indent = ''): string =>
  typeof each !== 'object' || each === null || Object.keys(each).length === 0
    ? `${JSON.stringify(each)}\n`
    : `\n${Object.entries(each)
        .map(([key, item]) => `${indent}${Array.isArray(each) ? '-' : `${key}:`} ${block(item, `${indent}  `)}`)
        .join('')}`;
const document = fc.oneof(
  { arbitrary: value.map((each) => block(each).trimStart()), weight: 12 },
  { arbitrary: value.map((each) => `${JSON.stringify(each)}\n`), weight: 8 },
  { arbitrary: oddity, weight: 1 },
);
const text = fc
  .record({
    documents: fc.array(document, { minLength: 1, maxLength: 4 }),
    between: fc.constantFrom(
      '---\n',
      '---\n',
      '---\n',
      '--- \n',
      '---\n---\n',
      '--- # more\n',
      '\n---\n# more\n',
      '',
      '---\r\n',
    ),
    before: fc.constantFrom('', '', '', '\ufeff', '---\n', '\n\n', '# first\n---\n', '\ufeff---\n'),
    windows: fc.boolean(),
  })
  .map(({ documents, between, before, windows }) => {
    const whole = before + documents.join(between);
    return windows ? whole.replace(/\r?\n/g, '\r\n') : whole;
  });

const path = fc
  .tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...NAMES))
  .map((parts) => parts.filter(Boolean).join('/'));
const target = fc.constantFrom(
  ...[
    'x.yaml',
    '../x.yaml',
    'a',
    '../a',
    'a/x.yaml',
    '../outside.yaml',
    '../outside',
    'missing.yaml',
    '.',
    '..',
    'u.txt',
  ],
);

/** A folder of a few files and links in each other's way. What lies at a path that another one needs as a folder is left out. */
export const trees: fc.Arbitrary<readonly Entry[]> = fc
  .array(
    fc.oneof(
      { arbitrary: fc.record({ path, text }), weight: 6 },
      { arbitrary: fc.record({ path, target }), weight: 1 },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((entries) =>
    entries.filter(
      (entry, index) =>
        entries.findIndex((other) => other.path === entry.path) === index &&
        !entries.some((other) => other.path.startsWith(`${entry.path}/`)),
    ),
  );

/** The same files in one folder, and partly moved below it. */
export const moves: fc.Arbitrary<{ readonly before: readonly Entry[]; readonly after: readonly Entry[] }> = fc
  .array(fc.record({ path: fc.constantFrom(...NAMES), folder: fc.constantFrom('', '', ...FOLDERS), text }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((files) => files.filter(({ path: name }, index) => files.findIndex((other) => other.path === name) === index))
  .map((files) => ({
    before: files.map(({ path: name, text: content }) => ({ path: name, text: content })),
    after: files.map(({ path: name, folder, text: content }) => ({
      path: folder === '' ? name : `${folder}/${name}`,
      text: content,
    })),
  }));
