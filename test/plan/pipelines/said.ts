import type { Manifest } from '../../../lib/kubernetes/manifest';
import { plan, type PlanOptions } from '../../../lib/plan';

type Fields = Record<string, unknown>;

/** `impact code path` of each finding, by object. */
export function said(before: Manifest[], after: Manifest[], options: PlanOptions = {}): Record<string, string[]> {
  const { changes } = plan(before, after, { kubernetes: '1.37', ...options });
  return Object.fromEntries(
    changes.map(({ object, findings }) => [object, findings.map(({ code, impact }) => `${impact} ${code}`)]),
  );
}

export function job(image: string, annotations: Fields = {}, metadata: Fields = {}): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', annotations: annotations as Record<string, string>, ...metadata },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image }] } } },
  };
}

export function configMap(data: Fields, annotations: Fields = {}, metadata: Fields = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', annotations: annotations as Record<string, string>, ...metadata },
    data,
  };
}

export function kind(apiVersion: string, name: string, spec: Fields = {}): Manifest {
  return { apiVersion, kind: name, metadata: { name: 'one' }, spec };
}
