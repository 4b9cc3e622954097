import { buildOracle } from '../../scripts/kubernetes-oracle/build';
import { seededChanges, type SeededChange } from './changes';
import { compare, isComparable, isKnownGap } from './compare';
import { Oracle } from './oracle';

const COUNT = Number(process.env['ORACLE_COUNT'] ?? 20_000);
const SEED = Number(process.env['ORACLE_SEED'] ?? 1);
const VERSIONS = (process.env['ORACLE_VERSIONS'] ?? '1.37').split(',');
const AT_ONCE = 1000;

describe.each(VERSIONS)('Kubernetes %s, asked without a server', (version) => {
  let oracle: Oracle;

  beforeAll(() => {
    oracle = new Oracle(buildOracle(version));
  }, 1_800_000);

  afterAll(() => {
    oracle.close();
  });

  test(`judges ${COUNT} seeded changes of all kinds as the plan does`, async () => {
    const problems: string[] = [];
    const kinds = new Map<string, number>();
    let batch: SeededChange[] = [];
    const flush = async (): Promise<void> => {
      const answers = await oracle.ask(batch);
      for (const [index, change] of batch.entries()) {
        const kind = String(change.after.kind);
        if (!isComparable(answers[index]!)) continue;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        const problem = compare(change, answers[index]!, version);
        const how = change.before === undefined ? 'created' : change.apply;
        if (problem !== undefined && !isKnownGap(problem))
          problems.push(`${kind} ${change.after.metadata?.name} ${how} ${change.what}: ${problem}`);
      }
      batch = [];
    };
    for (const change of seededChanges(COUNT, SEED)) {
      batch.push(change);
      if (batch.length === AT_ONCE) await flush();
    }
    await flush();
    const counts = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${kind} ${count}`);
    process.stderr.write(`compared with the oracle of ${version}: ${counts.join(', ')}\n`);

    // Most were compared, and of every kind some.
    const compared = [...kinds.values()].reduce((sum, each) => sum + each, 0);
    expect(compared).toBeGreaterThan(COUNT * 0.8);
    expect(kinds.size).toBeGreaterThan(30);
    expect(problems).toEqual([]);
  }, 1_200_000);
});
