import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { type ApplyMode, plan } from '../../lib/plan';

const read = (text: string): Manifest[] => parseAllDocuments(text).map((each) => each.toJS() as Manifest);

const [DEFINITION] = read(`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: databases.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Database, plural: databases}
  versions:
    - name: v1
      served: true
      storage: true
      subresources: {status: {}}
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [engine]
              x-kubernetes-validations:
                - {rule: '!has(oldSelf.encrypted) || has(self.encrypted)', message: encrypted may not be removed}
                - {rule: 'self.replicas <= self.most', messageExpression: '"at most " + string(self.most) + " replicas"', fieldPath: .replicas}
                - {rule: "!has(self.memory) || quantity(self.memory).isGreaterThan(quantity('1Gi'))"}
              properties:
                engine: {type: string, enum: [postgres, mysql], x-kubernetes-validations: [{rule: self == oldSelf, message: Value is immutable}]}
                version: {type: string, pattern: '^[0-9]+$', maxLength: 3}
                replicas: {type: integer, minimum: 1, default: 1}
                most: {type: integer, default: 3}
                encrypted: {type: boolean}
                memory: {type: string}
                port: {x-kubernetes-int-or-string: true}
                zones: {type: array, x-kubernetes-list-type: set, items: {type: string}, x-kubernetes-validations: [{rule: self == oldSelf, message: zones stay}]}
                settings: {type: object, x-kubernetes-preserve-unknown-fields: true}
                users: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: {type: object, required: [name], properties: {name: {type: string}, role: {type: string, x-kubernetes-validations: [{rule: 'self == oldSelf'}]}}}}
`) as [Manifest];

const database = (spec: object): Manifest =>
  ({ apiVersion: 'example.com/v1', kind: 'Database', metadata: { name: 'db' }, spec }) as unknown as Manifest;

function judge(before: object | undefined, after: object, apply: ApplyMode = 'client'): string[] {
  const sides = [before && database(before), database(after)].map((each) => (each ? [DEFINITION, each] : [DEFINITION]));
  const { changes } = plan(sides[0]!, sides[1]!, { apply });
  return changes.flatMap((change) => change.findings.map(({ code, path }) => `${code} ${path}`));
}

describe('a custom resource whose definition is in the manifests', () => {
  test.each<[string, object, string[]]>([
    ['that fits', { engine: 'postgres' }, ['created ']],
    ['of a wrong type', { engine: 'postgres', replicas: '2' }, ['invalid-object spec.replicas']],
    ['without a required field', { replicas: 2 }, ['invalid-object spec.engine']],
    ['with a value that is not listed', { engine: 'oracle' }, ['invalid-object spec.engine']],
    ['that does not match the pattern', { engine: 'mysql', version: '8x' }, ['invalid-object spec.version']],
    ['with a text that is too long', { engine: 'mysql', version: '8000' }, ['invalid-object spec.version']],
    ['below the minimum', { engine: 'mysql', replicas: 0 }, ['invalid-object spec.replicas']],
    ['with a number or a text where both may be', { engine: 'mysql', port: 'http' }, ['created ']],
    ['with the same item of a set twice', { engine: 'mysql', zones: ['a', 'a'] }, ['invalid-object spec.zones[1]']],
    ['that breaks a rule after its defaults', { engine: 'mysql', replicas: 4 }, ['invalid-object spec.replicas']],
    ['that keeps the rule', { engine: 'mysql', replicas: 4, most: 4 }, ['created ']],
    [
      'with a field that the schema does not know',
      { engine: 'mysql', sise: 1 },
      ['created ', 'unknown-field spec.sise'],
    ],
    ['with any field where any may be', { engine: 'mysql', settings: { any: [1] } }, ['created ']],
    ['that a function of Kubernetes itself would judge', { engine: 'mysql', memory: '1Mi' }, ['created ']],
  ])('%s is judged as the API server does', (_, spec, expected) => {
    expect(judge(undefined, spec)).toEqual(expected);
  });

  test.each<[string, object, object, string[]]>([
    ['a value that must stay', { engine: 'mysql' }, { engine: 'postgres' }, ['immutable-field spec.engine']],
    [
      'a field that may not be removed',
      { engine: 'mysql', encrypted: true },
      { engine: 'mysql' },
      ['invalid-object spec'],
    ],
    [
      'another order of a set',
      { engine: 'mysql', zones: ['a', 'b'] },
      { engine: 'mysql', zones: ['b', 'a'] },
      ['updated spec.zones'],
    ],
    [
      'another set',
      { engine: 'mysql', zones: ['a'] },
      { engine: 'mysql', zones: ['b'] },
      ['immutable-field spec.zones[0]'],
    ],
    ['a new list where there was none', { engine: 'mysql' }, { engine: 'mysql', zones: ['b'] }, ['updated spec.zones']],
    [
      'the item of a list with the same key',
      { engine: 'mysql', users: [{ name: 'a', role: 'x' }] },
      {
        engine: 'mysql',
        users: [
          { name: 'b', role: 'z' },
          { name: 'a', role: 'y' },
        ],
      },
      ['immutable-field spec.users[a].role'],
    ],
    [
      'a broken field that stays as it was',
      { engine: 'mysql', version: 'x' },
      { engine: 'mysql', version: 'x', port: 1 },
      ['updated spec.port'],
    ],
  ])('changed in %s is judged as the API server does', (_, before, after, expected) => {
    expect(judge(before, after)).toEqual(expected);
  });

  test('says what a message computes', () => {
    const { changes } = plan([DEFINITION], [DEFINITION, database({ engine: 'mysql', replicas: 4 })]);

    expect(changes[0]?.findings[0]?.message).toContain('at most 3 replicas');
  });

  test('in a version that is not served is not judged by another one', () => {
    const other = { ...database({ engine: 5 }), apiVersion: 'example.com/v2' };

    const codes = plan([], [DEFINITION, other]).changes.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes).toContain('version-not-defined');
    expect(codes).not.toContain('invalid-object');
  });
});
