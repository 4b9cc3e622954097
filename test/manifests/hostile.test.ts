import { NEWEST_KUBERNETES } from '../../lib/kubernetes/versions';
import { prepareSides } from '../../lib/manifests/sides';
import { errorOf, fromText } from './from-text';

// A loaded machine may take its time; none of these is about seconds.
jest.setTimeout(120_000);

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
const SERVICE = MAP.replace('ConfigMap', 'Service');
const NOTHING = { objects: [], flaws: [], notes: [], rounded: [] };

/** What is said of AFTER, at most a page of it. */
async function refusal(text: string): Promise<string> {
  let message = await errorOf(text);
  if (message === 'no error') {
    const after = await fromText(text);
    try {
      prepareSides({ ...NOTHING, ...(await fromText('')) }, after, {
        kubernetes: NEWEST_KUBERNETES,
        apply: 'client',
        validate: 'strict',
      });
    } catch (error) {
      message = (error as Error).message;
    }
  }
  expect(message.length).toBeLessThan(10_000);
  return message;
}

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

describe('input that is made to exhaust a reader gets one plain page', () => {
  test.each([
    [
      '2,000 unknown fields',
      `${SERVICE}spec:\n${times(2000, (i) => `  field${i}: 1\n`)}`,
      /no field.*\n(.*\n)+… and 1980 more/,
    ],
    [
      '2,000 unknown fields with long names',
      `${SERVICE}spec:\n${times(2000, (i) => `  ${'q'.repeat(200)}${i}: 1\n`)}`,
      /… and 1980 more/,
    ],
    ['20,000 duplicate keys', `${MAP}data:\n${times(20_000, () => '  a: b\n')}`, /written twice/],
    [
      '3,000 flawed items',
      `apiVersion: v1\nkind: List\nitems:\n${times(3000, () => '- {apiVersion: v1, kind: Pod, metadata: {}}\n')}`,
      /… and 2980 more/,
    ],
    ['200,000 wrong keys', `${MAP}data: {${times(200_000, () => '[],')}}\n`, /a key must be a word/],
    ['a brace and 80,000 escapes', `{"${'\\u0041'.repeat(80_000)}`, /not closed/],
    ['a million braces', '{'.repeat(1_000_000), /nested too deeply/],
    ['a million brackets', '['.repeat(1_000_000), /nested too deeply/],
    ['a million levels of JSON', '{"a":'.repeat(1_000_000), /nested too deeply/],
    ['100,000 dashes', '- '.repeat(100_000), /nested too deeply/],
    ['levels by indentation', times(1500, (i) => `${' '.repeat(i)}a:\n`), /nested too deeply/],
    [
      'aliases of aliases',
      times(
        30,
        (i) =>
          `a${i}: &a${i} [${
            i === 0
              ? 'x'
              : Array(9)
                  .fill(`*a${i - 1}`)
                  .join()
          }]\n`,
      ),
      /expand to too many values/,
    ],
    ['an alias of itself', `${MAP}data: &a {b: *a}\n`, /alias \(\*\) repeats itself/],
    [
      'merges of merges',
      `a0: &a0 {x: 1}\n${times(5000, (i) => `a${i + 1}: &a${i + 1} {<<: *a${i}, k${i}: 1}\n`)}`,
      /expand to too many values/,
    ],
    [
      'a million blank lines, then a slip',
      `${MAP}data:\n  a: b${'\n'.repeat(1_000_000)}   c: d\n`,
      /line 1000005, column 4/,
    ],
    ['a text of ten million characters', 'x'.repeat(10_000_000), /a text is not an object/],
    ['a key of a million characters', `${MAP}data:\n  ${'k'.repeat(1_000_000)}: 1\n`, /longer than 1,024 characters/],
    [
      'numbers of a million digits',
      `${MAP}data: {a: [${'9'.repeat(1_000_000)}, 0${'0'.repeat(1_000_000)}1, 1${'_'.repeat(1_000_000)}]}\n${SERVICE}`,
      /written twice/,
    ],
  ])('%s', async (_what, text, message) => {
    expect(await refusal(text)).toMatch(message);
  });

  test.each([
    ['a million blank lines', `${'\n'.repeat(1_000_000)}${MAP}`],
    ['300,000 replacement characters', `${MAP}data: {a: "${'\ufffd'.repeat(300_000)}"}\n`],
    ['a text of 50 million characters', `${MAP}data: {a: "${'x'.repeat(50_000_000)}"}\n`],
    [
      'a text of 50 million characters in JSON',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a' },
        data: { a: 'x'.repeat(50_000_000) },
      }),
    ],
    ['two million escapes', `${MAP}data: {a: "${'\\n'.repeat(2_000_000)}"}\n`],
    ['a million lines of a folded text', `${MAP}data:\n  a: >\n${'   x\n\n'.repeat(1_000_000)}`],
    ['a million empty documents', `${'---\n'.repeat(1_000_000)}${MAP}`],
    ['300,000 aliases of a word', `${MAP}immutable: true\ndata: &d {a: &x y}\nx: [${'*x,'.repeat(300_000)}]\n`],
  ])('or is read: %s', async (_what, text) => {
    expect((await fromText(text)).objects).toHaveLength(1);
  });
});
