import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan } from '../../lib/plan';
import { claim, claimTemplate, service, statefulSet } from './objects';

const owner = (uid: string, name = 'settings'): object => ({ apiVersion: 'v1', kind: 'ConfigMap', name, uid });
const owned = (object: Manifest, ...uids: string[]): Manifest => ({
  ...object,
  metadata: { ...object.metadata, ownerReferences: uids.map((uid) => owner(uid)) },
});
const live = (object: Manifest, uid: string): Manifest => ({
  ...object,
  metadata: { ...object.metadata, uid, resourceVersion: '1' },
});
const told = (before: Manifest[], after: Manifest[], facts = {}): string[] =>
  plan(before, after, { facts }).changes.flatMap(({ object, findings }) =>
    findings.filter(({ code }) => code === 'owner-not-known').map(({ impact, path }) => `${impact} ${object} ${path}`),
  );

describe('an owner that a manifest names', () => {
  const retained = statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } });

  test('and that may not exist takes the object, and what is deleted with it', () => {
    expect(told([claim()], [owned(claim(), 'a')])).toEqual([
      'data-risk PersistentVolumeClaim default/www-web-0 metadata.ownerReferences',
    ]);
    expect(told([retained], [owned(retained, 'a')])).toEqual([
      'data-risk StatefulSet default/web metadata.ownerReferences',
    ]);
    expect(told([service()], [owned(service(), 'a')])).toEqual(['outage Service default/web metadata.ownerReferences']);
  });

  test('takes a claim too that the controller made, and that is declared only now', () => {
    expect(told([statefulSet()], [statefulSet(), owned(claim(), 'a')])).toEqual([
      'data-risk PersistentVolumeClaim default/www-web-0 metadata.ownerReferences',
    ]);
  });

  test('takes each claim that is made from a template', () => {
    const template = { ...claimTemplate(), metadata: { name: 'www', ownerReferences: [owner('a')] } };
    expect(told([], [statefulSet({ volumeClaimTemplates: [template] })])).toEqual([
      'data-risk StatefulSet default/web spec.volumeClaimTemplates[0].metadata.ownerReferences',
    ]);
  });

  test('is no danger where it was there before, beside another one too, or where it is live', () => {
    expect(told([owned(claim(), 'a')], [owned(claim(), 'a')])).toEqual([]);
    expect(told([owned(claim(), 'a')], [owned(claim('2Gi'), 'a', 'b')])).toEqual([]);
    expect(told([owned(claim(), 'a')], [claim()])).toEqual([]);
    const settings = live({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }, 'a');
    expect(told([claim()], [owned(claim(), 'a')], { live: [settings] })).toEqual([]);
  });

  test('that takes the place of another one is a danger', () => {
    expect(told([owned(claim(), 'a')], [owned(claim(), 'b')])).toHaveLength(1);
  });

  test.each([null, [], 'x', [null], [{}], [{ uid: 5 }], { 0: 1 }])('is none as %j', (ownerReferences) => {
    const odd = { ...claim(), metadata: { name: 'www-web-0', ownerReferences } } as Manifest;
    expect(() => told([claim()], [odd])).not.toThrow();
  });
});
