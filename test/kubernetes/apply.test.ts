import { applyClientSide, PatchError } from '../../lib/kubernetes/apply/apply-client';
import { applyServerSide } from '../../lib/kubernetes/apply/apply-server';
import { struct } from '../../lib/kubernetes/fields/fields';

const env = (...values: [string, string][]): Record<string, unknown> => ({
  env: values.map(([name, value]) => ({ name, value })),
});
const client = (live: object, before: object, after: object, type = 'Container'): unknown =>
  applyClientSide({ ...live }, { ...before }, { ...after }, struct(type));
const server = (live: object, before: object, after: object, type = 'Container'): unknown =>
  applyServerSide({ ...live }, { ...before }, { ...after }, struct(type));

describe('client-side apply', () => {
  test('keeps what was never applied, and removes what no longer is', () => {
    const live = { name: 'web', image: 'a', imagePullPolicy: 'Always', tty: true };
    expect(client(live, { name: 'web', image: 'a', tty: true }, { name: 'web', image: 'b' })).toEqual({
      name: 'web',
      image: 'b',
      imagePullPolicy: 'Always',
    });
  });

  test('removes by null', () => {
    expect(client({ name: 'web', tty: true }, { name: 'web' }, { name: 'web', tty: null })).toEqual({ name: 'web' });
  });

  test('merges lists by key, in the order of the manifest', () => {
    const before = env(['A', '1'], ['B', '2']);
    expect(client(before, before, env(['B', '3'], ['C', '4']))).toEqual(env(['B', '3'], ['C', '4']));
  });

  // The results are those of k8s.io/apimachinery/pkg/util/strategicpatch 0.37.
  test.each([
    [
      'changes the first of two items with one key',
      env(['A', '1'], ['A', '2']),
      env(['A', '1'], ['A', '3']),
      env(['A', '3'], ['A', '2']),
    ],
    ['loses both of two items with one key', env(['A', '1'], ['A', '2']), env(['A', '1']), { env: [] }],
    [
      'writes one of two swapped items twice',
      env(['A', '1'], ['A', '2']),
      env(['A', '2'], ['A', '1']),
      env(['A', '2'], ['A', '2']),
    ],
    ['merges added items with one key away', env(['A', '1']), env(['A', '1'], ['A', '5'], ['A', '6']), env(['A', '1'])],
  ])('%s', (_, before, after, result) => {
    expect(client(before, before, after)).toEqual(result);
  });

  test('clears the source of a volume that gets another one', () => {
    const live = { volumes: [{ name: 'a', emptyDir: {} }] };
    const after = { volumes: [{ name: 'a', configMap: { name: 'c' } }] };
    expect(client(live, { volumes: [{ name: 'a' }] }, after, 'PodSpec')).toEqual(after);
  });

  test('pairs an item whose key was left empty with the one that has it', () => {
    const live = { env: [{ value: 'x' }] };
    expect(client(live, { env: [{ name: '', value: 'x' }] }, env(['A', '1']))).toEqual(env(['A', '1']));
  });

  test('refuses the patch where two volumes of one name have different sources', () => {
    const before = { volumes: [{ name: 'a', emptyDir: {} }] };
    const after = {
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'a', configMap: { name: 'c' } },
      ],
    };
    expect(() => client(before, before, after, 'PodSpec')).toThrow('retainKeys');
  });

  test('takes annotations that are null for none', () => {
    const set = (annotations: unknown): object => ({ metadata: { annotations } });
    expect(client(set({ a: 'b' }), set({ a: 'b' }), set(null), 'StatefulSet')).toEqual(set({}));
  });

  test('gives up on unknown fields that hold something, and on items without their key', () => {
    expect(() => client({}, { extra: { a: 1 } }, { extra: { a: 2 } })).toThrow(PatchError);
    expect(client({}, { extra: 1 }, { extra: 2 })).toEqual({ extra: 2 });
    expect(() => client({ env: [{ name: 'a' }] }, {}, { env: [{ value: 'x' }] })).toThrow('declared merge key: name');
    // Into no list, items go as they are.
    expect(client({}, {}, { env: [{ value: 'x' }] })).toEqual({ env: [{ value: 'x' }] });
  });
});

describe('server-side apply', () => {
  test('leaves what others put into a list that is null both times', () => {
    const account = { volumes: [{ name: 'kube-api-access', projected: {} }] };
    expect(server(account, { volumes: null }, { volumes: null }, 'PodSpec')).toEqual(account);
  });

  test('takes away with a field what was filled in below it', () => {
    const live = { name: 'web', livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10 } };
    expect(server(live, { name: 'web', livenessProbe: { tcpSocket: { port: 80 } } }, { name: 'web' })).toEqual({
      name: 'web',
    });
  });

  test('keeps what nobody applied', () => {
    const live = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } };
    expect(server(live, { type: 'RollingUpdate' }, { type: 'OnDelete' }, 'StatefulSetUpdateStrategy')).toEqual({
      type: 'OnDelete',
      rollingUpdate: { partition: 0 },
    });
  });

  test('tells ports apart by number and protocol', () => {
    const ports = {
      ports: [
        { containerPort: 53, protocol: 'TCP', name: 'a' },
        { containerPort: 53, protocol: 'UDP', name: 'b' },
      ],
    };
    const after = {
      ports: [
        { containerPort: 53, name: 'c' },
        { containerPort: 53, protocol: 'UDP', name: 'b' },
      ],
    };
    expect(server(ports, ports, after)).toEqual({
      ports: [
        // The API server fills the protocol in again.
        { containerPort: 53, name: 'c' },
        { containerPort: 53, protocol: 'UDP', name: 'b' },
      ],
    });
  });

  test('refuses two items with the same keys', () => {
    expect(() => server({}, {}, env(['A', '1'], ['A', '2']))).toThrow(PatchError);
  });
});
