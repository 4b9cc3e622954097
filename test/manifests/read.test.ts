import fc from '../support/fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { readManifests } from '../support/read-manifests';
import { errorOf, fromText } from './from-text';

const web = (kind: string, name = 'web'): string => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

async function namesIn(text: string): Promise<string[]> {
  return (await fromText(text)).objects.map(({ manifest }) => `${manifest.kind} ${manifest.metadata.name}`);
}

describe('reads', () => {
  test('several documents, with comments, empty ones and an end mark', async () => {
    const text = `# head\n---\n${web('Service')}---\n# nothing\n---\n--- # next\n${web('ConfigMap')}...\n`;
    expect(await namesIn(text)).toEqual(['Service web', 'ConfigMap web']);
  });

  test('nothing', async () => {
    expect(await namesIn('')).toEqual([]);
    expect(await namesIn('---\n---\n# only words\n')).toEqual([]);
  });

  test('a List, and a typed list whose items leave out what they are', async () => {
    const list = (items: string): string => `apiVersion: v1\nkind: List\nitems:\n${items}`;
    expect(await namesIn(list('- {apiVersion: v1, kind: Service, metadata: {name: a}}\n'))).toEqual(['Service a']);
    expect(await namesIn('{"apiVersion":"v1","kind":"ServiceList","items":[{"metadata":{"name":"b"}}]}')).toEqual([
      'Service b',
    ]);
    expect(await namesIn('apiVersion: v1\nkind: List\nitems: null\n')).toEqual([]);
  });

  test.each(['{a: 1}', 'text', '5', 'true'])(
    'items that are no list are refused, as kubectl refuses them: %s',
    async (items) => {
      for (const kind of ['ConfigMap', 'Bundle']) {
        expect(await errorOf(`${web(kind, 'outer')}items: ${items}\n`)).toContain('items must be a list');
      }
    },
  );

  test('the items of any kind, and not the object around them, as kubectl does', async () => {
    expect(
      await namesIn(`${web('ConfigMap', 'outer')}items:\n- ${web('Secret', 'inner').replaceAll('\n', '\n  ')}\n`),
    ).toEqual(['Secret inner']);
    expect(await namesIn(`${web('ConfigMap', 'outer')}items: []\n`)).toEqual([]);
  });

  test('no list in a list, which kubectl refuses', async () => {
    const inner = '{apiVersion: v1, kind: ServiceList, items: [{metadata: {name: b}}]}';
    expect(await errorOf(`apiVersion: v1\nkind: List\nitems:\n- ${inner}\n`)).toContain(
      'line 4, column 3: a list of objects inside a list',
    );
  });

  test('JSON, one object after another', async () => {
    const json = (name: string): string =>
      JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, note: '}{' });
    expect(await namesIn(`${json('a')}\n${json('b')}${json('c')}`)).toEqual(['Pod a', 'Pod b', 'Pod c']);
  });

  test('Windows line ends and a byte order mark', async () => {
    expect(await namesIn(`\ufeff${web('Service')}---\n${web('Pod')}`.replaceAll('\n', '\r\n'))).toEqual([
      'Service web',
      'Pod web',
    ]);
  });

  test('anchors and merge keys, where a merge beats what stands before it', async () => {
    const { objects } = await fromText(
      `${web('ConfigMap')}base: &b {p: 1, q: 1}\ndata:\n  p: 2\n  <<: [*b, {q: 3, r: 3}]\n  q: 4\n`,
    );
    expect(objects[0]?.manifest['data']).toEqual({ p: 1, q: 4, r: 3 });
  });

  test('keys as kubectl names them', async () => {
    const { objects } = await fromText(`${web('ConfigMap')}data: {on: a, 1: b, 1.5: c, __proto__: d}\n`);
    expect(Object.entries(objects[0]?.manifest['data'] as object)).toEqual([
      ['1', 'b'],
      ['true', 'a'],
      ['1.5', 'c'],
      ['__proto__', 'd'],
    ]);
  });

  test('kinds that it does not know', async () => {
    expect(
      await namesIn('apiVersion: example.com/v1beta1\nkind: Wiki\nmetadata: {name: w}\nspec: {anything: 1}\n'),
    ).toEqual(['Wiki w']);
  });
});

