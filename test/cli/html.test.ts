import { createHash } from 'node:crypto';
import { formatHtml } from '../../lib/cli/plan/format-html';
import { stagesOf } from '../../lib/cli/plan/html/stages';
import { judge } from '../../lib/cli/plan/verdict';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan } from '../../lib/plan';
import type { ClusterFacts, Impact } from '../../lib/plan/types';
import { claim, service, statefulSet } from '../plan/objects';

function page(before: readonly Manifest[], after: readonly Manifest[], verbose = false): string {
  const verdict = judge(plan(before, after), { of: new Map(), notes: [] }, 'rejected');
  return formatHtml([{ verdict, scene: { before, after } }], verbose);
}

const app = (spec: Record<string, unknown> = {}): Manifest[] => [service(), statefulSet(spec)];
const renamed = page(app(), app({ serviceName: 'other' }));

test('the verdict comes first', () => {
  expect(renamed.indexOf('Stops: 1 object')).toBeGreaterThan(0);
  expect(renamed.indexOf('Stops: 1 object')).toBeLessThan(renamed.indexOf('class="entry"'));
});

test('the policy allows the own style and script by their hashes, and nothing else', () => {
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(renamed) ?? [];
  const hashOf = (tag: string): string => {
    const [, text = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(renamed) ?? [];
    return createHash('sha256').update(text).digest('base64');
  };
  const plain = policy.replaceAll('&#39;', "'");
  expect(plain.split('; ').sort()).toEqual([
    "base-uri 'none'",
    "default-src 'none'",
    "form-action 'none'",
    `script-src 'sha256-${hashOf('script')}'`,
    `style-src 'sha256-${hashOf('style')}'`,
  ]);
  expect(renamed).not.toMatch(/<[^>]+ (src|href|style|on\w+)=/);
});

test('what stops is open, the rest is folded, and --verbose opens everything', () => {
  const before = [...app(), claim('1Gi', { name: 'other' })];
  const after = [...app({ serviceName: 'other' }), claim('1Gi', { name: 'other', labels: { tier: 'x' } })];
  const states = (text: string): boolean[] =>
    [...text.matchAll(/<details\s+class="entry"\s+data-impact="[\w-]+"\s*( open)?\s*>/g)].map(
      ([, open]) => open !== undefined,
    );
  expect(states(page(before, after))).toEqual([true, false]);
  expect(states(page(before, after, true))).toEqual([true, true]);
});

describe('the picture', () => {
  const stages = (
    before: readonly Manifest[],
    after: readonly Manifest[],
    facts: ClusterFacts = {},
  ): ReturnType<typeof stagesOf> => {
    const { changes } = plan(before, after, { facts });
    const set = changes.find(({ kind }) => kind === 'StatefulSet')!;
    const impacts = new Map<string, Impact>(changes.map(({ object, impact }) => [object, impact]));
    return stagesOf(set, { before, after, facts }, impacts);
  };

  test('shows pods in the order in which they restart, with what stays on both sides', () => {
    const image = { containers: [{ name: 'web', image: 'nginx:1.22.2' }] };
    const [before, during, after] = stages([service(), statefulSet()], [service(), statefulSet({}, image)]);
    expect(before?.pods.map(({ name, tone }) => `${name} ${tone}`)).toEqual(['web-0 plain', 'web-1 plain']);
    expect(during?.pods.map(({ name, what }) => `${name} ${what}`)).toEqual([
      'web-0 restarts, number 2',
      'web-1 restarts, number 1',
    ]);
    expect(after?.pods.map(({ name }) => name)).toEqual(['web-0', 'web-1']);
    expect(before?.services.map(({ name }) => name)).toEqual(['web']);
  });

  test('shows claims that no pod uses any more, and their volumes', () => {
    const facts = {
      claims: [claim('1Gi', { name: 'www-web-1', namespace: 'default' }, { volumeName: 'pv-1' })],
      volumes: [{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv-1' } }],
    };
    const [before, during, after] = stages([statefulSet()], [statefulSet({ replicas: 1 })], facts);
    expect(before?.pods[1]?.claims[0]?.volume.name).toBe('pv-1');
    expect(during?.pods.find(({ name }) => name === 'web-1')?.what).toBe('stops');
    expect(after?.pods.map(({ name }) => name)).toEqual(['web-0']);
    expect(after?.unused.map(({ name, what }) => `${name} ${what}`)).toEqual(['www-web-1 is kept, and no pod uses it']);
  });

  test('shows a volume that goes with its claim, by its reclaim policy', () => {
    const facts = (policy: string): ClusterFacts => ({
      claims: [claim('1Gi', { name: 'www-web-1', namespace: 'default' }, { volumeName: 'pv-1' })],
      volumes: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolume',
          metadata: { name: 'pv-1' },
          spec: { persistentVolumeReclaimPolicy: policy },
        },
      ],
    });
    const set = (replicas: number): Manifest =>
      statefulSet({
        replicas,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' },
      });
    const volume = (policy: string): string | undefined =>
      stages([set(2)], [set(1)], facts(policy))[1]?.pods.find(({ name }) => name === 'web-1')?.claims[0]?.volume.what;
    expect(volume('Delete')).toMatch(/deleted with its data/);
    expect(volume('Retain')).toMatch(/stays/);
  });

  test('of a change that is rejected is the same before and after', () => {
    const [before, , after] = stages([statefulSet()], [statefulSet({ serviceName: 'other', replicas: 5 })]);
    expect(after?.pods).toEqual(before?.pods);
  });
});
