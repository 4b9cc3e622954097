import { resolveScalar } from '../../lib/manifests/scalars';

/** What `kubectl label --local -f … -o json` of 1.30 and 1.37 made of each plain scalar. */
const MEASURED: readonly [text: string, value: unknown][] = [
  ['yes', true],
  ['y', true],
  ['on', true],
  ['NO', false],
  ['tRue', 'tRue'],
  ['~', null],
  ['Null', null],
  ['0o14', 12],
  ['014', 12],
  ['018', 18],
  ['0o9', '0o9'],
  ['-0o7', -7],
  ['0x1F', 31],
  ['0X1f', 31],
  ['-0x1f', -31],
  ['0x_1', 1],
  ['0b11', 3],
  ['0B1', 1],
  ['-0b1', -1],
  ['1_000', 1000],
  ['1__0', 10],
  ['1_', 1],
  ['_1', '_1'],
  ['1_0.5_0', 10.5],
  ['1:30', '1:30'],
  ['2024-01-01', '2024-01-01'],
  ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
  ['1e3', 1000],
  ['1E3', 1000],
  ['12e03', 12000],
  ['0.1e-2', 0.001],
  ['+12', 12],
  ['-.5', -0.5],
  ['1.', 1],
  ['100.50', 100.5],
  ['1e400', '1e400'],
  ['123456789012345678901234567890', 1.2345678901234568e29],
  ['=', '='],
  ['10Gi', '10Gi'],
  ['1.2.3', '1.2.3'],
];

test.each(MEASURED)('kubectl reads %s as %p', (text, value) => {
  expect(resolveScalar(text)).toEqual(value);
});