describe('names file, document, line, column and the way out of', () => {
  const service = `${web('Service')}spec:\n  clusterIP: None\n  selector:\n    app: web\n`;

  test.each([
    [
      'a key that is indented too far',
      `---\n${service}        storage: 1Gi\n`,
      "standard input, document 1, line 10, column 9: not valid YAML: the key 'storage' is indented by 8 spaces, like no line above it. Indent it by 0, 2 or 4 spaces, or remove it",
    ],
    [
      'a key between two levels',
      `${web('Pod')}---\n${service}   storage: 1Gi\n`,
      "standard input, document 2, line 14, column 4: not valid YAML: the key 'storage' is indented by 3 spaces, like no line above it. Indent it by 0, 2 or 4 spaces, or remove it",
    ],
    [
      'a key beside the items of a list',
      `${web('Service')}spec:\n  ports:\n    - port: 80\n      name: web\n     storage: 1Gi\n`,
      "standard input, document 1, line 9, column 6: not valid YAML: the key 'storage' is indented by 5 spaces, like no line above it. Indent it by 0, 2, 4 or 6 spaces, or remove it",
    ],
    [
      'a tab',
      `${web('Pod')}spec:\n\tx: 1\n`,
      'standard input, document 1, line 6, column 1: not valid YAML: a tab in the indentation. Use spaces',
    ],
    [
      'two values on a line',
      `${web('Pod')}note: a: b\n`,
      "standard input, document 1, line 5, column 7: not valid YAML: a second ': ' on one line. Quote the value, or put it on its own line",
    ],
    [
      'a merge conflict',
      `<<<<<<< HEAD\n${web('Pod')}=======\n${web('Pod')}>>>>>>> x\n`,
      'standard input, document 1, line 1, column 1: not valid YAML: a merge conflict was left unresolved. Resolve it in git first',
    ],
    [
      'a template',
      `{{- if .Values.on }}\n${web('Pod')}`,
      'standard input, document 1, line 1, column 3: not valid YAML: this is a template that was not rendered. Run it through its tool first (`helm template …`)',
    ],
    [
      'a YAML directive',
      `%YAML 1.2\n---\n${web('Pod')}`,
      'standard input, document 1, line 1, column 1: kubectl does not read YAML directives, lines that begin with %. Remove the line',
    ],
    [
      'an alias without an anchor',
      `${web('Pod')}spec: *nope\n`,
      'standard input, document 1, line 5, column 7: an alias (*) has no anchor (&) of its name before it in this document. If the * is text, quote the value',
    ],
    [
      'infinity',
      `${web('Pod')}spec: .inf\n`,
      'standard input, document 1, line 5, column 7: Infinity is not a number that Kubernetes can read. If it is text, quote it',
    ],
    [
      'a list where an object should be',
      `- ${web('Pod').replaceAll('\n', '\n  ')}`,
      'standard input, document 1, line 1, column 1: a list is not an object of Kubernetes. Write apiVersion, kind and metadata, or remove the document',
    ],
    [
      'a word where an object should be',
      'hello\n',
      'standard input, document 1, line 1, column 1: a text is not an object of Kubernetes. Write apiVersion, kind and metadata, or remove the document',
    ],
    [
      'a missing kind',
      'apiVersion: v1\nmetadata: {name: a}\n',
      "standard input, document 1, line 1, column 1: kind is missing (v1 'a'). Without it this is not a Kubernetes object",
    ],
    [
      'a missing apiVersion',
      'kind: Pod\nmetadata: {name: a}\n',
      "standard input, document 1, line 1, column 1: apiVersion is missing (Pod 'a'). Without it this is not a Kubernetes object",
    ],
    [
      'a missing name',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {a: b}\n',
      'standard input, document 1, line 3, column 1: metadata.name is missing in this Pod. Give it a name',
    ],
    [
      'a name that YAML takes for something else',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: on\n',
      'standard input, document 1, line 4, column 3: metadata.name of this Pod must be text, not true. Quote it',
    ],
    [
      'a flaw deep in a List',
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: v1, kind: Pod, metadata: {}}\n',
      'standard input, document 1, line 5, column 31: metadata.name is missing in this Pod. Give it a name',
    ],
  ])('%s', async (_what, text, message) => {
    expect((await errorOf(text)).split('\n')[0]).toBe(message);
  });

  test('all that is wrong, at once, without a word of the file, which may be a password', async () => {
    const text = await errorOf(`apiVersion: v1\n---\n${web('Pod')}spec: @hunter2\n`);
    expect(text).toMatch(
      /document 1, line 1, column 1: kind is missing .*\n.*document 2, line 7, column 7: .*cannot begin/,
    );
    expect(text).not.toContain('hunter2');
  });

  test('a document that is too deep, or that expands without end', async () => {
    const deep = 'it is nested too deeply, by more than 1000 levels';
    const nested = (open: string, inside: string, close: string, levels: number): string =>
      `{"apiVersion":"v1","kind":"List","items":${open.repeat(levels)}${inside}${close.repeat(levels)}}`;
    expect(await errorOf('['.repeat(100_000))).toContain('it is nested too deeply');
    expect(await errorOf(nested('[', '', ']', 100_000))).toContain(deep);
    expect(await errorOf(nested('{"a":', '1', '}', 100_000))).toContain(deep);
    expect(await errorOf(nested('[{"apiVersion":"v1","kind":"List","items":', '[]', '}]', 20_000))).toContain(deep);
    const bomb = Array.from(
      { length: 12 },
      (_, i) =>
        `a${i}: &a${i} [${
          i === 0
            ? 'x'
            : Array(9)
                .fill(`*a${i - 1}`)
                .join(', ')
        }]\n`,
    );
    expect(await errorOf(web('Pod') + bomb.join(''))).toContain('expand to too many values');
  });
});

