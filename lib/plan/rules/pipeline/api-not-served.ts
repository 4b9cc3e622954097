import type { Found, Rule } from '../../rule';
import type { UnservedObject } from '../../facts/api';

export const API_NOT_SERVED: Rule<UnservedObject> = {
  code: 'api-not-served',
  title: 'The API server does not serve this kind in this version',
  impact: 'rejected',
  remedy: 'Write the version that is served',
  versions: 'per kind and version',
  source: 'discovery of API servers 1.30 and 1.37; zz_generated.prerelease-lifecycle.go of k8s.io/api',
  *check(object): Iterable<Found> {
    const { apiVersion, kind, pipeline, replacement, near, others } = object;
    yield {
      path: 'apiVersion',
      after: apiVersion,
      message: `The API server has no matches for kind ${kind} in version ${apiVersion}: ${reasonOf(object)}${others === undefined ? '' : `. ${others}`}`,
      remedy: [
        near !== undefined
          ? `Did you mean apiVersion: ${near.apiVersion} and kind: ${near.kind}? Otherwise remove the object.`
          : replacement === undefined
            ? `Remove the ${kind}, or write a version that the cluster serves (kubectl api-resources).`
            : `Write apiVersion: ${replacement}, and check its other fields: some fields may have another name, and others may be required.`,
        ...(replacement !== undefined && (pipeline === 'helm' || pipeline === 'argocd' || pipeline === undefined)
          ? [
              `If a chart chooses the version by what the cluster serves, render it for this cluster: helm template … --kube-version ${object.kubernetes} --api-versions ${replacement}/${kind}.`,
            ]
          : []),
      ].join(' '),
    };
  },
};

function reasonOf({ reason, version, kubernetes, upgraded }: UnservedObject): string {
  switch (reason) {
    case 'removed':
      return `Kubernetes ${version ?? ''} removed it${upgraded ? '. The object itself is kept, and other versions still serve it' : ''}`;
    case 'later':
      return `Kubernetes ${version ?? ''} adds it, and the cluster runs ${kubernetes}`;
    case 'off':
      return 'it is off unless the API server was started with --runtime-config for it';
    case 'unknown':
      return 'no version of Kubernetes has it';
  }
}
