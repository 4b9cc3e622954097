import { has } from '../gates';
import { asObject, asObjects, at, deepEqual, type PlainObject, textOf } from '../plain';
import { isCronSchedule, isTimeZone } from './cron';
import type { FieldErrors } from './field-error';
import { selects, validateSelector } from './metadata';
import { validatePodTemplate } from './pod-template';

/** A Job, new or in the place of an old one. */
export function validateJob(spec: PlainObject, old: PlainObject | undefined, minor: number, errors: FieldErrors): void {
  validateJobSpec(spec, asObject(old), 'spec', minor, errors);
  if (spec['selector'] === undefined) errors.required('spec.selector');
  else validateSelector(spec['selector'], 'spec.selector', errors);
  const labels = asObject(at(spec, 'template', 'metadata', 'labels'));
  if (spec['selector'] === undefined || !selects(spec['selector'], labels)) {
    errors.invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`');
  }
  if (old !== undefined) validateJobUpdate(spec, old, minor, errors);
}

const FIXED = ['selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'];

/** Of a suspended Job that never started, how its pods are scheduled may change. */
const SCHEDULING = ['nodeSelector', 'tolerations', 'schedulingGates'];

function validateJobUpdate(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const elastic = spec['completionMode'] === 'Indexed' && spec['completions'] === spec['parallelism'];
  for (const field of elastic ? FIXED : ['completions', ...FIXED]) {
    if (!deepEqual(spec[field], old[field])) errors.immutable(`spec.${field}`, spec[field]);
  }
  const suspended = old['suspend'] === true;
  const resources = suspended && has('MutablePodResourcesForSuspendedJobs', minor);
  const [now, then] = [spec, old].map((each) =>
    suspended ? fixedPart(asObject(at(each, 'template', 'spec')), resources) : each['template'],
  );
  const field = resources ? 'spec.template.spec' : 'spec.template';
  if (!deepEqual(now, then)) errors.immutable(field, at(spec, 'template'));
}

/** What of the pods of a suspended Job stays. */
function fixedPart(pod: PlainObject, resources: boolean): PlainObject {
  const kept = Object.fromEntries(Object.entries(pod).filter(([key]) => !SCHEDULING.includes(key)));
  const affinity = Object.entries(asObject(pod['affinity'])).filter(([key]) => key !== 'nodeAffinity');
  kept['affinity'] = Object.fromEntries(affinity);
  for (const list of resources ? ['containers', 'initContainers'] : []) {
    kept[list] = asObjects(pod[list]).map((each) => ({ ...each, resources: undefined }));
  }
  return kept;
}

/** The Jobs of a CronJob add 11 characters to its name. */
const CRON_JOB_NAME_LENGTH = 52;

/** The name of a new CronJob. */
export function validateCronJobName(after: PlainObject, errors: FieldErrors): void {
  const name = at(after, 'metadata', 'name');
  if (typeof name === 'string' && name.length > CRON_JOB_NAME_LENGTH) {
    errors.invalid('metadata.name', name, `must be no more than ${CRON_JOB_NAME_LENGTH} characters`);
  }
}

/** The spec of a CronJob. */
export function validateCronJob(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const schedule = typeof spec['schedule'] === 'string' ? spec['schedule'] : '';
  const zone = spec['timeZone'];
  if (schedule === '') errors.required('spec.schedule');
  else if (!schedule.includes('TZ')) {
    if (!isCronSchedule(schedule)) errors.invalid('spec.schedule', schedule, 'is no schedule of cron');
  } else if (!textOf(old['schedule']).includes('TZ')) {
    // Older versions took it, so an object that has it may keep it.
    errors.invalid('spec.schedule', schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead');
  } else if (zone !== undefined) {
    errors.invalid('spec.schedule', schedule, 'cannot use both timeZone field and TZ or CRON_TZ in schedule');
  } else if (!isCronSchedule(schedule.replace(/^(CRON_)?TZ=\S+ +/, ''))) {
    errors.invalid('spec.schedule', schedule, 'is no schedule of cron');
  }
  if (zone === '') errors.invalid('spec.timeZone', zone, 'timeZone must be nil or non-empty string');
  else if (typeof zone === 'string' && !isTimeZone(zone)) {
    errors.invalid('spec.timeZone', zone, `unknown time zone ${zone}`);
  }
  for (const field of ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) {
    errors.nonNegative(`spec.${field}`, spec[field]);
  }
  errors.oneOf('spec.concurrencyPolicy', spec['concurrencyPolicy'], ['Allow', 'Forbid', 'Replace']);
  const job = asObject(at(spec, 'jobTemplate', 'spec'));
  validateJobSpec(job, asObject(at(old, 'jobTemplate', 'spec')), 'spec.jobTemplate.spec', minor, errors);
  if (job['selector'] !== undefined) {
    errors.invalid('spec.jobTemplate.spec.selector', job['selector'], '`selector` will be auto-generated');
  }
}

function validateJobSpec(spec: PlainObject, old: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  for (const name of [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ]) {
    errors.nonNegative(`${field}.${name}`, spec[name]);
  }
  errors.oneOf(`${field}.completionMode`, spec['completionMode'], ['NonIndexed', 'Indexed'], false);
  if (spec['completionMode'] === 'Indexed' && spec['completions'] === undefined) {
    errors.required(`${field}.completions`, 'when completion mode is Indexed');
  }
  errors.oneOf(`${field}.podReplacementPolicy`, spec['podReplacementPolicy'], ['Failed', 'TerminatingOrFailed'], false);
  validatePodTemplate(asObject(spec['template']), old['template'], `${field}.template`, minor, errors);
  const policy = at(spec, 'template', 'spec', 'restartPolicy');
  const restart = `${field}.template.spec.restartPolicy`;
  if (policy === 'Always') errors.required(restart, 'valid values: "OnFailure", "Never"');
  else errors.oneOf(restart, policy, ['OnFailure', 'Never']);
}
