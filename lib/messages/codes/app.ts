import { error, warning } from './code';

/** Names, labels and numbers of the app as a whole. */
export const APP_CODES = {
  'annotation-key-invalid': error(
    'The key of an annotation is not a qualified name',
    'rejects the object',
    'Correct the key',
  ),
  'annotation-value-invalid': error('The value of an annotation is not text', 'rejects the object', 'Put it in quotes'),
  'annotations-too-large': error(
    'All annotations of an object together exceed 256 KiB',
    'rejects the object',
    'Keep large values in a ConfigMap',
  ),
  'cluster-domain-invalid': error(
    'The domain of the cluster is not a DNS name',
    '**accepts it**: no object carries the domain, but the names made of it resolve nowhere',
    'Correct the domain',
  ),
  'label-key-invalid': error('The key of a label is not a qualified name', 'rejects the object', 'Correct the key'),
  'label-value-invalid': error(
    'The value of a label is not text, too long, or has characters that labels cannot have',
    'rejects the object',
    'Shorten or simplify it, or make it an annotation',
  ),
  'name-invalid': error(
    'The name of the app is not a DNS label, or has more than 52 characters',
    'rejects the object; it accepts a longer name, and then creates no pod',
    'Choose a shorter or simpler name',
  ),
  'namespace-invalid': error('The namespace is not a DNS label', 'has no such namespace', 'Correct the name'),
  'service-account-twice': error(
    '`serviceAccountName` and `serviceAccount` are both given',
    '**accepts** what the library would make of it, which is one of the two',
    'Keep one of the two',
  ),
  'object-duplicate': error(
    'Two constructs emit the same object',
    'lets each apply overwrite the other, and rejects the second create',
    'Give one of them another name, serviceName or namespace',
  ),
  'object-name-duplicate': error(
    'Two objects of an app have the same kind and name',
    'lets each apply overwrite the other, and rejects the second create',
    'Rename one of them',
  ),
  'object-name-invalid': error('A name is not a DNS name', 'rejects the object', 'Choose a simpler name'),
  'ordinal-invalid': error(
    'The first ordinal is not a whole number of 0 or more',
    'rejects the StatefulSet',
    'Give the ordinal of the first pod',
  ),
  'pod-label-against-selector': error(
    'A pod label contradicts the selector',
    'rejects such a StatefulSet; the library would **let the selector win**, against what was written',
    'Leave it out, or change selectorLabels before the first deployment',
  ),
  'replicas-invalid': error(
    'The number of replicas is not a whole number of 0 or more',
    'rejects the StatefulSet',
    'Give the number of pods',
  ),
  'revision-history-invalid': error(
    'The number of kept revisions is negative or not a whole number',
    '**accepts a negative one; on 1.30 the controller manager then ends in a panic**, and with it every controller of the cluster',
    'Give how many revisions to keep',
  ),
  'seconds-invalid': error(
    'A number of seconds is negative, too large or not a whole number',
    'rejects the object',
    'Give whole seconds',
  ),
  'selector-against-pod-labels': error(
    'An adopted selector does not select the labels of the pods',
    'rejects the StatefulSet',
    'Give the pods its labels in podLabels',
  ),
  'selector-empty': error(
    'The selector has no label',
    'rejects the StatefulSet',
    'Leave selectorLabels out for the default',
  ),
  'tracking-label-on-claims': error(
    'The selector, and so each claim, has the label by which Argo CD tracks objects',
    '**accepts it**, and Argo CD can treat the claims as its own and delete them',
    "Put it into 'labels', and identify the pods by app.kubernetes.io/name. If the selector exists already, set adoption.trackingLabelOnClaims",
  ),
  'update-strategy-invalid': error(
    'A number of the rollout is out of range',
    'rejects the StatefulSet; before 1.37 it drops `maxUnavailable` unread',
    'Correct the number',
  ),
  'external-object-without-source': error(
    'An entry of `externalObjects` does not say who creates the object',
    '**accepts** what is written: only the synth asks',
    'Write who or what creates it, for the next reader',
  ),
  'object-undeclared': warning(
    'Pods need a ConfigMap, Secret, ServiceAccount or class that nothing in the program declares',
    '**accepts it**; until the object exists the pods do not start, or are not even created',
    'Declare it, or name it in externalObjects with who creates it',
  ),
  'selector-selects-nobody': warning(
    'A rule that spreads pods or keeps them apart selects labels that the pods do not have',
    '**accepts it**, and no pod is kept apart',
    'Correct the labels',
  ),
  'selector-shared': warning(
    'The selector of an app selects the pods of another app of its namespace',
    '**accepts it**: Services, policies and budgets of the app apply to the pods of both',
    'Give one of them its own labels before its first deployment',
  ),
};
