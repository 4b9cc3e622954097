import * as fs from 'node:fs';
import * as path from 'node:path';

/** Numbers from 0 to below `count`, the same for the same seed. */
export type Random = (count: number) => number;

export function randomFrom(seed: number): Random {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  };
}

/** Values at the edges of YAML 1.1, of go-yaml and of JSON. */
const VALUES: readonly string[] = [
  ...[
    'a',
    'x y',
    '~',
    'null',
    'yes',
    'no',
    'on',
    'y',
    'N',
    'true',
    '=',
    '<<',
    '-',
    '- a',
    '- - a',
    '? a',
    'a: b',
    'a: b: c',
  ],
  ...[
    '1',
    '0',
    '-0',
    '-0.0',
    '014',
    '0o14',
    '018',
    '0x1F',
    '0x1FFFFFFFFFFFFFFFF',
    '0xFFFFFFFFFFFFFFFF',
    '-0b11',
    '0b+1',
  ],
  ...['1_000', '1:30', '1e3', '1e400', '.5', '.5_0', '-.inf', '.inf', '.nan', '+.5', '1.', '12e03', '2024-01-01'],
  ...['9007199254740993', '18446744073709551615', '18446744073709551616', '-9223372036854775809', '2024-1-1T1:2:3Z'],
  ...[
    '!!str 1',
    '!!int 1',
    '!!int x',
    '!!null x',
    '!!null ""',
    '!!float 1',
    '!!float 1.5',
    '!!bool yes',
    '!!bool "no"',
  ],
  ...[
    '!!binary "!"',
    '!!binary aGk=',
    '!!binary "/w=="',
    '!!timestamp 2024-01-01',
    '!!timestamp 2024-02-30',
    '!!timestamp x',
  ],
  ...[
    '!!omap [a: 1]',
    '!!set {a, b}',
    '!!map {a: 1}',
    '!!seq x',
    '!local x',
    '! 5',
    '!',
    '!!str',
    '!!',
    '!e!x 1',
    '!<!x> 1',
  ],
  ...[
    '!<tag:yaml.org,2002:int> 7',
    '!!%69nt 7',
    '"\\/"',
    '"\\ud800"',
    '"\\ud83d\\ude00"',
    '"\\u00e9"',
    '"\\x41"',
    '"\\q"',
  ],
  ...[
    '"\\U0001F600"',
    '"\\U00110000"',
    '"\\N\\L"',
    '"a\\\n  b"',
    '"a\n\n b"',
    "'it''s'",
    "'a\n b'",
    '"a',
    "'a",
    '"a"#b',
  ],
  ...[
    'a\u0085b',
    'a\u2028b',
    '"a\u2028 b"',
    'a\tb',
    '\ta',
    'a #c',
    'a#b',
    '#c',
    '😀',
    'é',
    '\ufeff',
    'a\ufeff',
    'a\u0007',
  ],
  ...[
    '[a, b]',
    '[a,]',
    '[,]',
    '[a',
    '[a: 1, b]',
    '[? a : b]',
    'a]',
    '{a: 1}',
    '{a: 1,}',
    '{a}',
    '{a:1}',
    '{"a":1}',
    '{"a":b}',
  ],
  ...[
    '{? a : b}',
    '{.inf: a}',
    '{1: a}',
    '{1.5: a, 1e30: b}',
    '{null: a}',
    '{? [a] : b}',
    '{yes: 1}',
    '{',
    'a}',
    '{"a":"\\/"}',
  ],
  ...[
    '&x a',
    '*x',
    '&x [a]',
    '&x {a: 1}',
    '*y',
    '&',
    '*',
    '&a.b c',
    '@a',
    '`',
    '%a',
    '...',
    '---',
    '--- a',
    '%YAML 1.1',
  ],
  ...[
    '|\n    text\n    more',
    '|-\n    text',
    '|+\n    text\n\n',
    '>\n    a\n    b\n\n    c',
    '>2\n    a',
    '|1\n  a',
    '| #c\n    t',
  ],
  ...[
    '|x',
    '|0',
    'a:\n    b: 1',
    '? a\n  : b',
    'a:\n    - b',
    'a:\n    b',
    'a\n  b',
    'a\n\n  b',
    '>\n\n   a\n     b\n   c',
  ],
];

const KEYS: readonly string[] = [
  ...[
    'a',
    'a',
    'b',
    'b',
    'c',
    'd',
    '"a"',
    'a b',
    '"a b"',
    '😀',
    '',
    '1',
    '0x10',
    'yes',
    '~',
    '1.5',
    '1e30',
    '100000.5',
    '1234567.0',
  ],
  ...[
    '-0.0',
    '.inf',
    '.nan',
    '18446744073709551615',
    '2024-01-01',
    '<<',
    '? x',
    '&k d',
    '*x',
    '!!str 5',
    '!!binary aGk=',
    '[a]',
    '{a: 1}',
  ],
];

const JOINTS: readonly string[] = [
  ...['\n', '\n', '\n', '\n', '\n', '\n\n', '\n # c\n', '\r\n', '\r', '\u0085', '\u2028', ' ', '\n\t', '\n  ', ''],
  ...['\n---\n', '\n--- #c\n', '\n...\n', '\n---x\n'],
];

