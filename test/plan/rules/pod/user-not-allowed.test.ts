import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { container, statefulSet } from '../../objects';
import { app, codesOf, deployment, messagesOf } from '../../workloads';

type Fields = Record<string, unknown>;

const SET = 'StatefulSet default/web';
const runs = (image: string, own: Fields = {}, pod: Fields = {}, spec: Fields = {}): Manifest =>
  statefulSet(spec, { securityContext: pod, containers: [container({ image, securityContext: own })] });
const refused = 'user-not-allowed outage';
const hardened = { runAsNonRoot: true };

describe('runAsNonRoot', () => {
  test.each([
    ['root in the manifest', 'example/app:1', { ...hardened, runAsUser: 0 }],
    ['an image that starts as root', 'postgres:16', hardened],
    ['the same under its full name', 'docker.io/library/postgres:16', hardened],
    ['an image that gives its user by name', 'jenkins/jenkins:2.500', hardened],
  ])('keeps %s from starting', (_, image, context) => {
    expect(codesOf(SET, [runs(image)], [runs(image, context)])).toContain(refused);
    expect(codesOf(SET, [runs(image)], [runs(image, {}, context)])).toContain(refused);
    expect(codesOf(SET, [], [runs(image, context)])).toContain('user-not-allowed create');
  });

  test.each([
    ['with a number', 'postgres:16', { ...hardened, runAsUser: 999 }],
    ['with an image whose user has a number', 'solr:9', hardened],
    ['with an image that nobody knows', 'example/app:1', hardened],
    ['with a mirror that may build it otherwise', 'registry.example/postgres:16', hardened],
    ['with a variant that has another user', 'gitea/gitea:1.22-rootless', hardened],
  ])('does not, %s', (_, image, context) => {
    expect(codesOf(SET, [runs(image)], [runs(image, context)]).join()).not.toContain('user-not-allowed');
  });

  test('is told of a Deployment too, and once for what stays as it was', () => {
    const web = (context: Fields, replicas = 1): Manifest =>
      deployment({ replicas }, { containers: [app({ image: 'redis:7', securityContext: context })] });
    expect(codesOf('Deployment default/web', [web({})], [web(hardened)])).toContain(refused);
    expect(codesOf('Deployment default/web', [web(hardened)], [web(hardened, 2)]).join()).not.toContain('user-not');
  });

  test('is the word of the container before that of its pod', () => {
    const own = { runAsNonRoot: false };
    expect(codesOf(SET, [runs('postgres:16')], [runs('postgres:16', own, hardened)]).join()).not.toContain('user-not');
  });

  test('names the user that owns the data, of the variant', () => {
    expect(messagesOf('user-not-allowed', [runs('postgres:16')], [runs('postgres:16', hardened)])).toContain('999');
    expect(messagesOf('user-not-allowed', [], [runs('postgres:16-alpine', hardened)])).toContain('70');
  });

  test('stops no pod that OnDelete leaves as it is', () => {
    const spec = { updateStrategy: { type: 'OnDelete' } };
    expect(codesOf(SET, [runs('postgres:16', {}, {}, spec)], [runs('postgres:16', hardened, {}, spec)])).toContain(
      'user-not-allowed update',
    );
  });
});

describe('the user that an image has by itself', () => {
  const changed = (before: Manifest, after: Manifest): boolean =>
    codesOf(SET, [before], [after]).some((code) => code.startsWith('volume-ownership-changed'));

  test('owns the data as well if the manifest writes it down', () => {
    expect(changed(runs('postgres:16'), runs('postgres:16', { runAsUser: 999 }))).toBe(false);
    expect(changed(runs('jenkins/jenkins:2.500', { runAsUser: 1000 }), runs('jenkins/jenkins:2.500'))).toBe(false);
  });

  test('does not matter to root, as long as it has the rights of root', () => {
    expect(changed(runs('example/app:1'), runs('example/app:1', { runAsUser: 0 }))).toBe(false);
    const dropped = { runAsUser: 0, capabilities: { drop: ['ALL'] } };
    expect(changed(runs('example/app:1'), runs('example/app:1', dropped))).toBe(true);
  });

  test('is another one than a user that the manifest gives, or than that of an unknown image', () => {
    expect(changed(runs('postgres:16'), runs('postgres:16', { runAsUser: 1001 }))).toBe(true);
    expect(changed(runs('postgres:16-alpine'), runs('postgres:16-alpine', { runAsUser: 999 }))).toBe(true);
    expect(changed(runs('example/app:1'), runs('example/app:1', { runAsUser: 999 }))).toBe(true);
  });
});
