import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan, type PlanOptions } from '../../lib/plan';

type Fields = Record<string, unknown>;

/** A Deployment with one container that has a port called http. */
export function deployment(
  { name = 'web', labels = { app: 'web' }, ...spec }: Fields & { name?: string; labels?: Fields } = {},
  pod: Fields = {},
): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels }, spec: { containers: [app()], ...pod } },
      ...spec,
    },
  };
}

export function app(fields: Fields = {}): Fields {
  return { name: 'app', image: 'example/app:1', ports: [{ name: 'http', containerPort: 8080 }], ...fields };
}

/** A Service of cluster IP, port 80 to the port called http. */
export function clientService(spec: Fields = {}, name = 'web'): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec },
  };
}

export function configMap(data: Fields, name = 'settings'): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

/** Codes and impacts of the findings of one object, such as `Service default/web`; and no change plans nothing. */
export function codesOf(object: string, before: Manifest[], after: Manifest[], options: PlanOptions = {}): string[] {
  expect(plan(after, after, options).changes).toEqual([]);
  const change = plan(before, after, options).changes.find((each) => each.object === object);
  return (change?.findings ?? []).map(({ code, impact }) => `${code} ${impact}`);
}

/** The messages of a rule, in one text. */
export function messagesOf(code: string, before: Manifest[], after: Manifest[]): string {
  return plan(before, after)
    .changes.flatMap(({ findings }) => findings)
    .filter((finding) => finding.code === code)
    .map(({ message, remedy }) => `${message}\n${JSON.stringify(remedy)}`)
    .join('\n');
}
