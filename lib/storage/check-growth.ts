import { parseQuantity } from '../kubernetes/quantity';
import type { ClaimRequest, StorageDiagnostic } from './claim-request';
import type { Target } from './target-class';

/** Whether a claim can have grown to the size that it is said to have. */
export function* checkGrowth(request: ClaimRequest, target: Target): Iterable<StorageDiagnostic> {
  if (request.grownTo === undefined) {
    return;
  }
  const prop = `${request.prop}.grownTo`;
  const error = (code: string, message: string, remedy: string, value?: string): StorageDiagnostic => ({
    severity: 'error',
    code,
    prop,
    value,
    message,
    remedy,
  });
  const grown = parseQuantity(request.grownTo);
  const size = parseQuantity(request.size);
  if (grown === undefined) {
    yield error(
      'growth-size-invalid',
      'must be a quantity',
      "Write it as Kubernetes does, such as '20Gi'",
      request.grownTo,
    );
    return;
  }
  if (size !== undefined && grown.compare(size) <= 0) {
    yield error(
      'growth-not-larger',
      `must be more than size, '${request.size}'`,
      'A volume cannot shrink: leave size at what the template was made with, and write the larger size here',
      request.grownTo,
    );
    return;
  }
  if (target.kind === 'none') {
    yield error(
      'expansion-unsupported',
      'a claim without a storage class cannot grow: the API server lets a claim grow only if its class allows it',
      'Leave the size as it is, or move the data to a claim of a class that allows expansion',
    );
  }
  if (target.kind !== 'class') {
    return;
  }
  const { storageClass, provisioner, title } = target;
  if (storageClass.allowVolumeExpansion === false) {
    yield error(
      'expansion-unsupported',
      `${title} does not let volumes grow (allowVolumeExpansion is not true): the API server refuses the larger claim`,
      provisioner?.expansion === 'no'
        ? 'Give grownTo only for clusters whose class can, or move the data to a claim of such a class: this provisioner cannot grow volumes'
        : 'Give grownTo only for clusters whose class can, or set allowVolumeExpansion: true on this class, if its provisioner can grow volumes, and capture the cluster again',
    );
  } else if (provisioner?.expansion === 'no') {
    yield {
      severity: 'warning',
      code: 'expansion-without-effect',
      prop,
      message: `${title} allows expansion, but its provisioner is not known to grow volumes: the claim may ask for more for ever`,
      remedy: 'Try it on a claim that does not matter, and acknowledge this if the volume grew',
    };
  }
}
