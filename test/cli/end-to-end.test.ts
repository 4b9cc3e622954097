import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '../../lib/plan';
import type { Plan } from '../../lib/plan';
import { run } from './run';

const cwd = join(__dirname, '../..');
const LIVE = 'test/manifests/live';
const declared = readFileSync(join(cwd, LIVE, 'declared.yaml'), 'utf8');

/** Plans with the real engine; AFTER comes on standard input. */
const planned = async (before: string, after: string, ...args: string[]): ReturnType<typeof run> =>
  run(['plan', before, '-', ...args], { cwd, stdin: after, engine: plan });

const NO_CHANGE = 'No change: Kubernetes 1.37 does nothing with this.\n';

test('the committed output compared with itself: no change', async () => {
  expect(await run(['plan', 'dist/production', 'dist/production', '--fail-on', 'none'], { cwd, engine: plan })).toEqual(
    {
      code: 0,
      out: NO_CHANGE,
      err: '',
    },
  );
});

test.each(['client', 'server', 'replace'])(
  'a cluster with what it was given, three replicas by hand: only those count (%s)',
  async (apply) => {
    const { code, out } = await planned(`${LIVE}/client-side.yaml`, declared, '--apply', apply, '--format', 'json');
    const { changes } = JSON.parse(out) as Plan;
    expect(code).toBe(0);
    expect(changes.map(({ object, pods }) => ({ object, pods }))).toEqual([
      { object: 'StatefulSet default/web', pods: { created: [], restarted: [], deleted: ['web-2'] } },
    ]);
    expect(
      (await planned(`${LIVE}/client-side.yaml`, declared.replace('replicas: 2', 'replicas: 3'), '--apply', apply)).out,
    ).toBe(NO_CHANGE);
  },
);

test('a cluster that server-side apply filled: no change, and a field taken away is one', async () => {
  const after = declared.replace('namespace: default', 'namespace: ssa');
  expect((await planned(`${LIVE}/server-side.yaml`, after, '--apply', 'server')).out).toBe(NO_CHANGE);
  const without = after.replace(/ +env:\n.*\n/, '');
  const { out } = await planned(`${LIVE}/server-side.yaml`, without, '--apply', 'server', '--format', 'json');
  expect((JSON.parse(out) as Plan).changes[0]).toMatchObject({
    object: 'StatefulSet ssa/web',
    impact: 'restart',
    pods: { restarted: ['web-1', 'web-0'] },
  });
});

test('a larger claim template: refused, exit 2, in every format with the claims by name', async () => {
  const after = declared.replace('storage: 1Gi', 'storage: 2Gi');
  for (const format of ['text', 'markdown', 'json']) {
    const { code, out } = await planned(`${LIVE}/declared.yaml`, after, '--format', format);
    expect(code).toBe(2);
    expect(out).toContain('spec.volumeClaimTemplates[data].spec.resources.requests.storage');
    expect(out).toContain('kubectl patch pvc data-web-1');
  }
});

test('a rename: one change with the data at stake, and the Services beside it', async () => {
  const { code, out } = await planned(
    `${LIVE}/declared.yaml`,
    declared.replaceAll('name: web\n', 'name: site\n'),
    '--format',
    'json',
  );
  const { impact, changes } = JSON.parse(out) as Plan;
  expect({ code, impact }).toEqual({ code: 2, impact: 'data-risk' });
  expect(changes.find(({ object }) => object.startsWith('StatefulSet'))).toMatchObject({
    object: 'StatefulSet default/site',
    claims: { created: ['data-site-0', 'data-site-1'], orphaned: ['data-web-0', 'data-web-1'] },
  });
});

test('what stands in a Secret is in no report', async () => {
  const secret = (password: string, other: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: ${password}, same: quiet}\ndata: {other: ${other}}\n`;
  const cwd = mkdtempSync(join(tmpdir(), 'secret-'));
  writeFileSync(join(cwd, 'before.yaml'), secret('hunter2', 'aGVsbG8='));
  for (const format of ['text', 'markdown', 'json']) {
    const stdin = secret('hunter3', 'd29ybGQ=');
    const { out } = await run(['plan', 'before.yaml', '-', '--format', format], { cwd, stdin, engine: plan });
    expect(out).toMatch(/data.*password/);
    expect(out).toContain('values of Secrets are not shown');
    expect(out).not.toMatch(/hunter|quiet|aGVsbG8|d29ybGQ/);
  }
  rmSync(cwd, { recursive: true });
});
