import type { UpdateAnswer } from '../../../kubernetes/server/api-server';
import { formatPath } from '../../../kubernetes/fields/differences';
import type { Manifest } from '../../../kubernetes/manifest';
import { asText, at } from '../../../kubernetes/plain';
import { parseQuantity } from '../../../kubernetes/quantity';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import { type Context, liveClaim } from '../../facts/context';
import { dataFate } from '../../facts/data-fate';
import { nameOf, namespaceOf } from '../../facts/identity';
import { deleteClaims, protectFirst } from '../../remedies/protect';
import { word } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';

/** The update of a claim that is declared, accepted or refused. */
export interface ClaimChange {
  readonly context: Context;
  readonly before: Manifest;
  readonly after: Manifest;
  readonly answer: UpdateAnswer;
}

const SIZE = 'spec.resources.requests.storage';
const SOURCE = 'pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimUpdate';
/** Seen with `Force=true` of Argo CD 2.14 and 3.6 by client-side apply. */
const NO_FORCE = 'Not with force: that deletes the claim, and its data with it unless the reclaim policy is Retain.';

export const CLAIM_SHRINKS: Rule<ClaimChange> = {
  code: 'claim-shrinks',
  title: 'A claim cannot become smaller',
  impact: 'rejected',
  remedy: 'Keep the size; a smaller volume is a new claim',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check({ answer, after }): Iterable<Found> {
    const error = answer.errors.find((each) => each.field === SIZE);
    if (error === undefined) return;
    const live = at(answer.before, 'spec', 'resources', 'requests', 'storage');
    yield {
      path: SIZE,
      before: live,
      after: at(after, 'spec', 'resources', 'requests', 'storage'),
      message: `The API server refuses it: ${formatFieldError(error)}`,
      remedy: `Write ${show(live)}, what the claim asks for today. For less, copy the data to a new, smaller claim. ${NO_FORCE}`,
    };
  },
};

export const CLAIM_IMMUTABLE: Rule<ClaimChange> = {
  code: 'claim-immutable',
  title: 'A claim can only grow',
  impact: 'rejected',
  remedy: 'Write the spec as the claim has it; another class or mode is a new claim',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check({ answer, context, after }): Iterable<Found> {
    const error = answer.errors.find((each) => each.field === 'spec' || each.field === 'volumeMode');
    if (error === undefined) return;
    const paths = answer.differences.filter((each) => each.path[0] === 'spec' && !each.sameValue);
    const pending = at(answer.before, 'status', 'phase') === 'Pending';
    for (const each of paths) {
      const path = formatPath(each.path);
      if (path === SIZE && !pending) continue;
      yield {
        path,
        before: each.before,
        after: each.after,
        message: `${show(each.before)} → ${show(each.after)}. The API server refuses it: ${formatFieldError(error)}`,
        remedy: pending
          ? `The claim is not bound yet and holds no data: wait until a pod uses it, or let it be made again: ${deleteClaims([nameOf(after)], namespaceOf(after))}, then apply.`
          : path === 'spec.volumeName' && context.apply === 'replace'
            ? 'A replace takes volumeName away from the bound claim: apply it instead (no Replace=true on claims), or write the volumeName of the live claim.'
            : `Take the change back. For another class, mode or volume, copy the data to a new claim. ${NO_FORCE}`,
      };
    }
  },
};

export const CLAIM_GROWS: Rule<ClaimChange> = {
  code: 'claim-grows',
  title: 'A claim grows',
  impact: 'update',
  remedy: 'Nothing, where its class allows expansion',
  versions: ALL_VERSIONS,
  source: 'plugin/pkg/admission/storage/persistentvolume/resize',
  *check({ answer, context, after }): Iterable<Found> {
    if (answer.errors.length > 0) return;
    const size = answer.differences.find((each) => formatPath(each.path) === SIZE && !each.sameValue);
    if (size === undefined) return;
    const [from, to] = [parseQuantity(size.before), parseQuantity(size.after)];
    if (from === undefined || to === undefined || to.compare(from) < 0) {
      yield {
        path: SIZE,
        before: size.before,
        after: size.after,
        message: `Asks for less than before, but not less than the volume has: it stays as it is`,
      };
      return;
    }
    const className = asText(at(answer.before, 'spec', 'storageClassName'));
    const storageClass = className === undefined ? undefined : context.storageClasses.get(className);
    if (className === '' || (storageClass !== undefined && storageClass['allowVolumeExpansion'] !== true)) {
      yield {
        impact: 'rejected',
        path: SIZE,
        before: size.before,
        after: size.after,
        message: `The API server refuses it: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize (class ${show(className)})`,
        remedy:
          className === '' || className === undefined
            ? `Take the change back: volumes without a class do not grow. For more room, copy the data to a larger claim.`
            : `If the driver of the class can expand volumes, allow it first (no volume changes by that): kubectl patch storageclass ${word(className)} -p '{"allowVolumeExpansion":true}'. If not, copy the data to a larger claim.`,
      };
      return;
    }
    yield {
      path: SIZE,
      before: size.before,
      after: size.after,
      message: `${nameOf(after)} grows from ${String(size.before)} to ${String(size.after)}${storageClass === undefined ? ', if its storage class allows expansion' : ''}. No pod restarts; a volume never shrinks again`,
    };
  },
};

