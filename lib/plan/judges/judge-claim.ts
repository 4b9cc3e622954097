import type { ClaimState } from '../../kubernetes/server/api-server';
import type { Manifest } from '../../kubernetes/manifest';
import { asText, at } from '../../kubernetes/plain';
import { isKeptByArgocd } from '../../pipelines/argocd';
import { isKeptByFlux } from '../../pipelines/flux';
import { answerTo } from '../facts/answer';
import { claimUser, mountedBy } from '../facts/claim-user';
import { type Context, defaultClass, liveClaim } from '../facts/context';
import { changeOf, findings } from '../findings';
import { nameOf, namespaceOf } from '../facts/identity';
import { CLAIM_DELETION_RULES, CLAIM_RULES, FIELD_RULES, REFUSED_RULES } from '../rules';
import { lostFields } from './lost-fields';
import type { Change } from '../types';

/** Fields that the rules about claims speak of themselves. */
const SAID = /^(spec|volumeMode|spec\.resources\.requests\.storage)$/;

export function judgeClaimUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  const claim = stateOf(before, context);
  const answer = answerTo(before, after, context, { claim });
  if (answer === undefined) return undefined;
  const found = findings(CLAIM_RULES, { context, before, after, answer });
  if (answer.errors.length > 0) {
    const errors = answer.errors.filter((error) => !SAID.test(error.field));
    found.push(...findings(REFUSED_RULES, { errors, object: answer.stored, kubernetes: context.kubernetes }));
    return changeOf(after, found);
  }
  const said = new Set(found.map((finding) => finding.path));
  const changed = findings(FIELD_RULES, { kind: 'PersistentVolumeClaim', differences: answer.differences });
  found.push(...changed.filter((finding) => !said.has(finding.path)));
  found.push(...lostFields(answer, context));
  const grows = found.some((finding) => finding.code === 'claim-grows' && finding.impact === 'update');
  return changeOf(after, found, {}, grows ? { resized: [nameOf(after)] } : {});
}

/** What is known of the live claim, by facts or by its own status; otherwise it is bound, and as large as it asked for. */
function stateOf(before: Manifest, context: Context): ClaimState {
  const own = at(before, 'status', 'phase') === undefined ? undefined : before;
  const live = liveClaim(context, namespaceOf(before), nameOf(before)) ?? own;
  const fallback = defaultClass(context);
  if (live === undefined) return { bound: true, ...(fallback === undefined ? {} : { storageClassName: fallback }) };
  const phase = at(live, 'status', 'phase');
  const volumeName = asText(at(live, 'spec', 'volumeName'));
  return {
    bound: phase === undefined ? true : phase === 'Bound',
    seen: true,
    ...(volumeName === undefined ? {} : { volumeName }),
    capacity: at(live, 'status', 'capacity', 'storage'),
    attributesClass: at(live, 'status', 'currentVolumeAttributesClassName'),
    storageClassName: at(live, 'spec', 'storageClassName'),
    request: at(live, 'spec', 'resources', 'requests', 'storage'),
  };
}

export function judgeClaimDelete(before: Manifest, context: Context): Change | undefined {
  const protectedFrom = [
    ...(isKeptByArgocd(before) ? ['Argo CD' as const] : []),
    ...(isKeptByFlux(before) ? ['Flux' as const] : []),
  ];
  const user = claimUser(before, context.after);
  const found = findings(CLAIM_DELETION_RULES, {
    context,
    before,
    protectedFrom,
    mountedBy: mountedBy(before, context.after),
    ...(user && { user: nameOf(user) }),
  });
  const name = nameOf(before);
  if (protectedFrom.length < 2) return changeOf(before, found, {}, { deleted: [name] });
  return changeOf(before, found, {}, user === undefined ? { orphaned: [name] } : {});
}
