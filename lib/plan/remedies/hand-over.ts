import { Command, inNamespace, json, kubectl, name } from '../../pipelines/command';
import { LAST_APPLIED } from '../../pipelines/kubectl';
import type { StatefulSetView } from '../facts/stateful-set-view';
import { inOrder, type Remedy, say } from '../remedy';
import type { ApplyMode } from '../types';
import { command } from './steps';

/** What has `replicas` that an autoscaler may own. */
export type Scaled = 'Deployment' | 'StatefulSet';

/** How `replicas` leaves git without a scale to 1 on the way. */
export function handReplicasOver(kind: Scaled, set: StatefulSetView, apply: ApplyMode): Remedy {
  const keep = `Keep replicas: ${set.replicas}.`;
  if (apply === 'replace') {
    return [
      say(
        `${keep} Without replicas, a replace always sets 1. If an autoscaler must own the field, apply the ${kind} instead of replacing it (Argo CD: remove Replace=true from it).`,
      ),
    ];
  }
  return [
    say(`${keep} To leave it to an autoscaler, do this in a separate change:`),
    inOrder(
      // The last applied manifest decides what an apply takes away; without it an apply takes nothing away, once.
      apply === 'client'
        ? command(
            kubectl('annotate', kind.toLowerCase(), name(set.name), ...inNamespace(set.namespace), `${LAST_APPLIED}-`),
            'right before you push: an apply removes only fields that are in this annotation, and then writes it again',
          )
        : command(
            secondOwner(kind, set),
            'the field gets a second owner, so that it stays when the pipeline no longer owns it',
          ),
      { text: 'Commit the manifest without replicas, and let the pipeline apply it: nothing is scaled' },
    ),
  ];
}

function secondOwner(kind: Scaled, { name: set, namespace, replicas }: StatefulSetView): Command {
  const object = json({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: [name(set)], namespace: [name(namespace)] },
    spec: { replicas },
  });
  return Command.fed(object, kubectl('apply', '--server-side', '--field-manager=autoscaler', '-f', '-'));
}
