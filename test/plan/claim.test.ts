import { plan, remedyText } from '../../lib/plan';
import { change, claim, short, statefulSet } from './objects';

const SIZE = 'spec.resources.requests.storage';
const live = (status: object, spec: object = {}): { claims: ReturnType<typeof claim>[] } => ({
  claims: [{ ...claim('1Gi', {}, { volumeName: 'pv-1', storageClassName: 'fast', ...spec }), status }],
});

describe('a claim', () => {
  test('grows', () => {
    const { impact, findings, claims } = change([claim()], [claim('2Gi')]);
    expect([impact, findings.map((finding) => finding.code), claims.resized]).toEqual([
      'update',
      ['claim-grows'],
      ['www-web-0'],
    ]);
  });

  test('that the controller made is adopted and grows when it is declared', () => {
    const { changes } = plan([statefulSet()], [statefulSet(), claim('2Gi')]);
    expect(changes).toMatchObject([
      {
        object: 'PersistentVolumeClaim default/www-web-0',
        impact: 'update',
        claims: { resized: ['www-web-0'], created: [] },
      },
    ]);
    expect(plan([statefulSet()], [statefulSet(), claim('1Gi')]).impact).toBe('none');
    expect(
      plan([statefulSet()], [statefulSet(), claim('2Gi', { name: 'www-web-7' })]).changes[0]?.claims.created,
    ).toEqual(['www-web-7']);
  });

  test('is judged by its own status where it has one', () => {
    const own = (status: object, size = '1Gi'): ReturnType<typeof claim> => ({ ...claim(size), status });
    const replace = { apply: 'replace' } as const;
    expect(plan([own({ phase: 'Bound' })], [claim('2Gi')], replace).impact).toBe('update');
    expect(plan([own({ phase: 'Pending' })], [claim('2Gi')], replace).impact).toBe('rejected');
    const grown = own({ phase: 'Bound', capacity: { storage: '1Gi' } }, '3Gi');
    expect(plan([grown], [claim('2Gi')], { ...replace, kubernetes: '1.32' }).impact).toBe('update');
    expect(plan([grown], [claim('2Gi')], { ...replace, kubernetes: '1.31' }).impact).toBe('rejected');
  });

  test('keeps an attributes class that its volume has', () => {
    const withClass = (volumeAttributesClassName?: string): ReturnType<typeof claim> =>
      claim(
        '1Gi',
        {},
        { volumeName: 'pv-1', ...(volumeAttributesClassName !== undefined && { volumeAttributesClassName }) },
      );
    const bound = { ...withClass('gold'), status: { phase: 'Bound', currentVolumeAttributesClassName: 'gold' } };
    const replace = { apply: 'replace' } as const;
    expect(plan([bound], [withClass('silver')], replace).impact).toBe('update');
    expect(plan([bound], [withClass('')], replace).changes[0]?.findings[0]?.message).toContain(
      'empty string is forbidden',
    );
    expect(plan([bound], [withClass()], replace).changes[0]?.findings[0]?.message).toContain('nil is forbidden');
  });

  test('does not shrink', () => {
    expect(short(claim('2Gi'), claim('1Gi'), { kubernetes: '1.31' })).toEqual({
      impact: 'rejected',
      findings: [`claim-shrinks ${SIZE}`],
    });
  });

  test('takes a request back down to above its capacity from 1.32 on', () => {
    const facts = live(
      { phase: 'Bound', capacity: { storage: '10Gi' } },
      { resources: { requests: { storage: '20Gi' } } },
    );
    const answer = (kubernetes: string, size: string): string =>
      plan([claim('20Gi')], [claim(size)], { kubernetes, facts }).impact;
    expect([answer('1.32', '15Gi'), answer('1.32', '10Gi'), answer('1.31', '15Gi')]).toEqual([
      'update',
      'rejected',
      'rejected',
    ]);
  });

  test('does not grow while it is pending', () => {
    const { impact, findings } = change([claim()], [claim('2Gi')], { facts: live({ phase: 'Pending' }) });
    expect([impact, findings[0]?.code, findings[0]?.path]).toEqual(['rejected', 'claim-immutable', SIZE]);
  });

  test('grows only where its class lets it', () => {
    const facts = (allowVolumeExpansion: boolean): object => ({
      ...live({ phase: 'Bound' }),
      storageClasses: [
        { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, allowVolumeExpansion },
      ],
    });
    expect(plan([claim()], [claim('2Gi')], { facts: facts(false) }).impact).toBe('rejected');
    expect(plan([claim()], [claim('2Gi')], { facts: facts(true) }).impact).toBe('update');
  });

  test('keeps its class and mode', () => {
    const before = claim('1Gi', {}, { storageClassName: 'fast' });
    const after = claim('1Gi', {}, { storageClassName: 'slow', volumeMode: 'Block' });
    expect(short(before, after)).toEqual({
      impact: 'rejected',
      findings: ['claim-immutable spec.storageClassName', 'claim-immutable spec.volumeMode'],
    });
  });

  test.each([
    ['a smaller size', claim('2Gi'), claim('1Gi')],
    ['another mode', claim('1Gi', {}, { volumeMode: 'Filesystem' }), claim('1Gi', {}, { volumeMode: 'Block' })],
  ])('with %s is refused, and nobody is to force it: that deletes the claim', (_, before, after) => {
    expect(change([before], [after]).findings.map(({ remedy }) => remedyText(remedy))).toEqual([
      expect.stringMatching(
        /Do not force this: it deletes the claim, and its data with it unless the reclaim policy is Retain\.$/,
      ),
    ]);
  });

  test('cannot be replaced by a PUT once it is bound', () => {
    expect(plan([claim()], [claim('2Gi')], { apply: 'replace' }).impact).toBe('rejected');
  });

  test('below the live one is named', () => {
    const facts = live(
      { phase: 'Bound', capacity: { storage: '5Gi' } },
      { resources: { requests: { storage: '5Gi' } } },
    );
    const { impact, findings } = change([claim('1Gi')], [claim('2Gi')], { facts });
    expect([impact, findings[0]?.code]).toEqual(['rejected', 'claim-shrinks']);
  });

  test('that goes is lost to a prune, unless both tools are told to keep it', () => {
    const gone = change([claim()], []);
    expect([gone.impact, gone.claims.deleted]).toEqual(['data-risk', ['www-web-0']]);
    const annotations = {
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    };
    const kept = change([claim('1Gi', { annotations })], []);
    expect([kept.impact, kept.claims.orphaned]).toEqual(['update', ['www-web-0']]);
    expect(remedyText(kept.findings[0]?.remedy ?? [])).toContain('kubectl delete pvc www-web-0');
  });

  test('that goes while its StatefulSet stays is still in use: nobody is told to delete it', () => {
    const annotations = {
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    };
    const kept = change([statefulSet(), claim('2Gi', { annotations })], [statefulSet()]);
    expect([kept.impact, kept.claims.orphaned]).toEqual(['update', []]);
    expect(kept.findings[0]?.message).toContain('StatefulSet web still uses it');
    expect(remedyText(kept.findings[0]?.remedy ?? [])).not.toContain('kubectl delete');

    const pruned = change([statefulSet(), claim('2Gi')], [statefulSet()]);
    expect([pruned.impact, pruned.claims.deleted]).toEqual(['data-risk', ['www-web-0']]);
    expect(pruned.findings[0]?.message).toContain('StatefulSet web uses it now');

    const scaled = change([statefulSet(), claim('2Gi', { name: 'www-web-5', annotations })], [statefulSet()]);
    expect(scaled.claims.orphaned).toEqual(['www-web-5']);
  });
});
