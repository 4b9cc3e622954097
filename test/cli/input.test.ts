import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { plan } from '../../lib/plan';
import { run, type Run } from './run';

const web = (
  rest: { namespace?: string; replicas?: number; serviceName?: string; metadata?: string } = {},
): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web${rest.namespace === undefined ? '' : `, namespace: ${rest.namespace}`}${rest.metadata ?? ''}}
spec:
  replicas: ${rest.replicas ?? 2}
  serviceName: ${rest.serviceName ?? "''"}
  selector: {matchLabels: {app: web}}
  persistentVolumeClaimRetentionPolicy: {whenScaled: Delete}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: 'example/web:1.4'}]}
  volumeClaimTemplates:
    - metadata: {name: www}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
const map = (name: string, value = '1'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: '${value}'}\n`;
const kustomization = (...resources: string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources.join(', ')}]\n`;

jest.setTimeout(60_000); // Each runs git a few times.

let cwd = '';
const { PATH } = process.env;
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
};
const git = (...args: string[]): void =>
  void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd, stdio: 'ignore' });
const commit = (): void => {
  git('add', '-A');
  git('commit', '-qm', 'x');
};

interface Found {
  readonly code: number;
  readonly impact: string;
  /** `File dist/x.jsonnet: file-not-read data-risk` */
  readonly findings: readonly string[];
  readonly err: string;
}

/** What the plan says of dist, against what is committed unless told. */
async function planned(before = 'git:HEAD:dist', after = 'dist', ...more: string[]): Promise<Found> {
  const { code, out, err }: Run = await run(['plan', before, after, '--format', 'json', ...more], {
    cwd,
    engine: plan,
  });
  if (code === 1) return { code, impact: '', findings: [], err };
  interface Shown {
    impact: string;
    changes?: { object: string; findings: { code: string; impact: string }[] }[];
    clusters?: Shown[];
  }
  const shown = JSON.parse(out) as Shown;
  const findings = [shown, ...(shown.clusters ?? [])].flatMap(({ changes = [] }) =>
    changes.flatMap(({ object, findings: all }) => all.map((each) => `${object}: ${each.code} ${each.impact}`)),
  );
  return { code, impact: shown.impact, findings, err };
}

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'input-'));
  git('init', '-q');
  write('dist/web.yaml', web());
  write('dist/map.yaml', map('map'));
  commit();
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
  process.env.PATH = PATH;
});

test('what is committed is no change', async () => {
  expect(await planned()).toEqual({ code: 0, impact: 'none', findings: [], err: '' });
});

describe('a file that a tool may apply', () => {
  test.each(['.hidden', '.synth-work', 'a/.synth-work'])('is read in the hidden folder %s too', async (folder) => {
    write(`dist/${folder}/other.yaml`, map('other'));
    expect((await planned()).findings).toEqual(['ConfigMap default/other: created create']);
    commit();
    write(`dist/${folder}/other.yaml`, map('other', '2'));
    expect((await planned()).findings[0]).toMatch(/^ConfigMap default\/other: .* update$/);
  });

  test('is read behind a symbolic link, on disk and in a commit', async () => {
    write('shared/real.txt', map('linked'));
    symlinkSync('../shared/real.txt', join(cwd, 'dist/linked.yaml'));
    expect((await planned()).findings).toEqual(['ConfigMap default/linked: created create']);
    commit();
    expect((await planned()).findings).toEqual([]);
    write('shared/real.txt', map('linked', '2'));
    expect((await planned()).findings[0]).toMatch(/^ConfigMap default\/linked: .* update$/);
    expect((await planned('git:HEAD:dist/linked.yaml', 'shared/real.txt')).findings[0]).toMatch(/ update$/);
  });

  test('and cannot be read is found, and stops unless it is the same before and after', async () => {
    symlinkSync('../nowhere.yaml', join(cwd, 'dist/broken.yaml'));
    expect(await planned()).toMatchObject({ code: 2, findings: ['File dist/broken.yaml: file-not-read data-risk'] });
    commit();
    expect(await planned()).toMatchObject({ code: 0, findings: ['File dist/broken.yaml: file-not-read none'] });
    rmSync(join(cwd, 'dist/broken.yaml'));
    expect(await planned()).toMatchObject({
      code: 2,
      findings: ['File HEAD:dist/broken.yaml: file-not-read data-risk'],
    });
  });

  test('is a Jsonnet file beside manifests, and what it imports', async () => {
    write('dist/app.jsonnet', "import 'lib.libsonnet'");
    expect(await planned()).toMatchObject({ code: 2, findings: ['File dist/app.jsonnet: file-not-read data-risk'] });
    commit();
    expect(await planned()).toMatchObject({ code: 0, findings: ['File dist/app.jsonnet: file-not-read none'] });
    write('dist/lib.libsonnet', '{}');
    expect(await planned()).toMatchObject({ code: 2, findings: ['File dist/app.jsonnet: file-not-read data-risk'] });
  });

  test('is no Jsonnet file where a kustomization says what is applied', async () => {
    write('dist/Kustomization', kustomization('map.yaml', 'web.yaml'));
    write('dist/app.jsonnet', '{}');
    expect(await planned()).toMatchObject({ code: 0, findings: [] });
  });

  test.each(['markdown', 'text'])('is named in %s too', async (format) => {
    symlinkSync('/nowhere.yaml', join(cwd, 'dist/broken.yaml'));
    const { code, out } = await run(['plan', 'git:HEAD:dist', 'dist', '--format', format], { cwd, engine: plan });
    expect(code).toBe(2);
    expect(out).toContain('dist/broken.yaml');
    expect(out).toContain('file-not-read');
  });
});

