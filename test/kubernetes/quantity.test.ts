import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../support/fast-check';
import { parseQuantity } from '../../lib/kubernetes/quantity';

/** text, canonical text (`!` where it is refused), canonical text rounded up to milli, comparison with 1Gi. */
const VECTORS = readFileSync(join(__dirname, 'data/quantities.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));

describe('a quantity', () => {
  test('agrees with resource.ParseQuantity of Kubernetes 1.37 on generated texts', () => {
    const oneGi = parseQuantity('1Gi')!;
    const read = VECTORS.map(([text]) => {
      const quantity = parseQuantity(text);
      return quantity === undefined
        ? [text, '!']
        : [text, quantity.canonical, quantity.roundedToMilli().canonical, String(quantity.compare(oneGi))];
    });
    expect(VECTORS.length).toBeGreaterThan(500);
    expect(read).toEqual(VECTORS);
  });

  test.each([
    ['1024Mi', '1Gi', true, true],
    ['0.5Gi', '512Mi', true, true],
    ['1000m', '1', true, true],
    [1, '1.0', true, true],
    ['1Gi', '1073741824', true, false],
    ['1024', '1Ki', true, false],
    ['1G', '1e9', true, false],
    ['500m', '5e-1', true, false],
    ['1500m', '1.500', true, false],
    ['10Gi', '10G', false, false],
  ])('%s and %s: equal %s, same bytes %s', (left, right, equal, sameBytes) => {
    const [a, b] = [parseQuantity(left)!, parseQuantity(right)!];
    expect([a.equals(b), a.canonical === b.canonical]).toEqual([equal, sameBytes]);
  });

  test('is not read from what is not one', () => {
    for (const text of ['', ' ', 'ten', '1.2.3', '1Kii', '1e', null, undefined, {}, [], NaN, true]) {
      expect(parseQuantity(text)).toBeUndefined();
    }
  });

  test('never throws, and an absurd exponent does not fill the memory', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[+-]?\d{0,30}(\.\d{0,30})?[eEinumkKMGTP]*\d{0,20}$/)),
        (text) => {
          const quantity = parseQuantity(text);
          quantity?.compare(parseQuantity('1Gi')!);
          expect(typeof (quantity?.canonical ?? '')).toBe('string');
        },
      ),
    );
  });
});
