import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { plan } from '../../../../lib/plan';
import { claimTemplate, container, statefulSet } from '../../objects';
import { app, codesOf, deployment } from '../../workloads';

type Fields = Record<string, unknown>;

const SET = 'StatefulSet default/web';
const database = (tag: string, spec: Fields = {}, own: Fields = {}): Manifest =>
  statefulSet(spec, { containers: [container({ image: `postgres:${tag}`, ...own })] });

describe('a refusal', () => {
  const larger = { volumeClaimTemplates: [claimTemplate({ resources: { requests: { storage: '2Gi' } } })] };

  test('tells the dangers behind it, no worse than itself', () => {
    expect(codesOf(SET, [database('16')], [database('17', larger)])).toEqual([
      'claim-template-size rejected',
      'image-major-version rejected',
    ]);
    const moved = database('16', larger, { volumeMounts: [{ name: 'www', mountPath: '/srv' }] });
    expect(codesOf(SET, [database('16')], [moved])).toContain('claim-mount-moved rejected');
  });

  test('has nothing behind it where only the refused field changes', () => {
    expect(codesOf(SET, [database('16')], [database('16', larger)])).toEqual(['claim-template-size rejected']);
  });

  test('of a Deployment tells them too', () => {
    const web = (selector: string, volumes: Fields[]): Manifest =>
      deployment(
        { selector: { matchLabels: { app: selector } }, labels: { app: selector } },
        { containers: [app({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })], volumes },
      );
    const claim = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
    expect(codesOf('Deployment default/web', [web('a', claim)], [web('b', [{ name: 'data', emptyDir: {} }])])).toEqual([
      'immutable-field rejected',
      'claim-mount-removed rejected',
    ]);
  });

  test('that a tool forces makes the danger real', () => {
    const forced = (set: Manifest): Manifest => ({
      ...set,
      metadata: { ...set.metadata, annotations: { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' } },
    });
    const moved = database('16', larger, { volumeMounts: [{ name: 'www', mountPath: '/srv' }] });
    const { changes } = plan([forced(database('16'))], [forced(moved)], { pipeline: 'argocd' });
    const found = changes.flatMap(({ findings }) => findings).find(({ code }) => code === 'claim-mount-moved');
    expect(found?.impact).toBe('data-risk');
    expect(found?.message).not.toContain('Refused');
  });
});
