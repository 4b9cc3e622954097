import { patchManifest } from '../../lib/kubernetes/apply/patch';
import { copy } from '../../lib/kubernetes/plain';
import { PATCHED, placed, STRATEGIC_PATCHES } from '../support/kubernetes/strategic-patches';

const good = STRATEGIC_PATCHES.filter(({ printed }) => printed !== undefined);
const refused = STRATEGIC_PATCHES.filter(({ printed }) => printed === undefined);

// What kubectl printed stands beside the patches; test/apiserver asks it again.
test.each(good)('$title, as kubectl patches', ({ patch, place, printed }) => {
  const before = [copy(PATCHED), copy(patch)];

  expect(placed(patchManifest(PATCHED, patch), place)).toEqual(printed);
  expect([PATCHED, patch]).toEqual(before);
});

test.each(refused)('$title is refused, as by the API server', ({ patch }) => {
  expect(() => patchManifest(PATCHED, patch)).toThrow(/merge key|unknown patch type/);
});

test.each([
  ['a field', { spec: { nope: null } }, 'spec.nope is missing'],
  [
    'a mount',
    {
      spec: {
        template: { spec: { containers: [{ name: 'web', volumeMounts: [{ mountPath: '/no', $patch: 'delete' }] }] } },
      },
    },
    'spec.template.spec.containers[web].volumeMounts[/no] is missing',
  ],
])('the removal of %s that is not there is an error, which kubectl passes over', (_, patch, message) => {
  expect(() => patchManifest(PATCHED, patch)).toThrow(message);
});

describe('an object of a kind that is not one of Kubernetes itself', () => {
  const route = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    spec: { a: 1, rules: [{ name: 'a' }] },
  };

  test('is merged as JSON: its lists are replaced', () => {
    expect(patchManifest(route, { spec: { a: null, rules: [{ name: 'b' }], c: { d: 1 } } })['spec']).toEqual({
      rules: [{ name: 'b' }],
      c: { d: 1 },
    });
  });

  test('knows no directives', () => {
    expect(() => patchManifest(route, { spec: { $patch: 'replace' } })).toThrow('$patch');
  });
});
