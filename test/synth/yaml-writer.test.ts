import { Yaml } from 'cdk8s';
import fc from '../support/fast-check';
import { parse } from 'yaml';
import { writeYaml } from '../../lib/synth/yaml-writer';

const AWKWARD = [
  '', ' ', '~', 'null', 'yes', 'No', 'on', 'y', '1', '-1', '+1', '0o17', '0x1F', '0X1F', '0b11', '1_000', '1e3', '.5', '1.',
  '.inf', '.nan', '12:30', '12:30:45.5', '2001-01-01', '2001-01-01 10:00:00', '<<', '=', '-', '?', '- a', '? a', 'a: b', 'a:', 'a #b',
  '#a', '&a', '*a', '!a', '|', '>', "'a", '"a"', `'"`, '%a', '@a', '`a', '---', '...', '--- a', 'a\nb', 'a\n', 'a\n\n', '\na', '\n', '\n\n',
  ' a\nb', 'a\n b\n', '\n  a\nb', 'a \nb', 'a\n  ', 'a\t\n', '\ta\nb', 'a\tb', 'a\r\nb', '\u0000', '\u0007', '\u001b[0m', '\u0085', '\u00a0', '\u2028',
  '\ud800', '😀', '\ufeff', 'a"b', "a'b", '---\na', 'a\n---\nb', '%a\nb', '[a]', '{a}', ',', 'a,b', 'http://x:80/', 'x: y\nz', '8080', '1.20', '1.2.3',
  'a'.repeat(1200), `${'word '.repeat(40)}end`, `${'word '.repeat(40)}\u0001`, `a\n${'word '.repeat(40)}\n`, '\u0001\nb'.repeat(20), 'toJSON', '__proto__x',
]; // prettier-ignore

const text = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', ':', '#', '-', "'", '"', '0', '.', 'e', '_', '\\') }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    text,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, NaN, Infinity, 1e21, 1e-7),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

describe('writing YAML', () => {
  it.each(AWKWARD.map((s) => [s]))('writes %j as cdk8s does, as a key, a value and an item', (s) => {
    const documents = [
      { [s]: 1 },
      { a: s },
      { a: { [s]: s } },
      { a: [s, [s], { [s]: s }] },
      { a: { b: { c: { d: s } } } },
    ];
    expect(writeYaml(documents)).toBe(Yaml.stringify(...documents));
  });

  it('writes any data as cdk8s does', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(value, fc.dictionary(text, value)), { maxLength: 3 }), (documents) => {
        expect(writeYaml(documents)).toBe(Yaml.stringify(...documents));
      }),
      { numRuns: Number(process.env.NUM_RUNS ?? 1000) },
    );
  });

  it('writes any string as cdk8s does, at any depth', () => {
    fc.assert(
      fc.property(text, (s) => {
        const documents = [{ [s]: s, a: [s, { [s]: [[s]] }] }];
        expect(writeYaml(documents)).toBe(Yaml.stringify(...documents));
      }),
      { numRuns: Number(process.env.NUM_RUNS ?? 3000) },
    );
  });

  it('writes an object that stands in two places with an anchor, as cdk8s does', () => {
    const shared = { a: 1 };
    const documents = [{ b: shared, c: [shared] }];
    expect(writeYaml(documents)).toBe(Yaml.stringify(...documents));
    expect(writeYaml(documents)).toContain('&a1');
  });

  it('leaves dates, maps and classes to the library', () => {
    const documents = [{ a: new Date(0) }, { a: new Map([['b', 1]]) }, { a: { toJSON: () => 'x' } }, [1], 'text', null];
    expect(writeYaml(documents)).toBe(Yaml.stringify(...documents));
  });

  it.each([
    ['0o17', '"0o17"'],
    ['-0X1F', '"-0X1F"'],
    ['+_0', '"+_0"'],
    ['<<', '"<<"'],
    ['a\u2028b', '"a\\u2028b"'],
    ['\u0085😀', '"\\u0085\\U0001f600"'],
    ['\ta\nb', '"\\ta\\nb"'],
    [' \n', '" \\n"'],
  ])('quotes %j, which parsers in Go misread as cdk8s writes it, only when asked to', (s, quoted) => {
    expect(writeYaml([{ [s]: s }], true)).toBe(`${quoted}: ${quoted}\n`);
    expect(writeYaml([{ [s]: s }])).toBe(Yaml.stringify({ [s]: s }));
    expect(parse(writeYaml([{ a: s }], true), { version: '1.1' })).toEqual({ a: s });
  });

  it('writes everything else the same when asked to', () => {
    const documents = [
      { a: 'b', port: '8080', on: 'yes', text: 'a\nb\n', list: ['x: y', "it's", 'say "hi"'], '1.2.3': 'ünï' },
    ];
    expect(writeYaml(documents, true)).toBe(writeYaml(documents));
  });
});