describe('one object with its namespace and without', () => {
  test('is one object declared twice, if the namespace is the one that objects without any get', async () => {
    write('dist/second.yaml', web({ namespace: 'default', replicas: 0 }));
    const { code, err } = await run(['plan', 'git:HEAD:dist', 'dist'], { cwd, engine: plan });
    expect(code).toBe(1);
    expect(err).toContain('declared twice');
    expect(err).toContain('-n');
    expect((await run(['plan', '-n', 'team', 'git:HEAD:dist', 'dist'], { cwd, engine: plan })).err).toBe('');
  });

  test('is found with the worse of what the two do to each other, if the namespace is another one', async () => {
    write('dist/second.yaml', web({ namespace: 'team', replicas: 0 }));
    const { code, findings } = await planned();
    expect(code).toBe(2);
    expect(findings).toContain('StatefulSet team/web: namespace-left-out data-risk');
  });

  test('is nothing where both say the same, or were so before', async () => {
    write('dist/second.yaml', web({ namespace: 'default' }));
    expect((await planned()).findings).toEqual([]);
    write('dist/second.yaml', web({ namespace: 'default', replicas: 0 }));
    commit();
    expect((await planned()).findings).toEqual([]);
  });
});

describe('whole numbers beyond 2^53', () => {
  const slow = (seconds: string): string =>
    web().replace('spec: {containers', `spec: {terminationGracePeriodSeconds: ${seconds}, containers`);

  test.each([
    ['9007199254740992', '9007199254740993'],
    ['0x20000000000000', '0x20000000000001'],
    ['9223372036854775806', '9_223_372_036_854_775_807'],
  ])('are told apart, or it is said: %s and %s', async (before, after) => {
    write('dist/web.yaml', slow(before));
    commit();
    expect(await planned()).toMatchObject({ code: 0, findings: [] });
    write('dist/web.yaml', slow(after));
    expect(await planned()).toMatchObject({ code: 2, findings: ['File dist/web.yaml: number-not-compared data-risk'] });
  });

  test('are what they are where nothing is near them', async () => {
    write('dist/web.yaml', slow('9223372036854775807'));
    const { code, findings } = await planned();
    expect({ code, findings }).toEqual({
      code: 0,
      findings: [expect.stringMatching(/^StatefulSet default\/web: .* restart$/)],
    });
    commit();
    write('dist/map.yaml', map('map', '2'));
    expect((await planned()).findings).toHaveLength(1);
  });
});

