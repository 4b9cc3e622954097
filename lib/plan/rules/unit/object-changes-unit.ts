import { say } from '../../remedy';
import type { UnitFact } from '../../facts/unit-fact';
import { yaml } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

type Moved = Extract<UnitFact, { about: 'moved' }>;

export const OBJECT_CHANGES_UNIT: Rule<UnitFact> = {
  code: 'object-changes-unit',
  title: 'An object moves from one unit to another, and the old unit may delete it',
  impact: 'data-risk',
  remedy: 'Protect it from pruning in an earlier commit, then move it',
  versions: ALL_VERSIONS,
  source:
    'tracking of Argo CD 3.5 and inventory of Flux kustomize-controller 1.9: the owner mark on the live object decides',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'moved') return;
    const { from, to, prunes, keptBy, stake } = fact;
    const moves = `${from} no longer declares this object, ${to} does`;
    if (keptBy !== undefined || prunes === false) {
      const why =
        keptBy === undefined ? 'The old unit does not prune' : `\`${keptBy}\` keeps the old unit from deleting it`;
      yield { impact: 'none', path: '', message: `${moves}. ${why}, so the object is kept` };
      return;
    }
    // Who applies by hand or by a script names no owner.
    if (prunes === undefined) {
      yield { impact: 'none', path: '', message: `${moves}. If you prune with the old unit, apply the new unit first` };
      return;
    }
    yield {
      ...(stake === 'data' ? {} : { impact: stake === 'service' ? ('outage' as const) : ('update' as const) }),
      path: '',
      message: `${moves}. ${RACE[fact.tool ?? 'argocd']}: ${LOSS[stake]}`,
      remedy: [
        say(
          'Do this in two commits. First add this to the object where it is now, and wait until it is applied. Then move the object. Remove the annotations once the new unit has applied it:',
        ),
        yaml(KEEP[fact.tool === 'flux' ? 'flux' : fact.tool === 'helm' ? 'helm' : 'argocd']),
      ],
    };
  },
};

const RACE: Readonly<Record<NonNullable<Moved['tool']>, string>> = {
  argocd:
    'If Argo CD syncs the old unit first, it deletes the object, and the new unit creates it again. Nothing fixes the order',
  flux: 'If Flux reconciles the old unit first, it deletes the object, and the new unit creates it again. Nothing fixes the order',
  helm: 'The upgrade of the old release deletes the object. As long as the object has the labels and annotations of the old release, Helm refuses it in the new one',
  kubectl: 'If you prune with the old unit before you apply the new one, you delete the object',
};

const LOSS: Readonly<Record<Moved['stake'], string>> = {
  data: 'its data is lost',
  service: 'until then its pods are down or its address is missing',
  nothing: 'until then it is missing',
};

const KEEP = {
  argocd: 'metadata:\n  annotations:\n    argocd.argoproj.io/sync-options: Prune=false,Delete=false',
  flux: 'metadata:\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled',
  helm: 'metadata:\n  annotations:\n    helm.sh/resource-policy: keep',
} as const;
