import { deployment, flux, planRepo, removeRepositories, repository } from './repository';

jest.setTimeout(60_000);
afterAll(removeRepositories);

const apps = {
  'flux/a.yaml': flux('a', './a', 'prune: true\npostBuild: { substituteFrom: [{ kind: Secret, name: elsewhere }] }'),
};
const sized = (replicas: string): string =>
  deployment('web', 'nginx:1').replace('spec:', `spec:\n  replicas: ${replicas}`);
const scaler = (min: string, max: string): string =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec:\n  minReplicas: ${min}\n  maxReplicas: ${max}\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }]\n`;
const claimOf = (size: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: "${size}" } } }\n`;

describe('a variable that nobody fills in, where a number must be', () => {
  test('is taken for what the other side says, and that is told', async () => {
    const folder = repository({ ...apps, 'a/a.yaml': sized('3') }, { 'a/a.yaml': sized('${REPLICAS}') });
    const { code, findings, out } = await planRepo(folder);
    expect([code, findings]).toEqual([0, ['Kustomization flux-system/a: Deployment default/web unknown-value none']]);
    expect(out).toContain('${REPLICAS}');
  });

  test('shrinks no claim, and one that the change makes too small is still refused', async () => {
    const folder = repository(
      { ...apps, 'a/a.yaml': claimOf('10Gi') },
      { 'a/a.yaml': claimOf('${SIZE}') },
      { 'a/a.yaml': claimOf('20Gi') },
      { 'a/a.yaml': claimOf('1Gi') },
    );
    expect((await planRepo(folder, 'HEAD~3', 'HEAD~2')).findings).toEqual([
      expect.stringMatching(/unknown-value none$/),
    ]);
    expect((await planRepo(folder)).findings).toEqual([expect.stringMatching(/rejected$/)]);
  });

  test('breaks no rule that a number would keep', async () => {
    const folder = repository(
      { ...apps, 'a/a.yaml': sized('2') },
      { 'a/b.yaml': scaler('2', '${MAX}') },
      { 'a/b.yaml': scaler('${MIN}', '4') },
      { 'a/b.yaml': scaler('2', '4') },
      { 'a/b.yaml': scaler('5', '4') },
    );
    expect((await planRepo(folder, 'HEAD~4', 'HEAD~3')).findings.filter((each) => each.endsWith('rejected'))).toEqual(
      [],
    );
    expect((await planRepo(folder, 'HEAD~3', 'HEAD~2')).findings.filter((each) => each.endsWith('rejected'))).toEqual(
      [],
    );
    expect((await planRepo(folder)).findings).toEqual(expect.arrayContaining([expect.stringMatching(/rejected$/)]));
  });
});