describe('a pointer of Git LFS', () => {
  const pointer = (oid: string): string => `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 123\n`;

  test('stands for a file that the plan does not have', async () => {
    write('dist/more.yaml', pointer('a1'));
    expect(await planned()).toMatchObject({ code: 2, findings: ['File dist/more.yaml: file-not-read data-risk'] });
    commit();
    expect((await planned()).code).toBe(0);
    write('dist/more.yaml', pointer('b2'));
    expect((await planned()).code).toBe(2);
  });
});

describe('manifests that move into a sub-folder', () => {
  test('may not be read there any more', async () => {
    mkdirSync(join(cwd, 'dist/sub'));
    renameSync(join(cwd, 'dist/web.yaml'), join(cwd, 'dist/sub/web.yaml'));
    expect(await planned()).toMatchObject({
      code: 2,
      findings: ['File dist/sub/web.yaml: manifest-in-sub-folder data-risk'],
    });
  });

  test('may not be read with a kustomization there either', async () => {
    mkdirSync(join(cwd, 'dist/sub/deep'), { recursive: true });
    renameSync(join(cwd, 'dist/web.yaml'), join(cwd, 'dist/sub/deep/web.yaml'));
    write('dist/sub/deep/Kustomization', kustomization('web.yaml'));
    expect((await planned()).findings).toEqual(['File dist/sub/deep/web.yaml: manifest-in-sub-folder data-risk']);
    expect(await planned('git:HEAD:dist', 'dist', '--pipeline', 'flux')).toMatchObject({ code: 0, findings: [] });
  });

  test('are read where others already are, or where a kustomization lists them', async () => {
    write('dist/sub/other.yaml', map('other'));
    commit();
    renameSync(join(cwd, 'dist/web.yaml'), join(cwd, 'dist/sub/web.yaml'));
    expect(await planned()).toMatchObject({ code: 0, findings: [] });
    git('checkout', '-q', '.');
    git('rm', '-q', 'dist/sub/other.yaml');
    commit();
    mkdirSync(join(cwd, 'dist/sub'), { recursive: true });
    renameSync(join(cwd, 'dist/web.yaml'), join(cwd, 'dist/sub/web.yaml'));
    write('dist/Kustomization', kustomization('sub/web.yaml', 'map.yaml'));
    expect(await planned()).toMatchObject({ code: 0 });
  });
});

