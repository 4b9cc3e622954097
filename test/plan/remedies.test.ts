import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { type ApplyMode, plan } from '../../lib/plan';
import { Command, inNamespace, json, kubectl, name } from '../../lib/pipelines/command';
import { commandsOf, type Remedy, remedyText } from '../../lib/plan/remedy';
import { forEach, nameList } from '../../lib/plan/remedies/steps';
import { claim, claimTemplate, container, service, statefulSet } from './objects';

/** What plan says to do about a finding. */
function remedyOf(before: Manifest[], after: Manifest[], code: string, apply: ApplyMode = 'client'): Remedy {
  const findings = plan(before, after, { apply }).changes.flatMap((change) => change.findings);
  return findings.find((finding) => finding.code === code)?.remedy ?? [];
}

function remedy(...args: Parameters<typeof remedyOf>): string {
  return remedyText(remedyOf(...args));
}

/** The commands of a remedy, without what is said about them. */
function commands(of: Remedy): string[] {
  return of.flatMap(commandsOf).map(({ text }) => text);
}

/** The steps of a remedy that are commands. */
function steps(of: Remedy): string[] {
  return of.flatMap((part) => ('steps' in part ? part.steps.flatMap(({ command }) => command?.text ?? []) : []));
}

describe('the words of commands', () => {
  test('are quoted where a shell would take them for something else', () => {
    const words = ['web-0', 'a b', "it's", '$(id)', '', '*', '~', '&&'];
    expect(kubectl(...words).text).toBe("kubectl web-0 'a b' 'it'\\''s' '$(id)' '' '*' '~' '&&'");
  });

  test('that are JSON are quoted as a whole, between what the shell fills in', () => {
    const patch = json({ a: "it's", b: ['www-', { variable: 'n', plus: 2 }], c: { d: null } });
    expect(kubectl('-p', patch).text).toBe(`kubectl -p '{"a":"it'\\''s","b":"www-'"$((n + 2))"'","c":{"d":null}}'`);
  });

  test.each([
    ['a name', kubectl('get', 'pod', name('-A'))],
    ['a namespace', kubectl('get', 'pod', ...inNamespace('a b'))],
    ['a name in JSON', kubectl('patch', '-p', json({ name: [name('$(id)')] }))],
    ['a label', kubectl('label', { label: ['--all', 'x'] })],
    ['a counted name', Command.forEach('n', [{ prefix: 'A-', first: 0, last: 9 }], [kubectl('get', 'pod')])],
    ['a name in a loop', Command.forEach('n', [name('x')], [Command.until(kubectl('get', name('Y')))])],
    ['a name in the output of another', kubectl('get', { output: kubectl('get', name('\n')) })],
  ])('keep a command from being shown where Kubernetes does not take %s', (_what, command) => {
    expect(command.unfit).toBeDefined();
  });

  test('name every object, whatever their number', () => {
    const names = Array.from({ length: 12 }, (_, index) => [`www-web-${index}`, `log-web-${index + 3}`]).flat();
    expect(kubectl(...nameList(names.slice(0, 4))).text).toBe('kubectl www-web-0 log-web-3 www-web-1 log-web-4');
    const all = '$(seq -f log-web-%.0f 3 14) $(seq -f www-web-%.0f 0 11)';
    expect(kubectl(...nameList(names)).text).toBe(`kubectl ${all}`);
    expect(forEach(names, (each) => kubectl('get', 'pvc', each)).map(({ command }) => command?.text)).toEqual([
      `for name in ${all}; do kubectl get pvc "$name"; done`,
    ]);
  });
});

test('a smaller template is not taken for growth', () => {
  const after = statefulSet({
    volumeClaimTemplates: [claimTemplate({ resources: { requests: { storage: '500Mi' } } })],
  });
  const text = remedy([statefulSet()], [after], 'claim-template-size');
  expect(text).toContain('a volume never shrinks');
  expect(text).not.toContain('patch pvc');
});

