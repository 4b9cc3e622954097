import { type Argument, Command, inNamespace, kubectl, name } from '../../pipelines/command';
import { HELM_KEEP, MANAGED_BY, RELEASE_NAME, RELEASE_NAMESPACE } from '../../pipelines/helm';
import type { ForeignObject } from '../facts/foreign-objects';
import { refOf } from '../facts/identity';
import { inOrder, type Remedy, say, type Step } from '../remedy';

/** How a release gets an object that exists: Helm takes what has the marks of the release. */
export function adoptByRelease({ object, release, other, owner }: ForeignObject): Remedy {
  const { kind, namespace, name: own } = refOf(object);
  const target = [name(kind.toLowerCase()), name(own), ...(namespace === undefined ? [] : inNamespace(namespace))];
  const annotate = (...values: readonly Argument[]): Command =>
    kubectl('annotate', ...target, '--overwrite', ...values);
  const [keep = ''] = Object.entries(HELM_KEEP).map(([key, value]) => `${key}=${value}`);
  const first: readonly Step[] =
    other === undefined
      ? []
      : [
          { command: annotate(keep), effect: 'so that the other release does not delete it' },
          { text: `Remove the object from the chart of ${other.name}, and upgrade that release` },
        ];
  const last: readonly Step[] =
    other === undefined
      ? []
      : [{ command: annotate(`${Object.keys(HELM_KEEP).join('')}-`), effect: 'after the upgrade' }];
  return [
    say('Give the object another name, or remove it from the chart. If this release must own it:'),
    inOrder(
      ...first,
      ...(owner === undefined
        ? []
        : [{ text: `Remove the object from ${owner} first, so that only one tool writes it` }]),
      { command: kubectl('label', ...target, '--overwrite', `${MANAGED_BY}=Helm`) },
      {
        command: annotate(
          [`${RELEASE_NAME}=`, name(release?.name ?? 'RELEASE')],
          [`${RELEASE_NAMESPACE}=`, name(release?.namespace ?? 'NAMESPACE')],
        ),
        effect: 'the next upgrade then takes the object over',
      },
      ...last,
    ),
    say('With --take-ownership (Helm 3.17 and later), Helm takes over all objects of the release without this check.'),
  ];
}