describe('a kustomization', () => {
  test('that lists the files of its folder changes nothing', async () => {
    write('dist/Kustomization', kustomization('map.yaml', 'web.yaml'));
    expect(await planned()).toMatchObject({ code: 0, findings: [] });
  });

  test('that leaves out a file deletes what is in it', async () => {
    write('dist/kustomization.yaml', kustomization('web.yaml'));
    expect((await planned()).findings).toEqual(['ConfigMap default/map: deleted delete']);
  });

  test('beside a manifest that changes and is not listed is found', async () => {
    write('dist/Kustomization', kustomization('map.yaml', 'web.yaml'));
    write('dist/more.yaml', web({ replicas: 0 }));
    expect(await planned()).toMatchObject({ code: 2, findings: ['File dist/more.yaml: file-not-listed data-risk'] });
    commit();
    expect(await planned()).toMatchObject({ code: 0, findings: [] });
  });

  test('finds a manifest beside it however its keys are written', async () => {
    write('dist/Kustomization', kustomization('map.yaml', 'web.yaml'));
    write('dist/more.yaml', web({ replicas: 0 }).replace('kind:', '"k\\u0069nd":'));
    expect(await planned()).toMatchObject({ code: 2, findings: ['File dist/more.yaml: file-not-listed data-risk'] });
  });

  test.each(['config.kubernetes.io/local-config', '"config.kubernetes.io/local\\x2dconfig"'])(
    'is built where an object asks to be left out: %s',
    async (key) => {
      write('dist/Kustomization', kustomization('map.yaml', 'web.yaml'));
      commit();
      tool('kustomize', 'while IFS= read -r line; do echo "$line"; done < $2/map.yaml');
      write('dist/web.yaml', web({ metadata: `, annotations: {${key}: 'true'}` }));
      expect(await planned()).toMatchObject({ code: 2, findings: [expect.stringMatching(/^StatefulSet.*deleted/)] });
    },
  );

  test('that gives what was there before, of manifests that change, is found: kubectl apply -f takes those', async () => {
    const before = join(cwd, 'before.txt');
    write('before.txt', `${map('map')}---\n${web()}`);
    tool('kustomize', `while IFS= read -r line; do echo "$line"; done < '${before}'`);
    write('dist/Kustomization', `${kustomization('map.yaml', 'web.yaml')}nameSuffix: ''\n`);
    expect(await planned()).toMatchObject({ code: 0, findings: [] });
    write('dist/web.yaml', web({ replicas: 0 }));
    expect(await planned()).toMatchObject({ code: 2, findings: ['File dist/web.yaml: file-not-listed data-risk'] });
    commit();
    write('dist/web.yaml', web({ replicas: 1 }));
    expect(await planned()).toMatchObject({ code: 0, findings: [] });
  });

  test('that does more is built, on both sides', async () => {
    tool('kustomize', `sed 's/{name: map}/{name: built}/' $2/map.yaml`);
    write('dist/kustomization.yaml', `${kustomization('map.yaml', 'web.yaml')}namePrefix: x-\n`);
    expect((await planned()).findings).toContain('ConfigMap default/built: created create');
    commit();
    expect(await planned()).toMatchObject({ code: 0, findings: [] });
  });

  test.each([
    ['a file of a generator', 'p.txt', 'resources: [map.yaml]\nconfigMapGenerator: [{name: x, files: [p.txt]}]\n'],
    ['a resource', 'p.yaml', 'resources: [map.yaml, p.yaml]\n'],
    ['the kustomization itself', 'kustomization.yaml', undefined],
  ])('gets no file that a link leads to elsewhere: %s', async (_what, link, text) => {
    tool('kustomize', 'echo "kind: Pwned"');
    write('elsewhere.txt', 'resources: [map.yaml]\n# hunter2\n');
    symlinkSync('../elsewhere.txt', join(cwd, 'dist', link));
    if (text !== undefined) write('dist/kustomization.yaml', text);
    const { code, err } = await planned('/dev/null');
    expect([code, err]).toEqual([1, expect.stringContaining(link)]);
    expect(err).not.toContain('hunter2');
  });

  test('that cannot be built is told by its words, unless they may hold a secret', async () => {
    tool('kustomize', 'echo hunter2 >&2; exit 1');
    write('dist/kustomization.yaml', `${kustomization('map.yaml')}namePrefix: x-\n`);
    expect((await planned('/dev/null')).err).toContain('hunter2');
    write('dist/kustomization.yaml', `${kustomization('map.yaml')}secretGenerator: [{name: a, literals: [a=b]}]\n`);
    const { code, err } = await planned('/dev/null');
    expect([code, err]).toEqual([1, expect.not.stringContaining('hunter2')]);
  });

  test('that gives more than may be read is refused', async () => {
    tool(
      'kustomize',
      `x=xxxxxxxxxxxxxxxx; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do x=$x$x; done; echo "# $x"`,
    );
    write('dist/kustomization.yaml', `${kustomization('map.yaml')}namePrefix: x-\n`);
    expect((await planned('/dev/null', 'dist', '--max-size', '1Mi')).err).toMatch(
      /output of kustomize for dist.*larger than 1Mi/,
    );
  });

  test('is built with a home that holds nothing: settings of the tool cannot come from the change', async () => {
    const seen = join(cwd, 'seen');
    // kubectl reads .kube/kuberc there, which can lift its own bounds.
    tool('kustomize', `cd "$HOME" && for f in * .*; do echo "$f" >> '${seen}'; done; echo 'kind: Pwned' > .left`);
    write('dist/.kube/kuberc', 'a: b\n');
    write('dist/kustomization.yaml', 'configMapGenerator: [{name: x, files: [.kube/kuberc]}]\n');
    await planned('/dev/null');
    expect(readFileSync(seen, 'utf8').split('\n')).not.toContain('.kube');
  });

  test('is built without a PATH, from copies of what it refers to alone', async () => {
    tool(
      'kustomize',
      `echo "PATH=$PATH" > '${join(cwd, 'seen')}'; cd $2; for f in *; do echo $f >> '${join(cwd, 'seen')}'; done`,
    );
    write('dist/secret.txt', 'x');
    write('dist/kustomization.yaml', `${kustomization('map.yaml')}namePrefix: x-\n`);
    await planned('/dev/null');
    expect(execFileSync('cat', [join(cwd, 'seen')], { encoding: 'utf8' })).toBe(
      'PATH=\nkustomization.yaml\nmap.yaml\n',
    );
  });

  test.each([
    ['a file on the network', 'https://example.org/x.yaml'],
    ['a repository', 'github.com/example/app?ref=v1'],
    ['a file outside', '../outside.yaml'],
    ['a file that does not exist', 'nope.yaml'],
  ])('that refers to %s is refused, and says what to do instead', async (_what, reference) => {
    tool('kustomize', 'echo ran >> ran');
    write('outside.yaml', map('outside'));
    write('dist/kustomization.yaml', kustomization('map.yaml', `'${reference}'`));
    const { code, err } = await planned();
    expect(code).toBe(1);
    expect(err).toContain(`refers to '${reference}'`);
    expect(err).toContain('kustomize build dist');
  });

  test.each(['helmCharts', 'generators', 'transformers', 'somethingNew'])('with %s is refused', async (field) => {
    tool('kustomize', 'echo');
    write('dist/kustomization.yaml', `${kustomization('map.yaml')}${field}: [x]\n`);
    expect(await planned()).toMatchObject({ code: 1, err: expect.stringContaining(`does not build '${field}'`) });
  });

  test('is refused where nothing is installed that could build it', async () => {
    write('dist/kustomization.yaml', `${kustomization('map.yaml')}namePrefix: x-\n`);
    const onlyGit = join(cwd, 'bin');
    mkdirSync(onlyGit);
    symlinkSync(
      execFileSync('/usr/bin/which', ['git'], { encoding: 'utf8', env: { PATH } }).trim(),
      join(onlyGit, 'git'),
    );
    process.env.PATH = onlyGit;
    expect(await planned()).toMatchObject({
      code: 1,
      err: expect.stringContaining('neither kustomize nor kubectl is installed'),
    });
  });
});