test('a size that is a number is named in the commands', () => {
  const after = statefulSet({
    volumeClaimTemplates: [claimTemplate({ resources: { requests: { storage: 2147483648 } } })],
  });
  expect(commands(remedyOf([statefulSet()], [after], 'claim-template-size'))[0]).toBe(
    `kubectl patch pvc www-web-0 -n default --type merge -p '{"spec":{"resources":{"requests":{"storage":"2147483648"}}}}'`,
  );
});

test('how a pipeline applies decides how it applies again', () => {
  const again = (['client', 'server', 'replace'] as const).map((apply) =>
    /\d+\. Let the pipeline apply it again \((.*?)[;,]/
      .exec(remedy([statefulSet()], [statefulSet({ serviceName: 'x' })], 'service-name-immutable', apply))
      ?.at(1),
  );
  expect(again).toEqual(['kubectl apply -f FILES', 'kubectl apply --server-side -f FILES', 'kubectl create -f FILES']);
});

test('claims that Argo CD takes for its own are kept from it while their StatefulSet is away', () => {
  const labels = { app: 'web', 'app.kubernetes.io/instance': 'web' };
  const set = (podManagementPolicy: string): Manifest => {
    const found = statefulSet({ selector: { matchLabels: labels }, podManagementPolicy });
    (found['spec'] as { template: object }).template = {
      ...(found['spec'] as { template: object }).template,
      metadata: { labels },
    };
    return found;
  };
  const [first, second] = steps(remedyOf([set('OrderedReady')], [set('Parallel')], 'pod-management-policy-immutable'));
  expect(first).toBe(
    'kubectl annotate pvc www-web-0 www-web-1 -n default argocd.argoproj.io/sync-options=Prune=false,Delete=false --overwrite',
  );
  expect(second).toContain('--cascade=orphan');
});

test('only the labels that pods lack are put on them', () => {
  const after = statefulSet({ selector: { matchLabels: { app: 'web', tier: 'x' } } });
  (after['spec'] as { template: { metadata: object } }).template.metadata = { labels: { app: 'web', tier: 'x' } };
  expect(commands(remedyOf([statefulSet()], [after], 'selector-immutable'))).toContain(
    'kubectl label pod web-0 web-1 -n default tier=x --overwrite',
  );
});

test('claims move by ordinal, with the first ordinal of either side, and in loops where they are many', () => {
  const before = statefulSet({ replicas: 8 });
  const after = statefulSet({ replicas: 8, ordinals: { start: 2 } }, {}, { name: 'shop', namespace: 'shops' });
  const found = steps(remedyOf([before], [after], 'stateful-set-renamed'));
  expect(found).toEqual([
    'kubectl delete statefulset web -n default --cascade=orphan',
    'kubectl delete pod web-0 web-1 web-2 web-3 web-4 web-5 web-6 web-7 -n default',
    `for n in $(seq 0 7); do kubectl patch pv "$(kubectl get pvc www-web-"$n" -n default -o 'jsonpath={.spec.volumeName}')" -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain","claimRef":{"namespace":"shops","name":"www-shop-'"$((n + 2))"'","uid":null,"resourceVersion":null}}}'; done`,
    'kubectl get pvc -n shops',
    'kubectl delete pvc www-web-0 www-web-1 www-web-2 www-web-3 www-web-4 www-web-5 www-web-6 www-web-7 -n default',
  ]);
});

test('no way around a refusal gives pods empty claims where a template is renamed in the same change', () => {
  const mounts = [{ name: 'new', mountPath: '/data' }];
  const after = statefulSet(
    { serviceName: 'x', volumeClaimTemplates: [claimTemplate({}, 'new')] },
    { containers: [container({ volumeMounts: mounts })] },
  );
  const ways = plan([statefulSet()], [after]).changes.flatMap(({ findings }) => findings);
  expect(ways.map(({ code }) => code)).toEqual(['claim-template-immutable', 'service-name-immutable']);
  expect(ways.filter((way) => !remedyText(way.remedy).includes('"name":"new-web-1"'))).toEqual([]);
});

test('where nobody says how many pods there are, the remedy says that it names the first alone', () => {
  const after = statefulSet({ replicas: undefined }, {}, { name: 'shop' });
  expect(remedy([statefulSet({ replicas: undefined })], [after], 'stateful-set-renamed')).toContain('only web-0');
});

test('a namespace or claim that must leave git is protected one commit earlier', () => {
  const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shops' } };
  const texts = [
    remedy([claim(), service()], [service()], 'claim-deleted'),
    remedy([space, service()], [service()], 'deleted-with-content'),
  ];
  for (const text of texts) {
    expect(text).toContain('earlier commit');
    expect(text).toContain('\n        kustomize.toolkit.fluxcd.io/prune: disabled');
  }
});

test('no remedy leaves the reader to guess what an ellipsis stands for', () => {
  const pairs: [Manifest[], Manifest[]][] = [
    [[statefulSet({ updateStrategy: { type: 'OnDelete' } })], [statefulSet()]],
    [[statefulSet()], [statefulSet({ replicas: undefined })]],
    [[statefulSet({ replicas: 40 })], [statefulSet({ replicas: 1 })]],
    [[statefulSet()], [statefulSet({ selector: { matchLabels: { app: 'web', more: 'x' } } })]],
  ];
  const texts = pairs.flatMap(([before, after]) =>
    plan(before, after).changes.flatMap(({ findings }) => findings.flatMap((finding) => commands(finding.remedy))),
  );
  expect(texts.length).toBeGreaterThan(4);
  expect(texts.filter((text) => text.includes('…'))).toEqual([]);
});

describe('the script that moves files to another folder of the volume', () => {
  const run = promisify(execFile);
  let volume: string;
  beforeEach(() => {
    volume = fs.mkdtempSync(path.join(os.tmpdir(), 'volume-'));
  });
  afterEach(() => fs.rmSync(volume, { recursive: true }));

  /** Runs the command of the init container in the remedy, with the folder in the place of the volume. */
  async function move(from: string, to: string): Promise<void> {
    const pod = (subPath: string): Manifest =>
      statefulSet({}, { containers: [container({ volumeMounts: [{ name: 'www', mountPath: '/data', subPath }] })] });
    const text = remedy([pod(from)], [pod(to)], 'claim-mount-moved');
    const yaml = text.split('\n').filter((line) => line.startsWith('    '));
    const { initContainers } = parse(yaml.join('\n')) as { initContainers: { command: string[] }[] };
    const [shell = '', ...args] = (initContainers[0]?.command ?? []).map((part) => part.replace('/volume', volume));
    await run(shell, args);
  }
  function write(file: string): void {
    fs.mkdirSync(path.dirname(path.join(volume, file)), { recursive: true });
    fs.writeFileSync(path.join(volume, file), file);
  }
  const files = (): string[] =>
    (fs.readdirSync(volume, { recursive: true, encoding: 'utf8' }) as string[])
      .filter((name) => fs.statSync(path.join(volume, name)).isFile())
      .sort();

  test.each([
    ['', 'html', ['a b', '.hidden', 'c/d'], ['html/.hidden', 'html/a b', 'html/c/d']],
    ['', 'srv/html', ['a', 'srv/b'], ['srv/html/a', 'srv/html/srv/b']],
    ['old', 'new', ['old/a', 'other/b'], ['new/a', 'other/b']],
    ['old', 'new folder/deep', ['old/a'], ['new folder/deep/a']],
    ['old', '', ['old/a', 'old/.b', 'c'], ['.b', 'a', 'c']],
    ['old', 'new', ['other/a'], ['other/a']],
  ])('from %j to %j, and nothing when it runs again', async (from, to, before, after) => {
    before.forEach(write);
    await move(from, to);
    expect(files()).toEqual(after);
    await move(from, to);
    expect(files()).toEqual(after);
  });

  test('goes on where it was interrupted', async () => {
    ['a', '.moving/b'].forEach(write);
    await move('', 'html');
    expect(files()).toEqual(['html/a', 'html/b']);
  });
});
