import { createCustom } from '../../kubernetes/custom';
import { create } from '../../kubernetes/server/api-server';
import { rootStruct } from '../../kubernetes/fields/fields';
import type { Manifest } from '../../kubernetes/manifest';
import { at, deepEqual } from '../../kubernetes/plain';
import { answerTo } from '../facts/answer';
import type { Context } from '../facts/context';
import { definitionOf } from '../facts/definitions';
import { changeOf, findings } from '../findings';
import { governedBy, servicesOf } from '../facts/governed';
import { keyOf, nameOf, namespaceOf } from '../facts/identity';
import {
  CREATION_RULES,
  DELETION_RULES,
  FIELD_RULES,
  REFUSED_RULES,
  SERVICE_DELETION_RULES,
  SERVICE_RULES,
} from '../rules';
import { lostFields } from './lost-fields';
import type { Change } from '../types';

export function judgeServiceUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  const answer = answerTo(before, after, context);
  if (answer === undefined) return undefined;
  const governs = governedBy(context.after, namespaceOf(after), nameOf(after));
  const found = findings(SERVICE_RULES, { context, before, after, answer, governs });
  if (answer.errors.length > 0) {
    const said = found.length > 0 ? /^spec\.(clusterIPs?|ipFamilies)/ : /^$/;
    const errors = answer.errors.filter((error) => error.field === '' || !said.test(error.field));
    found.push(...findings(REFUSED_RULES, { errors, object: answer.stored, kubernetes: context.kubernetes }));
    return changeOf(after, found);
  }
  const said = new Set(found.map((finding) => finding.path));
  const changed = findings(FIELD_RULES, { kind: 'Service', differences: answer.differences });
  found.push(...changed.filter((finding) => !said.has(finding.path) && !isMirror(finding.path)));
  found.push(...lostFields(answer, context));
  return changeOf(after, found);
}

/** What the API server fills in from another field. */
function isMirror(path: string): boolean {
  return path === 'spec.clusterIPs' || path.endsWith('.nodePort.allocated');
}

/** A Service, claim or workload that comes: judged by the rules for creating it. */
export function judgeCreate(after: Manifest, context: Context): Change | undefined {
  const definition = definitionOf(after, context);
  const answer =
    rootStruct(after.apiVersion, after.kind) !== undefined
      ? create(after, context)
      : definition && createCustom(after, definition);
  if (answer !== undefined && answer.errors.length > 0) {
    const { errors, stored: object } = answer;
    const found = findings(REFUSED_RULES, { errors, object, kubernetes: context.kubernetes });
    return changeOf(after, found);
  }
  const found = findings(CREATION_RULES, { after });
  if (answer !== undefined) found.push(...lostFields(answer, context));
  const isClaim = after.kind === 'PersistentVolumeClaim';
  return changeOf(after, found, {}, isClaim ? { created: [nameOf(after)] } : {});
}

export function judgeServiceDelete(before: Manifest, context: Context): Change | undefined {
  // Only a headless Service gives pods their names.
  const governs =
    at(before, 'spec', 'clusterIP') === 'None' ? governedBy(context.after, namespaceOf(before), nameOf(before)) : [];
  return changeOf(before, [
    ...findings(SERVICE_DELETION_RULES, {
      service: nameOf(before),
      governs,
      renamedTo: governs.length > 0 ? renamedTo(before, context) : undefined,
    }),
    ...findings(DELETION_RULES, { before }),
  ]);
}

/** A Service that comes in the same change and selects the same pods. */
function renamedTo(before: Manifest, context: Context): string | undefined {
  const selector = at(before, 'spec', 'selector');
  const come = servicesOf(context.after, namespaceOf(before)).find(
    (each) =>
      !context.before.has(keyOf(each)) && selector !== undefined && deepEqual(at(each, 'spec', 'selector'), selector),
  );
  return come === undefined ? undefined : nameOf(come);
}