/** A program that is found first. */
function tool(name: string, script: string): void {
  write(`bin/${name}`, `#!/bin/sh\n${script.replace(/\bcat\b/g, '/bin/cat').replace(/\bsed\b/g, '/bin/sed')}\n`);
  chmodSync(join(cwd, `bin/${name}`), 0o755);
  process.env.PATH = `${join(cwd, 'bin')}${delimiter}${PATH ?? ''}`;
}

describe('a new folder with a Kustomization', () => {
  const move = (text = web({ serviceName: 'other' })): void => {
    rmSync(join(cwd, 'dist/web.yaml'));
    write('dist/new/web.yaml', text);
    write('dist/new/Kustomization', kustomization('web.yaml'));
  };

  test('does not make another cluster of objects that were there before', async () => {
    move();
    const { code, findings } = await planned();
    expect(code).toBe(2);
    expect(findings).toContain('Folder new: cluster-not-named data-risk');
  });

  test('is a cluster where --cluster names it', async () => {
    move();
    write('clusters/new/cluster.yaml', 'kubernetesVersion: "1.37"\n');
    const { findings } = await planned('git:HEAD:dist', 'dist', '--cluster', 'clusters');
    expect(findings.filter((each) => each.includes('cluster-not-named'))).toEqual([]);
  });

  test('is told, and stops nothing, beside other clusters that keep what they have', async () => {
    rmSync(join(cwd, 'dist'), { recursive: true });
    for (const name of ['one', 'two']) {
      write(`dist/${name}/web.yaml`, web());
      write(`dist/${name}/Kustomization`, kustomization('web.yaml'));
    }
    commit();
    write('dist/three/web.yaml', web());
    write('dist/three/Kustomization', kustomization('web.yaml'));
    const { code, findings } = await planned();
    expect(code).toBe(0);
    expect(findings).toContain('Folder three: cluster-not-named create');
  });
});

