import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { plan } from '../../lib/plan';
import { run } from './run';

const map = (name = 'map', annotations = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, annotations: {${annotations}}}\ndata: {a: '1'}\n`;
const json = (name: string): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, annotations: {} }, data: { a: '1' } });
const list = (...resources: string[]): string => `resources: [${resources.join(', ')}]\n`;

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'steering-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

type Files = Readonly<Record<string, string | Buffer>>;

const write = (side: string, files: Files): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, side, name)), { recursive: true });
    writeFileSync(join(cwd, side, name), text);
  }
};

/** The findings about files, and whether the plan stops. */
const told = async (before: Files, after: Files, pipeline?: string): Promise<readonly (string | number)[]> => {
  rmSync(join(cwd, 'before'), { recursive: true, force: true });
  rmSync(join(cwd, 'after'), { recursive: true, force: true });
  write('before', before);
  write('after', after);
  const more = pipeline === undefined ? [] : ['--pipeline', pipeline];
  const { code, out } = await run(['plan', 'before', 'after', '--format', 'json', ...more], { cwd, engine: plan });
  const { changes } = JSON.parse(out) as {
    changes: { object: string; findings: { code: string; impact: string }[] }[];
  };
  const found = changes.flatMap(({ object, findings }) =>
    findings.filter(({ code: rule }) => rule.startsWith('file-')).map((each) => `${object}: ${each.code}`),
  );
  return [code, ...found];
};

describe('a file that decides what a tool applies', () => {
  const web = { 'web.yaml': map() };
  const FILES: [string, string][] = [
    ['Chart.yaml', 'argocd'],
    ['zChart.yaml', 'argocd'],
    ['.argocd-source.yaml', 'argocd'],
    ['.argocd-source-production.yaml', 'argocd'],
    ['.sourceignore', 'flux'],
    ['deep/.sourceignore', 'flux'],
  ];

  test.each(FILES)('%s is a finding for %s, and where no pipeline is named', async (name, tool) => {
    const finding = [2, `File after/${name}: file-steers-pipeline`];
    expect(await told(web, { ...web, [name]: 'name: x\n' }, tool)).toEqual(finding);
    expect(await told(web, { ...web, [name]: 'name: x\n' })).toEqual(finding);
    expect(await told({ ...web, [name]: 'name: x\n' }, { ...web, [name]: 'name: y\n' })).toEqual(finding);
  });

  test.each(FILES)('%s is one where it goes, and beside a kustomization', async (name) => {
    expect(await told({ ...web, [name]: 'name: x\n' }, web)).toEqual([2, `File before/${name}: file-steers-pipeline`]);
    const kustomized = { ...web, Kustomization: list('web.yaml') };
    expect(await told(kustomized, { ...kustomized, [name]: 'name: x\n' })).toEqual([
      2,
      `File after/${name}: file-steers-pipeline`,
    ]);
  });

  test.each(FILES)('%s is none where it stays the same, or for another pipeline', async (name, tool) => {
    expect(await told({ ...web, [name]: 'name: x\n' }, { ...web, [name]: 'name: x\n' })).toEqual([0]);
    const other = tool === 'flux' ? 'argocd' : 'flux';
    expect(await told(web, { ...web, [name]: 'name: x\n' }, other)).toEqual([0]);
    expect(await told(web, { ...web, [name]: 'name: x\n' }, 'kubectl')).toEqual([0]);
  });

  test.each(['chart.yaml', 'Chart.yml', 'argocd-source.yaml', 'sourceignore', '.gitignore'])(
    '%s is none',
    async (name) => {
      expect(await told(web, { ...web, [name]: 'name: x\n' })).toEqual([0]);
    },
  );
});

describe('a manifest that a tool leaves out', () => {
  const skipped = `# +argocd:skip-file-rendering\n${map()}`;

  test.each([
    ['with Argo CD’s word to skip it', { 'web.yaml': skipped }, 'argocd', 'web.yaml'],
    ['as JSON, for Flux', { 'web.json': json('map') }, 'flux', 'web.json'],
    ['under a name that Flux ignores', { 'cloudbuild.yaml': map() }, 'flux', 'cloudbuild.yaml'],
    ['in a folder that Flux ignores', { 'a/.github/web.yaml': map() }, 'flux', 'a/.github/web.yaml'],
    [
      'that says to Flux’s kustomize that it is local',
      { 'web.yaml': map('map', 'config.kubernetes.io/local-config: "true"') },
      'flux',
      'web.yaml',
    ],
    [
      'with an escape in that word',
      { 'web.yaml': map('map', '"config.kubernetes.io/local\\u002dconfig": "true"') },
      'flux',
      'web.yaml',
    ],
  ] as [string, Files, string, string][])('%s is a finding', async (_, after, tool, name) => {
    expect(await told({ 'web.yaml': map() }, after, tool)).toContain(`File after/${name}: file-left-out`);
    expect(await told(after, { 'web.yaml': map() }, tool)).toContain(`File before/${name}: file-left-out`);
    expect(await told(after, after, tool)).toEqual([0]);
    expect(await told({ 'web.yaml': map() }, after, 'kubectl')).not.toContain(`File after/${name}: file-left-out`);
  });

  test('is one for Argo CD where no pipeline is named, and for Flux only where it is', async () => {
    expect(await told({ 'web.yaml': map() }, { 'web.yaml': skipped })).toEqual([
      2,
      'File after/web.yaml: file-left-out',
    ]);
    expect(await told({ 'web.yaml': map() }, { 'web.json': json('map') })).toEqual([0]);
  });

  test('is one where it is written in UTF-16, which kubectl alone reads whole', async () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${map()}---\n${map('second')}`, 'utf16le')]);
    const after = { 'web.yaml': wide };
    const before = { 'web.yaml': `${map()}---\n${map('second')}` };
    expect(await told(before, after)).toEqual([2, 'File after/web.yaml: file-left-out']);
    expect(await told(before, after, 'kubectl')).toEqual([0]);
    expect(await told(after, after)).toEqual([0]);
  });

  test('is none where a kustomization lists it', async () => {
    const old = { 'web.yaml': map(), Kustomization: list('web.yaml') };
    expect(await told(old, { 'web.yaml': skipped, Kustomization: list('web.yaml') })).toEqual([0]);
    expect(await told(old, { 'web.json': json('map'), Kustomization: list('web.json') }, 'flux')).toEqual([0]);
  });
});