export const CLAIM_BELOW_LIVE: Rule<ClaimChange> = {
  code: 'claim-below-live',
  title: 'Git asks for less than the live claim',
  impact: 'rejected',
  remedy: 'Write the size that the live claim has',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check({ answer, context, after }): Iterable<Found> {
    const live = liveClaim(context, namespaceOf(after), nameOf(after));
    const request = parseQuantity(at(live, 'spec', 'resources', 'requests', 'storage'));
    const wanted = parseQuantity(at(after, 'spec', 'resources', 'requests', 'storage'));
    if (request === undefined || wanted === undefined || wanted.compare(request) >= 0) return;
    if (answer.errors.some((each) => each.field === SIZE)) return;
    yield {
      path: SIZE,
      before: request.canonical,
      after: wanted.canonical,
      impact: 'update',
      message: `The live claim asks for ${request.canonical}: somebody grew it outside git`,
      remedy: `Write ${request.canonical}.`,
    };
  },
};

/** A claim that is no longer declared. */
export interface ClaimRemoval {
  readonly context: Context;
  readonly before: Manifest;
  /** The tools that its annotations keep from deleting it. */
  readonly protectedFrom: readonly ('Argo CD' | 'Flux')[];
  /** The StatefulSet that goes on using it, where one does. */
  readonly user?: string;
  /** Workloads that go on naming it among their volumes. */
  readonly mountedBy: readonly string[];
}

export const CLAIM_DELETED: Rule<ClaimRemoval> = {
  code: 'claim-deleted',
  title: 'A claim is deleted',
  impact: 'data-risk',
  remedy: 'Protect it in an earlier commit, or keep it declared',
  versions: ALL_VERSIONS,
  source: 'prune of Argo CD and Flux; pvc-protection only waits until no pod uses it',
  *check({ before, context, protectedFrom, user, mountedBy }): Iterable<Found> {
    const protectedFromPrune = protectedFrom.length === 2;
    if (protectedFromPrune && user !== undefined) {
      yield {
        impact: 'update',
        path: '',
        message: `${nameOf(before)} is no longer declared. Its annotations keep Argo CD and Flux from deleting it, and StatefulSet ${user} goes on using it, but nothing in git says its size any more`,
        remedy: `Keep it declared (StatefulWebApp: grownTo of the claim). Do not delete it: it holds the data of ${user}.`,
      };
      return;
    }
    if (protectedFromPrune) {
      yield {
        impact: 'update',
        path: '',
        message: `${nameOf(before)} is no longer declared, and its annotations keep Argo CD and Flux from deleting it: it stays with its data, and nobody manages it`,
        remedy: `When the data is not needed: ${deleteClaims([nameOf(before)], namespaceOf(before))}`,
      };
      return;
    }
    yield {
      path: '',
      message: `A pipeline that prunes deletes ${nameOf(before)} as soon as no pod uses it, ${dataFate(context, namespaceOf(before), [nameOf(before)], () => before)}${user === undefined ? '' : `; StatefulSet ${user} uses it now, and its pod comes back with a new, empty claim`}${
        mountedBy.length === 0
          ? ''
          : `; ${listing(mountedBy)} still ${are(mountedBy, 'mount', 'mounts')} it, and pods that start after that stay Pending`
      }${protectedFrom.length === 1 ? `. Its annotation keeps only ${protectedFrom[0] ?? ''} from that` : ''}`,
      remedy: `Keep it declared${user === undefined ? '' : ' (StatefulWebApp: grownTo of the claim)'}. ${protectFirst('The claim then stays, with its data, until somebody deletes it.')}`,
    };
  },
};

export const CLAIM_RULES: readonly Rule<ClaimChange>[] = [
  CLAIM_SHRINKS,
  CLAIM_IMMUTABLE,
  CLAIM_GROWS,
  CLAIM_BELOW_LIVE,
];