/** A stream of documents by a grammar that prefers what is odd. */
export function oddStream(random: Random): string {
  const pick = (items: readonly string[]): string => items[random(items.length)] ?? '';
  const several = (make: () => string): string =>
    Array.from({ length: 1 + random(3) }, make).join(random(12) === 0 ? pick(JOINTS) : '\n');
  const valueAt = (indent: string, depth: number): string => {
    const kind = depth > 3 ? 0 : random(10);
    if (kind < 6) return ` ${pick(VALUES)}`;
    return `\n${kind < 8 ? mapAt(indent + pick(['  ', ' ', '    ']), depth + 1) : listAt(indent + pick(['  ', '', ' ']), depth + 1)}`;
  };
  const mapAt = (indent: string, depth: number): string =>
    several(() => `${indent}${pick(KEYS)}${pick([':', ':', ':', ' :', ':\t'])}${valueAt(indent, depth)}`);
  const listAt = (indent: string, depth: number): string =>
    several(() =>
      random(4) === 0
        ? `${indent}- ${mapAt(`${indent}  `, depth + 1).trimStart()}`
        : `${indent}-${valueAt(`${indent}  `, depth)}`,
    );
  const documents = [
    () => mapAt('', 0),
    () => mapAt(pick(['', ' ']), 0),
    () => listAt('', 0),
    () => pick(VALUES),
    () => pick(VALUES) + pick(JOINTS) + pick(VALUES),
    () => mapAt('', 0) + pick(JOINTS) + pick(VALUES),
  ];
  const document = (): string => (documents[random(documents.length)]?.() ?? '') + pick(['\n', '\n', '', '\n\n', ' ']);
  let stream = document();
  while (random(5) === 0) stream += `---\n${document()}`;
  return stream;
}

const NUMBER_MARKS = [...'0011789.._-+eExXoObBaAfF:, TZ'];
const TAGS = ['', '', '', '', '!!int ', '!!float ', '!!str ', '!!bool ', '!!null ', '!!timestamp ', '!!binary ', '! '];

/** One scalar, as a value or as a key, of the marks that numbers, dates and base64 are made of. */
export function oddScalar(random: Random): string {
  const pick = (items: readonly string[]): string => items[random(items.length)] ?? '';
  const word = (): string =>
    Array.from({ length: 1 + random(random(3) === 0 ? 24 : 5) }, () => pick(NUMBER_MARKS)).join('');
  const date = (): string =>
    `${pick(['2024', '0001', '1900', '2000'])}-${random(14)}-${random(33)}${pick(['', ' ', 'T', 't'])}` +
    `${random(2) === 0 ? '' : `${random(26)}:${random(62)}:${random(62)}${pick(['', '.5', ',5', '.'])}`}${pick(['', 'Z', '+01:00', '+25:61', '-1:00'])}`;
  const bytes = (): string => {
    const text = Buffer.from(Array.from({ length: random(6) }, () => random(256))).toString('base64');
    return random(9) === 0 ? text.slice(1) : text;
  };
  const tag = pick(TAGS);
  const plain = tag.includes('timestamp')
    ? date()
    : tag.includes('binary')
      ? bytes()
      : random(9) === 0
        ? date()
        : word();
  const quote = pick(['', '', '', '"', "'"]);
  const scalar = `${tag}${quote}${plain}${quote}`;
  return random(3) === 0 ? `? ${scalar}\n: a\n` : `a: ${scalar}\n`;
}

const SPLICES: readonly string[] = [
  ...[
    ' ',
    '\n',
    ':',
    '-',
    '"',
    "'",
    '#',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&',
    '*',
    '!',
    '|',
    '>',
    '%',
    '@',
    '\t',
    '\r',
    '\\',
    '?',
  ],
  ...['a', '0', '.', '~', '\u0085', '\u2028', '---\n', '...\n', ': ', '- ', ' #', '<<: ', '  '],
];

/** Manifests as they are committed here, and as kubectl prints them. */
export function realManifests(): string[] {
  const root = path.join(__dirname, '..', '..');
  return ['dist', 'clusters', 'test/manifests/live'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .sort()
      .map((name) => fs.readFileSync(path.join(root, folder, name), 'utf8').slice(0, 4000)),
  );
}

/** A manifest with a few slips of the pen. */
export function mutated(text: string, random: Random): string {
  let result = text;
  for (let turns = 1 + random(3); turns > 0; turns -= 1) {
    const at = random(result.length);
    const splice = SPLICES[random(SPLICES.length)] ?? '';
    const lines = result.split('\n');
    const slips = [
      () => result.slice(0, at) + splice + result.slice(at),
      () => result.slice(0, at) + result.slice(at + 1 + random(3)),
      () => result.slice(0, at) + splice + result.slice(at + 1),
      () => {
        lines.splice(random(lines.length), random(2), lines[random(lines.length)] ?? '');
        return lines.join('\n');
      },
    ];
    result = slips[random(slips.length)]?.() ?? result;
  }
  return result;
}