describe('fields of the API server', () => {
  test.each([
    ['uid', 'abc'],
    ['resourceVersion', '12'],
    ['deletionTimestamp', '2026-01-01T00:00:00Z'],
  ])('%s in AFTER is refused as the server refuses it', async (field, value) => {
    write('dist/web.yaml', web({ metadata: `, ${field}: '${value}'` }));
    expect(await planned()).toMatchObject({
      code: 2,
      findings: ['StatefulSet default/web: server-field-refused rejected'],
    });
  });

  test.each(["uid: ''", "resourceVersion: ''", "resourceVersion: '0'", 'creationTimestamp: null', 'generation: 7'])(
    '%s changes nothing',
    async (text) => {
      write('dist/web.yaml', web({ metadata: `, ${text}` }));
      expect(await planned()).toMatchObject({ code: 0, findings: [] });
    },
  );

  test('in a commit do not make an object one that nobody applied', async () => {
    write(
      'dist/web.yaml',
      web({ metadata: ", uid: abc, resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z'" }),
    );
    commit();
    rmSync(join(cwd, 'dist/web.yaml'));
    expect((await planned()).findings.map((each) => each.split(': ')[0])).toEqual(['StatefulSet default/web']);
    write('deployed/web.yaml', web({ metadata: ", uid: abc, resourceVersion: '1'" }));
    write('deployed/map.yaml', map('map'));
    expect((await planned('deployed')).findings.map((each) => each.split(': ')[0])).toEqual([
      'StatefulSet default/web',
    ]);
  });
});

describe('a kind', () => {
  test.each([
    ['kind: StatefulSet', 'kind: statefulset', 'statefulset default/web'],
    ['kind: StatefulSet', 'kind: StatfulSet', 'StatfulSet default/web'],
    ['apiVersion: apps/v1', 'apiVersion: v1', 'StatefulSet default/web'],
    ['apiVersion: apps/v1', 'apiVersion: apps/v7', 'StatefulSet default/web'],
  ])('that no server serves is refused: %s → %s', async (from, to, object) => {
    write('dist/web.yaml', web().replace(from, to));
    // The set that is there is no object of its own: nothing deletes it.
    expect(await planned()).toMatchObject({ code: 2, findings: [`${object}: api-not-served rejected`] });
    const { out } = await run(['plan', 'git:HEAD:dist', 'dist', '--pipeline', 'argocd'], { cwd, engine: plan });
    expect(out).toMatch(/apiVersion: apps\/v1/);
  });

  test('of somebody else is nobody’s to judge', async () => {
    write('dist/own.yaml', 'apiVersion: example.org/v7\nkind: statefulset\nmetadata: {name: own}\n');
    expect((await planned()).findings).toEqual(['statefulset default/own: created create']);
  });

  test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('or a field may be called %s', async (name) => {
    write(
      'dist/own.yaml',
      `apiVersion: ${name}/v1\nkind: ${name}\nmetadata: {name: own, ${name}: {a: 1}, labels: {${name}: a}}\n${name}: {${name}: 1}\n`,
    );
    expect((await planned()).findings).toEqual([`${name} default/own: created create`]);
    commit();
    write(
      'dist/own.yaml',
      `apiVersion: ${name}/v1\nkind: ${name}\nmetadata: {name: own, labels: {${name}: b}}\n${name}: {${name}: 2}\n`,
    );
    expect((await planned()).impact).toBe('update');
    const live = `apiVersion: v1\nkind: ${name}\nmetadata: {name: own, uid: a, resourceVersion: '1', managedFields: [{operation: Apply, fieldsV1: {'f:${name}': {'f:${name}': {}}}}]}\n${name}: {${name}: 1}\n`;
    write('live.yaml', live);
    write('next.yaml', `apiVersion: v1\nkind: ${name}\nmetadata: {name: own}\n`);
    expect((await planned('live.yaml', 'next.yaml')).code).toBe(0);
  });
});

test('claims that a scale-down deletes are counted beyond any number', async () => {
  write('dist/web.yaml', web({ replicas: 20_000 }));
  commit();
  write('dist/web.yaml', web({ replicas: 12_000 }));
  const { code, out } = await run(['plan', 'git:HEAD:dist', 'dist', '--format', 'json'], { cwd, engine: plan });
  expect(code).toBe(2);
  const [change] = (JSON.parse(out) as { changes: { claims: { deleted: string[] } }[] }).changes;
  expect(change?.claims.deleted).toHaveLength(8000);
});
