import { type Answer, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, newNamespace } from '../support/kubernetes/cluster';
import { emitted } from '../support/app/emitted';
import { withWhatComesOf } from '../support/app/what-comes-of';
import { type OddApp, oddApp } from '../support/app/odd-props';
import { random } from './differential/mutations';

const COUNT = Number(process.env.ODD_PROPS_COUNT ?? 300);
const SEED = Number(process.env.ODD_PROPS_SEED ?? 1);
const AT_ONCE = 8;

async function disagreement({ title, props }: OddApp, namespace: string): Promise<string | undefined> {
  const { objects, codes } = emitted({ ...props, kubernetesVersion: `1.${cluster.minor}` }, namespace);
  const placed = objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }) as KubeObject);
  const answers: Answer[] = [];
  for (const object of withWhatComesOf(placed, namespace, cluster.minor))
    answers.push(await client.create(object, { dryRun: 'All' }));
  const refusals = answers.filter(({ status }) => status >= 300);
  // What depends on other objects, such as a priority class that is not there, is no judgement of these.
  const refusal = refusals.find(({ body }) => body.reason !== 'Forbidden');
  if (codes.length === 0)
    return refusal === undefined ? undefined : `${title}: only the server: ${String(refusal.body.message)}`;
  // Every other code has its reason in docs/reference/errors.md, where it is stricter than Kubernetes.
  const law = codes.every((code) => code === 'manifest-rejected');
  return law && refusals.length === 0 ? `${title}: only synth` : undefined;
}

test(`${COUNT} apps with odd props are refused where the API server refuses them, and accepted where it accepts them`, async () => {
  const namespace = await newNamespace('odd');
  const next = random(SEED);
  const apps = Array.from({ length: COUNT }, () => oddApp(next));
  const problems: string[] = [];
  let position = 0;
  const worker = async (): Promise<void> => {
    for (let app = apps[position++]; app !== undefined; app = apps[position++]) {
      const problem = await disagreement(app, namespace);
      if (problem !== undefined) problems.push(problem);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  expect(problems).toEqual([]);
}, 600_000);
