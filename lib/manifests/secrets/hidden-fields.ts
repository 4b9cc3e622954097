import { isPlainObject, type PlainObject } from '../../kubernetes/plain';

/** What an object of some kinds has to hide. All that is hidden anywhere stands in this file. */
interface Holder {
  readonly holds: (object: PlainObject) => boolean;
  /** Whether the field of this name is hidden with all that is in it. */
  readonly hides: (field: string) => boolean;
  /** Only fields of the object itself; otherwise at any depth. */
  readonly atTop?: true;
}

const kindOf = (object: PlainObject): string => String(object['kind']).toLowerCase();
const isOneOf = (...fields: readonly string[]): ((field: string) => boolean) => {
  const set = new Set(fields);
  return (field) => set.has(field.toLowerCase());
};

/** The first one counts. A kind in another case is what its author meant, even if the API server refuses it. */
const HOLDERS: readonly Holder[] = [
  {
    holds: (object) => kindOf(object) === 'secret',
    // A slip such as `dat:` has a value too, so that only what is known to be none is shown.
    hides: (field) => !PUBLIC_OF_SECRETS.has(field),
    atTop: true,
  },
  {
    // SealedSecret, ExternalSecret and the like: their own values, and those of the Secret that they make.
    holds: (object) => kindOf(object).includes('secret'),
    hides: isOneOf('data', 'stringdata', 'encrypteddata', 'rawdata', 'value', 'values', 'literals'),
  },
  {
    // A release that Helm notes in a ConfigMap has the values of the release in it.
    holds: (object) => kindOf(object) === 'configmap' && labelsOf(object)['owner'] === 'helm',
    hides: isOneOf('data', 'binarydata'),
  },
];

const PUBLIC_OF_SECRETS: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'type',
  'immutable',
  'items',
]);

function labelsOf({ metadata }: PlainObject): PlainObject {
  const labels = isPlainObject(metadata) ? metadata['labels'] : undefined;
  return isPlainObject(labels) ? labels : {};
}

/** Fields that are hidden in objects of every kind. */
const ANYWHERE = isOneOf('stringdata', 'encrypteddata');

/** Fields of kinds that are not Kubernetes' own whose names say what they hold. */
const CREDENTIAL = /(?:password|passwd|passphrase|privatekey|apikey|secretkey|clientsecret|token)$/i;

/** A text that is itself a manifest with such an object, as in a ConfigMap that a controller applies. */
const MANIFEST = /\bkind["']?\s*:\s*["']?\w*secret/i;

/** Which fields are hidden whole: of the object itself, and of what is in it. */
export interface HiddenFields {
  readonly own: (field: string) => boolean;
  readonly below: (field: string) => boolean;
}

export function hiddenFieldsOf(object: PlainObject): HiddenFields {
  const holder = HOLDERS.find((each) => each.holds(object));
  const isCustom = String(object['apiVersion']).split('/')[0]?.includes('.') === true && !isOwn(object);
  const always = (field: string): boolean => ANYWHERE(field) || (isCustom && CREDENTIAL.test(field));
  const own = (field: string): boolean => holder?.hides(field) === true || always(field);
  return { own, below: holder?.atTop === true ? always : own };
}

/** Of a group of Kubernetes itself, such as `networking.k8s.io`. */
function isOwn(object: PlainObject): boolean {
  return /^[a-z.]+\.k8s\.io\//.test(String(object['apiVersion']));
}

export function isHiddenText(text: string): boolean {
  return MANIFEST.test(text);
}
