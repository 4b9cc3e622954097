import { buildKubectlReader, canonical, readAsKubectl, readAsPlan } from './readers';
import { mutated, oddScalar, oddStream, randomFrom, realManifests } from './streams';

const COUNT = Number(process.env['YAML_COUNT'] ?? 5000);
const SEED = Number(process.env['YAML_SEED'] ?? 1);

const hasGo = buildKubectlReader();
if (!hasGo) console.warn('There is no go: documents are not compared with those that kubectl reads.'); // eslint-disable-line no-console
const compared = hasGo ? test : test.skip;

/** Where plan refuses what kubectl reads: kubectl drops something without a word, or it is a slip. */
const STRICTER = /kubectl ignores|directive|template|control character|merge conflict|more than 1000 levels/;

/** The streams that the two read otherwise. */
function differences(streams: readonly string[]): {
  readonly found: string[];
  readonly read: number;
  readonly refused: number;
} {
  const found: string[] = [];
  let read = 0;
  let refused = 0;
  readAsKubectl(streams).forEach((kubectl, index) => {
    const stream = streams[index] ?? '';
    const plan = readAsPlan(stream);
    const same =
      kubectl.error !== undefined
        ? plan.error !== undefined
        : plan.error !== undefined
          ? STRICTER.test(plan.error) || plan.flawed
          : plan.flawed || canonical(plan.values) === canonical(kubectl.values);
    if (plan.error === undefined) read += 1;
    else refused += 1;
    if (!same)
      found.push(`${JSON.stringify(stream)}: kubectl ${JSON.stringify(kubectl)}, plan ${JSON.stringify(plan)}`);
  });
  return { found: found.sort((a, b) => a.length - b.length).slice(0, 10), read, refused };
}

compared.each([
  ['documents by a grammar', oddStream],
  ['scalars of numbers, dates and base64', oddScalar],
  [
    'manifests with slips',
    (random: ReturnType<typeof randomFrom>): string => {
      const bases = BASES;
      return mutated(bases[random(bases.length)] ?? '', random);
    },
  ],
])('plan reads %s as kubectl does, or refuses them too', (_what, make) => {
  const random = randomFrom(SEED);
  const { found, read, refused } = differences(Array.from({ length: COUNT }, () => make(random)));
  expect(found).toEqual([]);
  // A run that refuses nearly all, or nothing, compares nothing.
  expect(Math.min(read, refused)).toBeGreaterThan(COUNT / 20);
});

const BASES = realManifests();

compared('plan reads real manifests as kubectl does', () => {
  expect(BASES.length).toBeGreaterThan(5);
  expect(differences(BASES).found).toEqual([]);
});

compared.each([
  ['a second value behind the first', 'a: 1\n...\nb: 2\n'],
  ['a line that is indented less than the first', '  a: 1\nb: 2\n'],
  ['a directive behind the mark of a document', '---\n%YAML 1.1\na: 1\n'],
  ['a byte order mark in a text', 'a: b\ufeff\n'],
  ['more than 1,000 levels', `a: ${'['.repeat(2000)}${']'.repeat(2000)}\n`],
])('plan refuses what kubectl reads past: %s', (_what, stream) => {
  expect(readAsKubectl([stream])[0]?.error).toBeUndefined();
  expect(readAsPlan(stream).error).toMatch(STRICTER);
});

compared.each([
  ['JSON behind JSON', '{"a":1}{"b":2}\n{"c":3}'],
  ['numbers behind JSON', '{"a":1} 2024-01-01'],
  ['YAML behind one JSON value', '{"a":1}\n---\nb: 2\n'],
  ['YAML behind two JSON values', '{"a":1}{"a":2}\n---\nb: 2\n'],
  ['words behind JSON', '{"a":1}\nb: 2\n'],
  ['too little behind JSON', '{"a":1} b'],
  ['a lone surrogate and a slash in JSON', '{"a":"\\ud800\\/"}'],
  ['a key twice in JSON', '{"a":1,"a":2}'],
  ['a number beyond all bounds', '{"a":1e400}'],
  ['zeros in front of a number', '{"a":01}'],
  ['JSON that is not closed', '{"a":1'],
  ['a brace far behind blank lines', `${'\n'.repeat(5000)}{"a":"\\/"}`],
])('plan reads %s as kubectl does, or refuses it too', (_what, stream) => {
  expect(differences([stream]).found).toEqual([]);
});
