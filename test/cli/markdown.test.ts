import fc from '../support/fast-check';
import { codeCell, codeSpan, escapeMarkdown, mermaidLabel } from '../../lib/cli/plan/escape';
import { formatMarkdown } from '../../lib/cli/plan/format-markdown';
import { judge } from '../../lib/cli/plan/verdict';
import type { Manifest } from '../../lib/kubernetes/manifest';
import type { Change } from '../../lib/plan/types';
import { change, finding, planOf } from './run';

const app: Manifest[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: { serviceName: 'web', template: { metadata: { labels: { app: 'web' } } } },
  },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' }, spec: { clusterIP: 'None' } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'front', namespace: 'default' },
    spec: { selector: { app: 'web' } },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'other', namespace: 'default' },
    spec: { selector: { app: 'x' } },
  },
];

function markdown(changes: readonly Change[]): string {
  const verdict = judge(planOf(changes), { of: new Map(), notes: [] }, 'rejected');
  return formatMarkdown([{ verdict, scene: { before: app, after: app } }]);
}

test('a table, a picture and the details, folded', () => {
  const text = markdown([
    change('Service default/front', [finding('update')]),
    change(
      'StatefulSet default/web',
      [
        finding('data-risk', {
          path: 'spec.volumeClaimTemplates[www]',
          before: 'www',
          after: 'data',
          remedy: 'Keep the name.',
        }),
      ],
      {
        pods: { created: [], restarted: ['web-1', 'web-0'], deleted: [] },
        claims: { created: ['data-web-0'], resized: [], orphaned: ['www-web-0'], deleted: [] },
      },
    ),
  ]);
  expect(text).toMatchInlineSnapshot(`
   "<!-- stateful-web-app plan -->
   ### Plan: data-risk

   2 objects for Kubernetes 1.37: 1 data-risk, 1 update.

   **Stops:** 1 object with impact \`rejected\` or worse.

   | Impact | Object | Pods | Claims |
   |---|---|---|---|
   | data-risk | \`StatefulSet default/web\` | restarted, in this order: \`web-1, web-0\` | kept, no longer used by a pod: \`www-web-0\`<br>created: \`data-web-0\` |
   | update | \`Service default/front\` |  |  |

   \`\`\`mermaid
   flowchart LR
     n0[["StatefulSet default/web"]]:::datarisk
     n1(["Service web"]):::plain
     n2(["Service front"]):::update
     n3["web-0"]:::restart
     n4["web-1"]:::restart
     n5[("data-web-0")]:::create
     n6[("www-web-0")]:::delete
     n1 --> n0
     n2 --> n0
     n0 --> n3
     n0 --> n4
     n3 --> n5
     n3 -. kept .-> n6
     classDef datarisk fill:#cf222e,color:#ffffff,stroke:#82071e
     classDef plain fill:#f6f8fa,color:#59636e,stroke:#d1d9e0
     classDef update fill:#ddf4ff,color:#0a3069,stroke:#0969da
     classDef restart fill:#fff8c5,color:#4d2d00,stroke:#9a6700
     classDef create fill:#dafbe1,color:#044f1e,stroke:#1a7f37
     classDef delete fill:#ffd8b5,color:#762c00,stroke:#bc4c00
   \`\`\`

   <details><summary>data-risk · StatefulSet default/web</summary>

   data-risk: accepted, but data is destroyed or out of reach.

   **data-risk** \`a-data-risk\` at \`spec.volumeClaimTemplates.www 'www' → 'data'\`

   It is data-risk.

   **What to do:** Keep the name.

   - Pods restarted, in this order: \`web-1, web-0\`
   - Claims kept, no longer used by a pod: \`www-web-0\`
   - Claims created: \`data-web-0\`

   </details>
   <details><summary>update · Service default/front</summary>

   update: changed in place, restarts no pod.

   **update** \`a-update\` at \`spec.replicas\`

   It is update.


   </details>
   "
  `);
});

test('no change is one line', () => {
  expect(markdown([])).toBe(
    '<!-- stateful-web-app plan -->\n### Plan: none\n\nNo change: Kubernetes 1.37 does nothing with this.\n',
  );
});

test('a plan too big for a comment keeps the worst and says what is missing', () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    change(
      `StatefulSet default/web-${index}`,
      [finding(index === 2999 ? 'data-risk' : 'restart', { message: `${index * 7}${'x'.repeat(200)}` })],
      {
        pods: {
          created: [],
          restarted: Array.from({ length: 50 }, (_item, pod) => `web-${index}-${pod}`),
          deleted: [],
        },
      },
    ),
  );
  const text = markdown(many);
  expect(text.length).toBeLessThan(65_000);
  expect(text).toContain('| data-risk | `StatefulSet default/web-2999` |');
  expect(text).toContain('<summary>data-risk · StatefulSet default/web-2999</summary>');
  expect(text).toContain('| … | 2900 more objects | | |');
  expect(text).toMatch(/details of \d+ more objects do not fit here/);
});

describe('what users write cannot break out', () => {
  test.each([
    ['of a code span', codeSpan('a`b|c\nd'), '`` a`b|c\\nd ``'],
    ['of code in a table', codeCell('a`b|c\nd'), '<code>a\\`b&#124;c\\\\nd</code>'],
    [
      'of text',
      escapeMarkdown('<b>&`x`|[a](http://e) @me #1'),
      '&lt;b&gt;&amp;\\`x\\`&#124;\\[a\\](http:/&#8203;/e) @&#8203;me #&#8203;1',
    ],
    ['of a picture', mermaidLabel('a"]:::x;'), 'a#34;#93;:::x#59;'],
  ])('%s', (_where, escaped, expected) => {
    expect(escaped).toBe(expected);
  });

  test('as a reference that a host makes a link or a formula of', () => {
    const text = markdown([
      change('StatefulSet default/!5 %6 $x$ ^a GH-7 gh-8 @me #9', [
        finding('rejected', { message: '!5 %6 $x$ ^a GH-7 gh-8 @me #9' }),
      ]),
    ]);
    const shown = text
      .replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '')
      .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
      .replaceAll('&#8203;', '\u200b')
      .replaceAll(/&#\d+;/g, '');
    expect(shown.match(/[!%$^@#]\w|\bGH-\d/gi)).toBeNull();
  });

  test('of the report, whatever they write', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('`', '|', '<', '>', '"', '\n', '#', '@', ']', ')', 'a', '~', '```', '</details>', '-->'),
    });
    fc.assert(
      fc.property(nasty, nasty, nasty, (object, message, value) => {
        const text = markdown([
          change(
            `StatefulSet ${object.replaceAll('\n', '')}`,
            [finding('rejected', { message, remedy: message, before: value, path: value })],
            {
              pods: { created: [object], restarted: [], deleted: [] },
            },
          ),
        ]);
        const outside = text
          .replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '')
          .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
        expect(outside.match(/<\/?details>/g)).toEqual(['<details>', '</details>']);
        expect(outside.match(/<(?!!-- stateful|\/?details>|\/?summary>|br>|\/?code>)/g)).toBeNull();
      }),
    );
  });
});
