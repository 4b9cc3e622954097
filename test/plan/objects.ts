import type { Manifest } from '../../lib/kubernetes/manifest';
import { type Change, type Finding, plan, type PlanOptions } from '../../lib/plan';

type Fields = Record<string, unknown>;

/** The smallest StatefulSet with a claim: `web`, two replicas, `www` mounted at /data. */
export function statefulSet(spec: Fields = {}, pod: Fields = {}, metadata: Fields = {}): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', ...metadata },
    spec: {
      replicas: 2,
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container()], ...pod } },
      volumeClaimTemplates: [claimTemplate()],
      ...spec,
    },
  };
}

export function container(fields: Fields = {}): Fields {
  return { name: 'web', image: 'nginx:1.22.1', volumeMounts: [{ name: 'www', mountPath: '/data' }], ...fields };
}

export function claimTemplate(spec: Fields = {}, name = 'www'): Fields {
  return {
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  };
}

export function service(spec: Fields = {}, name = 'web'): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }], ...spec },
  };
}

export function claim(size = '1Gi', metadata: Fields = {}, spec: Fields = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'www-web-0', ...metadata },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } }, ...spec },
  };
}

/** The one change there is. */
export function change(before: Manifest[], after: Manifest[], options: PlanOptions = {}): Change {
  const { changes } = plan(before, after, options);
  expect(plan(before, before, options).changes).toEqual([]);
  expect(plan(after, after, options).changes).toEqual([]);
  expect(changes).toHaveLength(1);
  return changes[0]!;
}

/** The change of one object, short: its impact and its findings by code and path. */
export function short(before: Manifest, after: Manifest, options: PlanOptions = {}): unknown {
  const { impact, findings } = change([before], [after], options);
  return { impact, findings: findings.map((each: Finding) => `${each.code} ${each.path}`) };
}
