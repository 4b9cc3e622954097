import { error } from './code';

/** Props of a shape that their type forbids, fields that the target does not have, and patches. */
export const SHAPE_CODES = {
  'field-not-in-version': error(
    "A field is newer than the target's Kubernetes",
    'rejects it under strict validation; without it **accepts it** and drops the field, as it does where a feature gate is off',
    'Set kubernetesVersion to a version that has it, or leave it out',
  ),
  'field-type-wrong': error(
    'A field that a patch or a free-form prop sets has the wrong type',
    'rejects the object',
    'Correct the value',
  ),
  'field-unknown': error(
    'Kubernetes has no such field',
    'rejects it under strict validation, and drops it without',
    'Correct its name or its place',
  ),
  'kubernetes-version-invalid': error(
    'The target version is not a version of Kubernetes that the library knows',
    '**accepts** what is emitted, but nobody can say whether the target does',
    "Write it as text, such as '1.30'",
  ),
  'manifest-rejected': error(
    'The props or patches produce an object, or pods, that the API server of the target rejects',
    'rejects the object; before 1.34 it rejects the pods of a StatefulSet',
    'Correct the value, or leave it out',
  ),
  'patch-target-missing': error(
    'A patch fits no manifest',
    '**accepts** what is emitted without the patch, which its author did not want',
    'Correct the kind, name or path, or remove the patch',
  ),
  'prop-missing': error(
    'A prop that is required is missing',
    '**accepts it**, because nothing is written for it: the manifest would lack what you wanted',
    'Give it',
  ),
  'prop-unknown': error(
    'There is no such prop, value of an enum, or member of a class. JavaScript and casts let it through',
    '**accepts it**, because nothing is written for it: the manifest would lack what you wanted',
    'Correct its name or leave it out',
  ),
  'prop-wrong-type': error(
    'A prop has a value that its type forbids, such as text instead of a list. JavaScript and casts let it through',
    '**accepts it**, because nothing is written for such a value: the manifest would lack what you wanted',
    'Write what the message expects',
  ),
};
