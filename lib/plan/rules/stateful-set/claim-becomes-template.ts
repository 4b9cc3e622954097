import { claimName } from '../../../kubernetes/naming';
import { inNamespace, kubectl, name } from '../../../pipelines/command';
import { comesWithData, dataFate } from '../../facts/data-fate';
import { objectKey } from '../../facts/identity';
import { becameStatefulSet, type LeftClaim } from '../../facts/left-claims';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { ordinalsOf } from '../../facts/stateful-set-view';
import { promiseVolumes } from '../../remedies/promise-volumes';
import { command } from '../../remedies/steps';
import { say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const CLAIM_BECOMES_TEMPLATE: Rule<SetCreated> = {
  code: 'claim-becomes-template',
  title: 'An app becomes a StatefulSet, and its data stays on a claim that no pod uses',
  impact: 'data-risk',
  remedy: 'Reserve the volume of the old claim for the claim of the first pod',
  versions: ALL_VERSIONS,
  source: 'claims are found by <template>-<set>-<ordinal> alone; the steps were carried out on a node of 1.37',
  *check({ set, context }): Iterable<Found> {
    const old = becameStatefulSet(set, context);
    const [first] = ordinalsOf(set);
    if (old === undefined || first === undefined) return;
    const { namespace } = set;
    const claims = old.claims.filter(
      ({ template }) => !comesWithData(context, namespace, claimName(template, set.name, first)),
    );
    if (claims.length === 0) return;
    const names = [...new Set(claims.map(({ claim }) => claim))];
    const fresh = claims.map(({ template }) => claimName(template, set.name, first));
    const [kept, gone] = [true, false].map((stays) =>
      names.filter((claim) => context.after.has(objectKey('/PersistentVolumeClaim', namespace, claim)) === stays),
    ) as [string[], string[]];
    const lost = gone.filter((claim) => context.before.has(objectKey('/PersistentVolumeClaim', namespace, claim)));
    const fate =
      lost.length > 0
        ? `${listing(lost)} ${are(lost, 'are', 'is')} deleted, ${dataFate(context, namespace, lost, (claim) => context.before.get(objectKey('/PersistentVolumeClaim', namespace, claim)))}`
        : `The data stays on ${listing([...kept, ...gone])}, which none of its pods uses`;
    const became =
      old.name === set.name
        ? `${old.kind} ${old.name} becomes a StatefulSet`
        : `${old.kind} ${old.name} becomes StatefulSet ${set.name}`;
    yield {
      path: claims.length === 1 ? pathOf(claims[0]) : 'spec.volumeClaimTemplates',
      before: listing(names),
      after: listing(fresh),
      message: `${became}. Its pods start with new, empty claims (${listing(fresh)}). ${fate}`,
      remedy: [
        say(
          `If nobody needs the data, there is nothing to do. If the StatefulSet has one replica, it can mount the old claim as an ordinary volume (persistentVolumeClaim) instead of using a claim template. Otherwise give the volume to the new claim. The app is down until that is done:`,
        ),
        ...promiseVolumes({
          set,
          claims,
          apply: context.apply,
          stop: [
            command(
              kubectl(
                'delete',
                old.kind.toLowerCase(),
                name(old.name),
                ...inNamespace(namespace),
                '--cascade=foreground',
              ),
              'returns when its pods are deleted: from then on nothing writes to the volume',
            ),
          ],
        }),
      ],
    };
  },
};

function pathOf(claim: LeftClaim | undefined): string {
  return `spec.volumeClaimTemplates[${claim?.template ?? ''}]`;
}
