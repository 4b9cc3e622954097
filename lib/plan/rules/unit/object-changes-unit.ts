import { say } from '../../remedy';
import type { UnitFact } from '../../facts/unit-fact';
import { yaml } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

type Moved = Extract<UnitFact, { about: 'moved' }>;

export const OBJECT_CHANGES_UNIT: Rule<UnitFact> = {
  code: 'object-changes-unit',
  title: 'An object moves from one unit to another, and the old one may delete it',
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
        keptBy === undefined ? 'The old one does not prune' : `\`${keptBy}\` keeps the old one from deleting it`;
      yield { impact: 'none', path: '', message: `${moves}. ${why}, so it stays` };
      return;
    }
    // Who applies by hand or by a script names no owner.
    if (prunes === undefined) {
      yield { impact: 'none', path: '', message: `${moves}. Whoever prunes the old one must apply the new one first` };
      return;
    }
    yield {
      ...(stake === 'data' ? {} : { impact: stake === 'service' ? ('outage' as const) : ('update' as const) }),
      path: '',
      message: `${moves}. ${RACE[fact.tool ?? 'argocd']}: ${LOSS[stake]}`,
      remedy: [
        say(
          'Do it in two commits. First add this to the object where it is now, and wait until it is applied. Then move it, and remove the annotations once the new owner has applied it:',
        ),
        yaml(KEEP[fact.tool === 'flux' ? 'flux' : fact.tool === 'helm' ? 'helm' : 'argocd']),
      ],
    };
  },
};

const RACE: Readonly<Record<NonNullable<Moved['tool']>, string>> = {
  argocd:
    'If Argo CD syncs the old one first, it deletes the object, and the new one creates it again. Nothing says which comes first',
  flux: 'If Flux reconciles the old one first, it deletes the object, and the new one creates it again. Nothing says which comes first',
  helm: 'Helm deletes the object with the upgrade of the old release, and refuses it in the new release as long as the marks of the old one are on it',
  kubectl: 'Whoever prunes the old one before the new one is applied deletes the object',
};

const LOSS: Readonly<Record<Moved['stake'], string>> = {
  data: 'what it holds is lost',
  service: 'its pods or its address are gone in between',
  nothing: 'it is missing in between',
};

const KEEP = {
  argocd: 'metadata:\n  annotations:\n    argocd.argoproj.io/sync-options: Prune=false,Delete=false',
  flux: 'metadata:\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled',
  helm: 'metadata:\n  annotations:\n    helm.sh/resource-policy: keep',
} as const;
