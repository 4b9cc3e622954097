import { type Mistake, MISTAKES } from '../support/errors/mistakes';
import { synthMessage, unchecked } from '../support/errors/unchecked';
import { type Verdict, VERDICTS } from '../support/errors/verdicts';
import type { KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, newNamespace } from '../support/kubernetes/cluster';

/** The manifests of each mistake are applied as they would have been, had synth not stopped them. */
interface Tried {
  readonly namespace: string;
  readonly refusals: readonly string[];
}

const verdictOf = ({ code, title }: Mistake): Verdict | undefined => VERDICTS[`${code}: ${title}`] ?? VERDICTS[code];

const refusedHere = (verdict: Verdict): verdict is Extract<Verdict, { refused: RegExp }> =>
  'refused' in verdict && cluster.minor >= (verdict.from ?? 0) && cluster.minor < (verdict.before ?? Infinity);

async function tryOut(mistake: Mistake): Promise<Tried> {
  const verdict = verdictOf(mistake) ?? { accepted: true };
  const level = 'enforce' in verdict ? verdict.enforce : undefined;
  const namespace = await newNamespace(
    'errors',
    level === undefined ? {} : { 'pod-security.kubernetes.io/enforce': level },
  );
  const query: Record<string, string> = 'dryRun' in verdict && verdict.dryRun ? { dryRun: 'All' } : {};
  const refusals: string[] = [];
  for (const object of unchecked(mistake)) {
    const placed = { ...object, metadata: { namespace, ...object.metadata } };
    const { status, body } = await client.create(placed, query);
    if (status > 299) {
      refusals.push(`${object.kind as string}: ${body.message as string}`);
    }
  }
  return { namespace, refusals };
}

/** What controllers complain of. */
async function complaints(namespace: string): Promise<string[]> {
  const events = await client.list('v1', 'Event', namespace);
  return events.filter(({ type }) => type === 'Warning').map(({ message }: KubeObject) => message as string);
}

const tried = new Map<Mistake, Tried>();

beforeAll(async () => {
  for (const mistake of MISTAKES) {
    tried.set(mistake, await tryOut(mistake));
  }
  // Time for the controllers to complain of what is then said to be accepted.
  await new Promise((resolve) => setTimeout(resolve, cluster.controllers ? 3_000 : 0));
}, 120_000);

const titled = MISTAKES.map((mistake) => ({ name: `${mistake.code}, ${mistake.title}`, mistake }));

describe('synth reports', () => {
  test.each(titled)('$name', ({ mistake }) => {
    expect(synthMessage(mistake)).toContain(`[${mistake.code}]`);
  });
});

const refused = titled.filter(({ mistake }) => refusedHere(verdictOf(mistake) ?? { accepted: true }));

describe('what Kubernetes refuses', () => {
  test.each(refused)('$name', async ({ mistake }) => {
    const { refused: words } = verdictOf(mistake) as Extract<Verdict, { refused: RegExp }>;
    const { namespace, refusals } = tried.get(mistake)!;
    if (refusals.some((refusal) => words.test(refusal))) {
      return;
    }
    expect(refusals).toEqual([]);
    // Accepted: then what comes of it fails, which only a cluster with controllers can show.
    if (cluster.controllers) {
      const complaint = eventually(
        async () => (await complaints(namespace)).find((message) => words.test(message)),
        30,
      );
      await complaint.catch(async () =>
        expect(await complaints(namespace)).toContainEqual(expect.stringMatching(words)),
      );
    }
  });
});

describe('what Kubernetes accepts, and the rule is stricter than it', () => {
  test.each(titled.filter((each) => !refused.includes(each)))('$name', async ({ mistake }) => {
    const { namespace, refusals } = tried.get(mistake)!;

    expect(verdictOf(mistake)).toBeDefined();
    expect(refusals).toEqual([]);
    // An autoscaler complains that these clusters have no metrics; and the server checks its addresses now and then, also while it
    // gives one to a new Service.
    const unexpected = (await complaints(namespace)).filter(
      (message) => !/metric|is not allocated; repairing/.test(message),
    );
    expect(unexpected).toEqual([]);
  });
});