test('a duplicate key is told, and the last one counts', async () => {
  const { objects, flaws } = await fromText(`${web('ConfigMap')}data:\n  a: 1\n  a: 2\n`);
  expect(objects[0]?.manifest['data']).toEqual({ a: 2 });
  expect(flaws).toEqual([
    {
      place: 'standard input, document 1, line 7, column 3',
      message: expect.stringContaining("the key 'a' is written twice") as unknown,
    },
  ]);
});

describe('a folder', () => {
  let folder = '';
  const io = (): { cwd: string; stdin: AsyncIterable<unknown> } => ({ cwd: folder, stdin: process.stdin });
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is read at any depth, sorted, without what is no manifest', async () => {
    write('dist/b.yml', web('Service', 'b'));
    write('dist/a/z.yaml', web('Service', 'z'));
    write('dist/c.json', JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'c' } }));
    write('dist/README.md', '# words');
    write('dist/report.json', '{"resources": {}}');
    write('dist/.hidden/x.yaml', web('Service', 'x'));
    write('dist/.git/x.yaml', web('Service', 'git'));
    const { objects, notes } = await readManifests('dist/', io());
    expect(objects.map(({ manifest, document }) => `${document.file} ${manifest.metadata.name}`)).toEqual([
      'dist/.hidden/x.yaml x',
      'dist/a/z.yaml z',
      'dist/b.yml b',
      'dist/c.json c',
    ]);
    expect(notes).toEqual(['dist/report.json is ignored: it contains no Kubernetes object (no apiVersion, no kind)']);
  });

  test('a file that was named must hold manifests, and must exist', async () => {
    write('values.yaml', 'replicas: 2\n');
    await expect(readManifests('values.yaml', io())).rejects.toThrow(
      'values.yaml, document 1, line 1, column 1: apiVersion is missing. Without it this is not a Kubernetes object',
    );
    await expect(readManifests('nope', io())).rejects.toThrow(
      `'nope' does not exist (looked at ${join(folder, 'nope')}). Give a file, a folder, git:REV:PATH, or - for standard input`,
    );
  });
});

test('reads back whatever a YAML writer writes', async () => {
  const leaf = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.constantFrom('yes', '014', '1_0', '1:30', '~', '---'),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('any')),
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((key) => key !== '<<'),
        tie('any'),
      ),
    ),
  })).any;
  await fc.assert(
    fc.asyncProperty(value, async (spec) => {
      const object = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, spec };
      const { objects } = await fromText(
        stringify(object, { version: '1.1', defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'QUOTE_DOUBLE' }),
      );
      expect(JSON.parse(JSON.stringify(objects[0]?.manifest))).toEqual(JSON.parse(JSON.stringify(object)));
    }),
  );
});

test('any text is read or refused with a message, never with a crash', async () => {
  const piece = fc.constantFrom(
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '|',
    '>',
    '&a',
    '*a',
    '<<',
    '---\n',
    '!',
    '#',
    '%',
    '\t',
    'kind',
    ',',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      await fromText(pieces.join('')).catch((error: unknown) => expect((error as Error).name).toBe('UserError'));
    }),
    { numRuns: 2000 },
  );
});
