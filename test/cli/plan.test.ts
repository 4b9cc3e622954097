import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../lib/kubernetes/manifest';
import type { PlanOptions } from '../../lib/plan/types';
import { change, finding, planOf, run } from './run';

const web = (replicas: number): string =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  replicas: ${replicas}\n`;

let cwd = '';
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plan-'));
  write('before.yaml', web(1));
  write('after.yaml', web(2));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const files = ['plan', 'before.yaml', 'after.yaml'];

describe('hands the engine', () => {
  test('both sides, the newest version and client-side apply, unless told otherwise', async () => {
    const seen: { before: readonly Manifest[]; after: readonly Manifest[]; options: PlanOptions }[] = [];
    const engine = (
      before: readonly Manifest[],
      after: readonly Manifest[],
      options: PlanOptions,
    ): ReturnType<typeof planOf> => {
      seen.push({ before, after, options });
      return planOf([]);
    };
    await run(files, { cwd, engine });
    await run([...files, '--kubernetes', 'v1.30.4', '--apply', 'server'], { cwd, engine });
    expect(seen[0]?.before[0]?.['spec']).toEqual({ replicas: 1 });
    expect(seen[0]?.after[0]?.['spec']).toEqual({ replicas: 2 });
    expect(seen.map(({ options }) => options)).toEqual([
      { apply: 'client', facts: {} },
      { kubernetes: '1.30', apply: 'server', facts: {} },
    ]);
  });

  test('the very same object for a document that did not change', async () => {
    let same = false;
    const engine = ([before]: readonly Manifest[], [after]: readonly Manifest[]): ReturnType<typeof planOf> => {
      same = before === after;
      return planOf([]);
    };
    await run(['plan', 'before.yaml', 'before.yaml'], { cwd, engine });
    expect(same).toBe(true);
  });

  test('what the cluster has', async () => {
    write(
      'cluster.yaml',
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\n---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: pv}\n',
    );
    let facts: PlanOptions['facts'];
    await run([...files, '--cluster', 'cluster.yaml'], {
      cwd,
      engine: (_b, _a, options) => ((facts = options.facts), planOf([])),
    });
    expect(facts?.storageClasses?.map(({ metadata }) => metadata.name)).toEqual(['fast']);
    expect(facts?.volumes?.map(({ metadata }) => metadata.name)).toEqual(['pv']);
    expect(facts?.claims).toBeUndefined();
  });
});

test('an empty BEFORE is told, and an AFTER that would remove everything is refused', async () => {
  expect((await run(['plan', '-', 'after.yaml'], { cwd, stdin: '' })).err).toBe(
    'stateful-web-app: note: BEFORE (-) contains no objects: everything counts as new\n',
  );
  expect(await run(['plan', 'before.yaml', '-'], { cwd, stdin: '---\n' })).toMatchObject({
    code: 1,
    out: '',
    err: 'stateful-web-app: AFTER (-) contains no objects, so everything that is applied now would be removed. Correct it, or give /dev/null if this is intended\n',
  });
  expect((await run(['plan', 'before.yaml', '/dev/null'], { cwd })).err).toBe('');
  expect((await run(['plan', '/dev/null', 'after.yaml'], { cwd })).err).toBe('');
});

test('a cluster’s folder tells its classes and its version', async () => {
  mkdirSync(join(cwd, 'here'));
  write('here/cluster.yaml', 'kubernetesVersion: 1.30\n');
  write('here/storage-classes.yaml', 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\n');
  const seen: PlanOptions[] = [];
  const engine = (_b: unknown, _a: unknown, options: PlanOptions) => (seen.push(options), planOf([]));
  await run([...files, '--cluster', 'here'], { cwd, engine });
  await run([...files, '--cluster', 'here', '--kubernetes', '1.31'], { cwd, engine });
  expect(seen.map(({ kubernetes }) => kubernetes)).toEqual(['1.30', '1.31']);
  expect(seen[0]?.facts?.storageClasses).toHaveLength(1);
  write('here/cluster.yaml', 'kubernetesVersion: "1.12"\n');
  expect((await run([...files, '--cluster', 'here'], { cwd })).err).toContain(
    "cluster.yaml is '1.12'; it must be a version",
  );
});

describe('exits with', () => {
  const engine = () =>
    planOf([change('StatefulSet web', [finding('restart')]), change('Service web', [finding('update')])]);

  test.each([
    ['rejected', 0],
    ['restart', 2],
    ['update', 2],
    ['none', 2],
    ['data-risk', 0],
    ['never', 0],
  ])('--fail-on %s: %d', async (failOn, code) => {
    expect((await run([...files, '--fail-on', failOn], { cwd, engine })).code).toBe(code);
  });

  test('0 for a plan without changes, whatever it should fail on', async () => {
    expect(await run([...files, '--fail-on', 'none'], { cwd })).toEqual({
      code: 0,
      out: 'No change: Kubernetes 1.37 does nothing with this.\n',
      err: '',
    });
  });

  test.each([
    [[...files, '--apply', 'magic'], "--apply is 'magic'; it must be one of client, server, replace"],
    [[...files, '--format', 'xml'], "--format is 'xml'; it must be one of text, markdown, json, html, sarif"],
    [
      [...files, '--fail-on', 'x'],
      "--fail-on is 'x'; it must be one of none, create, update, delete, restart, rejected, outage, data-risk, never",
    ],
    [
      [...files, '--kubernetes', '1.20'],
      "--kubernetes is '1.20'; it must be a version from 1.27 to 1.37, such as 1.37",
    ],
    [[...files, '--validate', 'x'], "--validate is 'x'; it must be one of strict, warn"],
    [['plan', '-', '-'], 'standard input (-) can be read only once: give a file for the other'],
    [['plan', 'nope', 'after.yaml'], "'nope' does not exist"],
    [['plan', 'before.yaml'], 'Give BEFORE and AFTER, or neither'],
    [[...files, '--acknowledge', 'nope'], "the file of acknowledgements 'nope' does not exist"],
  ])('1, without a plan, for a mistake: %j', async (args, message) => {
    const { code, out, err } = await run(args, { cwd });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  test('1 for a manifest that is broken, naming the place', async () => {
    write(
      'after.yaml',
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector:\n    app: web\n      storage: 1Gi\n',
    );
    expect(await run(files, { cwd })).toEqual({
      code: 1,
      out: '',
      err: "stateful-web-app: after.yaml, document 1, line 7, column 7: not valid YAML: the key 'storage' is indented by 6 spaces, like no line above it. Indent it by 0, 2 or 4 spaces, or remove it\n",
    });
  });
});

const renamed = () =>
  planOf([
    change('Service default/web', [], { impact: 'update' }),
    change(
      'StatefulSet default/web',
      [
        finding('restart', {
          path: 'spec.template.spec.containers[web].image',
          before: 'a:1',
          after: 'a:2',
          code: 'pod-template-changed',
        }),
        finding('data-risk', {
          path: 'spec.volumeClaimTemplates[www]',
          after: 'data',
          code: 'claim-template-renamed',
          message: 'Each pod comes up with an empty volume.\nThe old one stays.',
          remedy: 'Keep the name.',
        }),
      ],
      {
        impact: 'data-risk',
        pods: { created: [], restarted: ['web-1', 'web-0'], deleted: [] },
        claims: { created: ['data-web-0'], resized: [], orphaned: ['www-web-0'], deleted: [] },
      },
    ),
  ]);

test('text: the worst first, with the remedy, and the verdict last', async () => {
  const { out } = await run(files, { cwd, engine: renamed });
  expect(out).toMatchInlineSnapshot(`
   "DATA-RISK  StatefulSet default/web  (accepted, but data is destroyed or out of reach)
     data-risk  spec.volumeClaimTemplates.www nothing → 'data'  [claim-template-renamed]
       Each pod comes up with an empty volume.\\nThe old one stays.
       What to do: Keep the name.
     restart  spec.template.spec.containers[web].image 'a:1' → 'a:2'  [pod-template-changed]
       It is restart.
     Pods restarted, in this order: web-1, web-0
     Claims kept, no longer used by a pod: www-web-0
     Claims created: data-web-0

   UPDATE  Service default/web  (changed in place, restarts no pod)

   Kubernetes 1.37: 2 objects (1 data-risk, 1 update).
   Stop: 1 object with impact rejected or worse: StatefulSet default/web.
   "
  `);
});

test('JSON: as documented, in the order of the plan', async () => {
  const { out } = await run([...files, '--format', 'json'], { cwd, engine: renamed });
  expect(out).toMatchInlineSnapshot(`
   "{
     "kubernetes": "1.37",
     "impact": "data-risk",
     "changes": [
       {
         "object": "Service default/web",
         "impact": "update",
         "findings": [],
         "pods": {
           "created": [],
           "restarted": [],
           "deleted": []
         },
         "claims": {
           "created": [],
           "resized": [],
           "orphaned": [],
           "deleted": []
         }
       },
       {
         "object": "StatefulSet default/web",
         "impact": "data-risk",
         "findings": [
           {
             "code": "pod-template-changed",
             "impact": "restart",
             "path": "spec.template.spec.containers[web].image",
             "before": "a:1",
             "after": "a:2",
             "message": "It is restart.",
             "remedy": "",
             "file": "after.yaml",
             "line": 5
           },
           {
             "code": "claim-template-renamed",
             "impact": "data-risk",
             "path": "spec.volumeClaimTemplates[www]",
             "after": "data",
             "message": "Each pod comes up with an empty volume.\\nThe old one stays.",
             "remedy": "Keep the name.",
             "file": "after.yaml",
             "line": 5
           }
         ],
         "pods": {
           "created": [],
           "restarted": [
             "web-1",
             "web-0"
           ],
           "deleted": []
         },
         "claims": {
           "created": [
             "data-web-0"
           ],
           "resized": [],
           "orphaned": [
             "www-web-0"
           ],
           "deleted": []
         }
       }
     ]
   }
   "
  `);
});

describe('colour', () => {
  const escape = '\u001b[';
  const colored = async (isTTY: boolean, env: Record<string, string> = {}): Promise<boolean> =>
    (await run(files, { cwd, engine: renamed, isTTY, env })).out.includes(escape);
  test('is for terminals only', async () => {
    expect(await colored(true)).toBe(true);
    expect(await colored(false)).toBe(false);
  });
  test('follows NO_COLOR, FORCE_COLOR and a dumb terminal', async () => {
    expect(await colored(true, { NO_COLOR: '1' })).toBe(false);
    expect(await colored(true, { TERM: 'dumb' })).toBe(false);
    expect(await colored(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(await colored(true, { FORCE_COLOR: '0' })).toBe(false);
  });
});

describe('an acknowledged danger', () => {
  const entry = (rest: string): string =>
    `acknowledgements:\n  - code: claim-template-renamed\n    object: StatefulSet default/web\n    reason: Moved by hand\n    ${rest}\n`;
  const accept = async (text: string, format = 'text'): ReturnType<typeof run> => {
    write('accepted.yaml', text);
    return run([...files, '--acknowledge', 'accepted.yaml', '--format', format], { cwd, engine: renamed });
  };

  test('lets the plan pass, and is told', async () => {
    const { code, out, err } = await accept(entry('expires: 2026-11-23'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('    Accepted until 2026-11-23: Moved by hand\n');
    expect(out).toContain('Pass: nothing with impact rejected or worse that was not accepted.\n');
    expect(JSON.parse((await accept(entry('expires: 2026-11-23'), 'json')).out)).toMatchObject({
      impact: 'data-risk',
      changes: [{}, { findings: [{}, { acknowledged: { reason: 'Moved by hand', expires: '2026-11-23' } }] }],
    });
  });

  test('counts for its path only, where it has one', async () => {
    expect((await accept(entry('expires: 2026-12-01\n    path: spec.volumeClaimTemplates[www]'))).code).toBe(0);
    expect((await accept(entry('expires: 2026-12-01\n    path: spec.other'))).code).toBe(2);
  });

  test('counts no longer once it has expired', async () => {
    const { code, err } = await accept(entry('expires: 2026-11-22'));
    expect(code).toBe(2);
    expect(err).toBe(
      'stateful-web-app: note: accepted.yaml, document 1, line 2, column 5: the acknowledgement of claim-template-renamed for StatefulSet default/web expired on 2026-11-22 and no longer has any effect. Remove it, or give it a new date\n',
    );
  });

  test('that matches nothing is told', async () => {
    const { err } = await accept(entry('expires: 2026-12-01').replace('default/web', 'default/other'));
    expect(err).toContain(
      'for StatefulSet default/other matches nothing in this plan. Remove it if its change has been applied',
    );
  });

  test.each([
    [
      'without a reason',
      entry('expires: 2026-12-01').replace('Moved by hand', '""'),
      "line 2, column 5: 'reason' is missing or not text",
    ],
    ['without an expiry', entry(''), "line 2, column 5: 'expires' is missing or not text"],
    [
      'that expires on no day',
      entry('expires: 2026-02-30'),
      "'expires' is '2026-02-30', not a date such as 2026-12-31",
    ],
    [
      'with a word that is not known',
      entry('expires: 2026-12-01\n    until: x'),
      "unknown key 'until'; an acknowledgement has code, object, path, cluster, reason, expires",
    ],
    ['in a file of another kind', 'a: b\n', "accepted.yaml: write a list under the one key 'acknowledgements'"],
    ['in a file that is no YAML', 'a: [\n', 'accepted.yaml, document 1'],
  ])('%s is an error', async (_what, text, message) => {
    const { code, err } = await accept(text);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});

test('a scale-down says that pods are deleted', async () => {
  const scaled = {
    ...change('StatefulSet web', [finding('update')]),
    pods: { created: [], restarted: [], deleted: ['web-2'] },
  };
  const { out } = await run(files, { cwd, engine: () => planOf([scaled]) });
  expect(out).toContain('changed, pods are deleted');
});
