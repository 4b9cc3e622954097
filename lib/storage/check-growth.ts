import { parseQuantity } from '../kubernetes/quantity';
import type { Report } from '../messages/problem';
import type { ClaimRequest } from './claim-request';
import type { Target, TargetClass } from './target-class';

/** Whether a claim can have grown to the size that it is said to have. */
export function checkGrowth(report: Report, request: ClaimRequest, target: Target): void {
  const { grownTo: value, size } = request;
  if (value === undefined) return;
  const prop = `${request.prop}.grownTo`;
  const grown = parseQuantity(value);
  const first = parseQuantity(size);
  if (grown === undefined) {
    report({ code: 'growth-size-invalid', prop, value, message: 'must be a quantity' });
  } else if (first !== undefined && grown.compare(first) <= 0) {
    report({ code: 'growth-not-larger', prop, value, message: `must be more than size, '${size}'` });
  } else if (target.kind === 'none') {
    report({
      code: 'expansion-unsupported',
      prop,
      message:
        'a claim without a storage class cannot grow: the API server lets a claim grow only if its class allows it',
    });
  } else if (target.kind === 'class' && target.storageClass.allowVolumeExpansion === false) {
    report({
      code: 'expansion-unsupported',
      prop,
      message: `${target.title} does not let volumes grow (allowVolumeExpansion is not true): the API server rejects the larger claim`,
      remedy:
        target.provisioner?.expansion === 'no'
          ? 'Set grownTo only for clusters whose class can grow volumes, or move the data to a claim of such a class: this provisioner cannot'
          : 'Set grownTo only for clusters whose class can grow volumes. If the provisioner can grow them, set allowVolumeExpansion: true on the class and capture the cluster again',
    });
  }
}

/** Whether the class promises a growth that its provisioner may not do. */
export function adviseGrowth(
  report: Report,
  { grownTo, prop }: ClaimRequest,
  { storageClass, provisioner, title }: TargetClass,
): void {
  if (grownTo === undefined || storageClass.allowVolumeExpansion === false || provisioner?.expansion !== 'no') return;
  report({
    code: 'expansion-without-effect',
    prop: `${prop}.grownTo`,
    message: `${title} allows expansion, but its provisioner is not known to grow volumes. The claim may request more than it ever gets`,
  });
}
