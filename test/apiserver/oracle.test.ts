import { builtOracle } from '../../scripts/kubernetes-oracle/build';
import { seededChanges } from '../oracle/changes';
import { Oracle, type Verdict } from '../oracle/oracle';
import type { KubeObject } from '../support/kubernetes/client';
import { client, cluster } from '../support/kubernetes/cluster';
import { dependsOnServer } from './differential/disagreement';

/* The oracle judges tens of thousands of changes without a server. Here the server judges some of them, so that the oracle is held. */

const COUNT = 100;
const VERSION = `1.${cluster.minor}`;
const program = builtOracle(VERSION);
if (program === undefined)
  process.stderr.write(`SKIPPED: the oracle of ${VERSION} is not built: run npm run test:oracle\n`);
const suite = program === undefined ? describe.skip : describe;

/** What counts of an answer: whether it is taken, and which fields are at fault. */
const short = (code: number, fields: readonly unknown[]): string =>
  `${code < 300 ? 'taken' : 'refused'} ${[...new Set(fields.map(String))].sort().join(' ')}`;

/** Nothing is written, so no namespace has to be made. */
function inDefault(object: KubeObject): KubeObject {
  const { namespace, ...metadata } = (object.metadata ?? {}) as KubeObject;
  return namespace === undefined ? object : { ...object, metadata: { ...metadata, namespace: 'default' } };
}

suite('the oracle', () => {
  test('answers to objects that are created as the API server does', async () => {
    const oracle = new Oracle(program ?? '');
    const created = [...seededChanges(COUNT * 12, 7)].filter(({ before }) => before === undefined).slice(0, COUNT);
    const sample = created.map((question) => ({ ...question, after: inDefault(question.after) }));
    const answers = await oracle.ask(sample);
    oracle.close();
    const wrong: string[] = [];
    let refused = 0;
    for (const [index, { what, after }] of sample.entries()) {
      const verdict: Verdict | undefined = answers[index]?.after;
      const { status, body } = await client.create(after, { dryRun: 'All', fieldValidation: 'Ignore' });
      const message = String(body.message ?? '');
      // It exists already, or an admission plugin has its own mind: that is no answer to the object.
      if (verdict === undefined || status === 403 || status === 409 || dependsOnServer(message)) continue;
      const fields = ((body.details?.causes ?? []) as { field?: string }[]).map(({ field = '' }) => field);
      const real = short(status, status < 300 ? [] : fields);
      const said = short(verdict.code, verdict.code < 300 ? [] : (verdict.causes ?? []).map(({ field }) => field));
      if (status >= 300) refused += 1;
      if (real !== said)
        wrong.push(`${String(after.kind)} ${what}: the server ${real} (${message}), the oracle ${said}`);
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(COUNT / 10);
  }, 120_000);
});
