import { buildOracle } from '../../scripts/kubernetes-oracle/build';
import { type KubernetesVersion, minorOf } from '../../lib/kubernetes/versions';
import { random } from '../apiserver/differential/mutations';
import { emitted } from '../support/app/emitted';
import { oddApp } from '../support/app/odd-props';
import { withWhatComesOf } from '../support/app/what-comes-of';
import type { KubeObject } from '../support/kubernetes/client';
import { isComparable } from './compare';
import { Oracle, type OracleAnswer } from './oracle';

const COUNT = Number(process.env['ORACLE_PROPS_COUNT'] ?? 10_000);
const SEED = Number(process.env['ORACLE_PROPS_SEED'] ?? 1);
const VERSIONS = (process.env['ORACLE_VERSIONS'] ?? '1.37').split(',');
const AT_ONCE = 200;
const NAMESPACE = 'odd';

/** One app: what synth says of it, and what stands in the cluster then. */
interface Asked {
  readonly title: string;
  readonly codes: readonly string[];
  readonly objects: readonly KubeObject[];
}

describe.each(VERSIONS)('Kubernetes %s, asked without a server', (version) => {
  let oracle: Oracle;

  beforeAll(() => {
    oracle = new Oracle(buildOracle(version));
  }, 1_800_000);

  afterAll(() => {
    oracle.close();
  });

  const next = random(SEED);
  const draw = (): Asked => {
    const { title, props } = oddApp(next);
    const { objects, codes } = emitted({ ...props, kubernetesVersion: version }, NAMESPACE);
    const placed = objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace: NAMESPACE } }));
    return {
      title,
      codes,
      objects: withWhatComesOf(placed as KubeObject[], NAMESPACE, minorOf(version as KubernetesVersion)),
    };
  };

  test(`${COUNT} apps with odd props are refused by synth where Kubernetes refuses what they emit, and nowhere else`, async () => {
    const problems: string[] = [];
    const counts = { both: 0, neither: 0, stricter: 0 };
    for (let left = COUNT; left > 0; left -= AT_ONCE) {
      const apps = Array.from({ length: Math.min(left, AT_ONCE) }, draw);
      const questions = apps.flatMap(({ objects }) => objects.map((after) => ({ apply: 'replace' as const, after })));
      const answers = await oracle.ask(questions);
      for (const { title, codes, objects } of apps) {
        const refusal = answers.splice(0, objects.length).find(isRefusal);
        if (codes.length === 0 && refusal !== undefined) {
          problems.push(`${title}: only Kubernetes: ${refusal.error ?? refusal.after?.message}`);
        } else if (refusal === undefined && codes.length > 0 && codes.every((code) => code === 'manifest-rejected')) {
          problems.push(`${title}: only synth, which says that Kubernetes would refuse it`);
        }
        // Every other code has its reason in docs/reference/errors.md, where it is stricter than Kubernetes.
        if (refusal === undefined) counts[codes.length === 0 ? 'neither' : 'stricter'] += 1;
        else counts.both += 1;
      }
    }
    process.stderr.write(`apps against the oracle of ${version}: ${JSON.stringify(counts)}\n`);

    expect(problems).toEqual([]);
    expect(counts.both).toBeGreaterThan(COUNT * 0.2);
    expect(counts.neither).toBeGreaterThan(COUNT * 0.2);
  }, 1_200_000);
});

/** What depends on how a server is run, or on other objects, is no judgement of these. */
function isRefusal(answer: OracleAnswer): boolean {
  const { error, after } = answer;
  if (error !== undefined) return true;
  return isComparable(answer) && after !== undefined && after.code >= 300 && after.reason !== 'Forbidden';
}
