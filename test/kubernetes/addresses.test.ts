import { canonicalCidr } from '../../lib/kubernetes/addresses';
import { create, update } from '../../lib/kubernetes/server/api-server';

const policy = (cidr: string, ...except: string[]): Record<string, unknown> => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web' },
  spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr, ...(except.length > 0 && { except }) } }] }] },
});

const answer = (minor: number, ...ranges: [string, ...string[]]): readonly string[] =>
  (create(policy(...ranges), { minor, apply: 'client' })?.errors ?? []).map(
    ({ field, detail }) => `${field.replace('spec.ingress[0].from[0].ipBlock.', '')}: ${detail}`,
  );

const NO_CIDR = 'cidr: must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

// Asked of the API servers of 1.30 and 1.37.
describe('a range of addresses', () => {
  test.each(['10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:DB8::/32', '2001:db8:0:0::/32', '::1.2.3.4/128'])(
    '%s is accepted by every version',
    (range) => {
      expect([answer(30, range), answer(37, range)]).toEqual([[], []]);
    },
  );

  test.each([
    ['10.0.0.1/8', 'must not have bits set beyond the prefix length'],
    ['2001:db8::1/32', 'must not have bits set beyond the prefix length'],
    ['1:2:3:4:5:6:7::/64', 'must not have bits set beyond the prefix length'],
    ['010.0.0.0/8', 'must not have leading 0s in IP or prefix length'],
    ['10.0.0.0/08', 'must not have leading 0s in IP or prefix length'],
    ['::ffff:10.0.0.0/104', 'must not have an IPv4-mapped IPv6 address'],
  ])('%s is refused from 1.36 on', (range, detail) => {
    expect([answer(30, range), answer(35, range)]).toEqual([[], []]);
    expect([answer(36, range), answer(37, range)]).toEqual([[`cidr: ${detail}`], [`cidr: ${detail}`]]);
  });

  test.each([
    '10.0.0.0/33',
    '2001:db8::/129',
    'fe80::1%eth0/64',
    '10.0.0/8',
    '1::2::3/64',
    '10.0.0.0/8 ',
    '1:2:3:4:5:6:7:8:9/64',
    '12345::/16',
    '0x0a.0.0.0/8',
    '10.0.0.0',
    '10.0.0.0/+8',
  ])('%j is refused by every version', (range) => {
    expect([answer(30, range), answer(37, range)]).toEqual([[NO_CIDR], [NO_CIDR]]);
  });

  test('is not judged again where the policy has it already', () => {
    const more = { ...policy('10.0.0.1/8'), metadata: { name: 'web', labels: { a: 'b' } } };

    expect(update(policy('10.0.0.1/8'), more, { minor: 37, apply: 'client' })?.errors).toEqual([]);
  });
});

describe('an exception of a range', () => {
  test.each([
    ['2001:db8::/32', '2001:db8:1::/48'],
    ['10.0.0.0/8', '10.1.0.0/16'],
    ['::/0', '::/1'],
  ])('%s without %s is accepted', (range, except) => {
    expect([answer(30, range, except), answer(37, range, except)]).toEqual([[], []]);
  });

  test.each([
    ['2001:db8::/32', '2001:db9::/48'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['2001:db8::/48', '2001:db8::/32'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.0.0.0/8', '11.0.0.0/16'],
    ['10.0.0.0/8', '2001:db8::/48'],
    ['0.0.0.0/0', '::/0'],
    ['::/0', '10.0.0.0/8'],
  ])('%s without %s is refused', (range, except) => {
    const refusal = ['except[0]: must be a strict subset of `cidr`'];

    expect([answer(30, range, except), answer(37, range, except)]).toEqual([refusal, refusal]);
  });

  test('of IPv4 may be written as IPv6 until 1.36', () => {
    expect(answer(30, '10.0.0.0/8', '::ffff:10.1.0.0/112')).toEqual([]);
    expect(answer(30, '::ffff:10.0.0.0/104', '10.1.0.0/16')).toEqual(['except[0]: must be a strict subset of `cidr`']);
  });
});

test('a range is written again as every version accepts it', () => {
  expect(['10.1.2.3/8', '2001:DB8::1/32', 'nope'].map(canonicalCidr)).toEqual([
    '10.0.0.0/8',
    '2001:db8::/32',
    undefined,
  ]);
});

// Go counts bytes.
test('annotations are measured in bytes', () => {
  const map = (text: string): object => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', annotations: { note: text } },
  });
  const errors = (text: string): number =>
    create(map(text) as never, { minor: 37, apply: 'client' })?.errors.length ?? 0;

  expect([errors('a'.repeat(150_000)), errors('ä'.repeat(150_000))]).toEqual([0, 1]);
});
