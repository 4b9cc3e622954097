import { isImageReference } from '../../kubernetes/image-tag';
import { asText } from '../../kubernetes/plain';
import { formatFieldError } from '../../kubernetes/validation/field-error';
import { templateErrors } from '../../kubernetes/validation/stateful-set';
import { keyedPath } from '../../kubernetes/validation/keyed-path';
import { show } from '../show';
import type { Context } from './context';
import { type StatefulSetView, containersOf } from './stateful-set-view';

/** Why pods of a template cannot run, although the API server takes it. */
interface Flaw {
  readonly path: string;
  readonly reason: string;
  /** No pod is made at all; otherwise one is made that never becomes ready. */
  readonly impossible: boolean;
}

export function flawsOf(set: StatefulSetView, { minor }: Context): readonly Flaw[] {
  const object = { spec: set.spec };
  const refused = templateErrors(set.spec, minor).list.map((error) => ({
    path: keyedPath(object, error.field),
    reason: `the API server refuses it: ${formatFieldError(error)}`,
    impossible: true,
  }));
  const unreadable = containersOf(set).flatMap(({ list, container }) => {
    const image = asText(container['image']) ?? '';
    const path = `spec.template.spec.${list}[${asText(container['name']) ?? ''}].image`;
    return image === '' || isImageReference(image)
      ? []
      : [{ path, reason: `${show(image)} is not an image reference (InvalidImageName)`, impossible: false }];
  });
  return [...refused, ...unreadable];
}
