import { ApiObject, type ApiObjectProps, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import fc from '../support/fast-check';
import { renderingOf, renderObject } from '../../lib/synth/render-object';
import { writeYaml } from '../../lib/synth/yaml-writer';

const scalar = fc.constantFrom<unknown>('a', '', 0, -1, 1.5, true, false, null, undefined, {}, [], [null]);
const unusual = fc.constantFrom<unknown>(
  Lazy.any({ produce: () => ({ b: [1] }) }),
  { resolve: () => 'token' },
  { value: 3 },
);
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    { weight: 20, arbitrary: scalar },
    { weight: 1, arbitrary: unusual },
    { weight: 4, arbitrary: fc.array(tie('data'), { maxLength: 3 }) },
    {
      weight: 8,
      arbitrary: fc.dictionary(fc.constantFrom('z', 'a', '10', '2', 'value', 'labels', 'toJSON'), tie('data'), {
        noNullPrototype: true,
      }),
    },
  ),
}));
const props = fc.record(
  {
    apiVersion: fc.constant('v1'),
    kind: fc.constantFrom('ConfigMap', 'Service'),
    metadata: fc.record(
      { name: fc.constant('n'), namespace: fc.constant('ns'), labels: data, annotations: data, generation: data },
      { requiredKeys: [] },
    ),
    spec: data,
    data,
    another: data,
  },
  { requiredKeys: ['apiVersion', 'kind'] },
);

function objectOf(given: object, app = new App()): ApiObject {
  return new ApiObject(new Chart(app, 'c', { labels: { team: 'x' } }), 'o', given as ApiObjectProps);
}
const text = (make: () => unknown): string => {
  try {
    return JSON.stringify(make());
  } catch (error) {
    return String(error);
  }
};

describe('rendering an object', () => {
  it('gives what the object renders itself, keys in the same order', () => {
    fc.assert(
      fc.property(props, (given) => {
        const object = objectOf(given);
        expect(text(() => renderObject(object, renderingOf(new App())))).toBe(text(() => object.toJson()));
      }),
      { numRuns: Number(process.env.NUM_RUNS ?? 2000) },
    );
  });

  it('keeps the order of keys where cdk8s is told to', () => {
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      const object = objectOf({
        kind: 'K',
        apiVersion: 'v1',
        z: 1,
        a: { z: 1, a: 1 },
        metadata: { labels: { z: '1', a: '1' } },
      });
      expect(text(() => renderObject(object, renderingOf(new App())))).toBe(text(() => object.toJson()));
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
  });

  it('resolves lazy values, and lets cdk8s say why one cannot be', () => {
    const spec = (produce: () => unknown): ApiObject =>
      objectOf({ apiVersion: 'v1', kind: 'K', spec: { a: Lazy.any({ produce }), b: [Lazy.any({ produce })] } });
    for (const value of ['text', 1, undefined, null, { z: 1, a: undefined }, [], {}, new Date(0)]) {
      const object = spec(() => value);
      expect(text(() => renderObject(object, renderingOf(new App())))).toBe(text(() => object.toJson()));
    }
    const failing = spec(() => {
      throw new Error('not known yet');
    });
    expect(() => renderObject(failing, renderingOf(new App()))).toThrow(/Failed serializing.*not known yet/);
  });

  it('writes what stands in two places twice, and not as an alias', () => {
    const labels = { app: 'web' };
    const object = objectOf({
      apiVersion: 'v1',
      kind: 'K',
      spec: { selector: labels, labels, list: [labels, labels] },
    });
    const { spec } = renderObject(object, renderingOf(new App())) as { spec: Record<string, unknown> };
    expect(writeYaml([{ spec }])).not.toMatch(/[&*]/);
    expect(spec).toEqual({ selector: labels, labels, list: [labels, labels] });
  });

  it('leaves patches and overridden rendering to the object', () => {
    const patched = objectOf({ apiVersion: 'v1', kind: 'K' });
    patched.addJsonPatch(JsonPatch.add('/x', 1));
    expect(renderObject(patched, renderingOf(new App()))).toMatchObject({ x: 1 });
    const own = objectOf({ apiVersion: 'v1', kind: 'K' });
    own.toJson = () => ({ own: true });
    expect(renderObject(own, renderingOf(new App()))).toEqual({ own: true });
  });

  it('does not take an app with resolvers of its own for a plain one', () => {
    expect(renderingOf(new App()).plainly).toBe(true);
    expect(renderingOf(new App({ resolvers: [{ resolve: () => undefined }] })).plainly).toBe(false);
  });
});
