import * as fs from 'node:fs';
import * as path from 'node:path';
import { adopt, type AdoptedEnvironment, type Adoption, type AdoptOptions } from '../../lib/adopt/adopt';
import { Visible } from '../../lib/adopt/visible';
import { proof } from '../../lib/cli/adopt/proof';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { manifestsOf } from '../../lib/manifests/read';
import { type Change, plan } from '../../lib/plan';

export const WIKI = fs.readFileSync(path.join(__dirname, 'wiki.yaml'), 'utf8');

/** What adopt makes of manifests, and what the plan of it changes. */
export function adopted(
  source: string | readonly object[],
  options: Partial<AdoptOptions> = {},
): Adoption & AdoptedEnvironment & { readonly changes: readonly Change[] } {
  const text = typeof source === 'string' ? source : JSON.stringify({ apiVersion: 'v1', kind: 'List', items: source });
  const files = [{ name: 'source.yaml', path: '', text, named: true }];
  const { objects } = manifestsOf(files, new Map(), new Visible());
  const adoption = adopt([{ objects }], { kubernetes: '1.37', project: 'wiki', dependencies: {}, ...options });
  const [environment] = adoption.environments;
  const given = { kubernetes: '1.37', apply: 'client', validate: 'warn', failOn: 'never' } as const;
  const namespace = options.namespace === undefined ? {} : { namespace: options.namespace };
  const { report } = proof(files, environment!, { ...given, ...namespace }, plan);
  return { ...adoption, ...environment!, changes: report.verdict.plan.changes };
}

/** The objects of the wiki, to be changed. */
export function wiki(): Record<string, Manifest & Record<string, unknown>> {
  const { objects } = manifestsOf([{ name: 'wiki.yaml', path: '', text: WIKI, named: true }], new Map(), new Visible());
  return Object.fromEntries(objects.map(({ manifest }) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]));
}

export const statefulSet = (name: string, pod: object = {}, spec: object = {}, metadata: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, ...metadata },
  spec: {
    serviceName: name,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: 'example/app:1' }], ...pod },
    },
    ...spec,
  },
});
