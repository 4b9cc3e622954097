import fc from '../support/fast-check';
import { didYouMean, distanceBetween, joinOr, nearestNames } from '../../lib/messages/nearest-names';

const classes = ['gp2', 'gp3', 'premium-rwo', 'rook-ceph-block', 'rook-cephfs', 'standard', 'standard-rwo'];

test.each([
  ['standrad', ['standard']],
  ['standard-rw', ['standard-rwo', 'standard']],
  ['rook-ceph-blok', ['rook-ceph-block']],
  ['GP3', ['gp3', 'gp2']],
  ['premium', ['premium-rwo']],
  ['nothing-like-it', []],
])('nearest to %s are %j', (written, expected) => {
  expect(nearestNames(written, classes)).toEqual(expected);
});

test.each([
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['ca', 'abc', 3],
  ['kitten', 'sitting', 3],
])('from %j to %j are %d edits', (a, b, edits) => {
  expect(distanceBetween(a, b)).toBe(edits);
});

test('as many edits there as back, none to itself, at most the longer length', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const edits = distanceBetween(a, b);
      expect(edits).toBe(distanceBetween(b, a));
      expect(edits === 0).toBe(a === b);
      expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

test('the order of the names given changes nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.shuffledSubarray(classes, { minLength: classes.length }), (written, shuffled) => {
      expect(nearestNames(written, shuffled)).toEqual(nearestNames(written, classes));
    }),
  );
});

test('lists and questions read as English', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => joinOr(items))).toEqual([
    '',
    'a',
    'a or b',
    'a, b or c',
  ]);
  expect(didYouMean('fats', ['fast', 'slow'])).toBe("did you mean 'fast'?");
  expect(didYouMean('zzz', ['fast'])).toBe('');
});
