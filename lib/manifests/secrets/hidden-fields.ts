import { isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { bytesOfBase64 } from './marks';

/** What an object of some kinds has to hide. All that is hidden anywhere stands in this file. */
interface Holder {
  readonly holds: (object: PlainObject) => boolean;
  /** Whether the field of this name is hidden with all that is in it. */
  readonly hides: (field: string) => boolean;
  /** Only fields of the object itself; otherwise at any depth. */
  readonly atTop?: true;
  /** Whether it is hidden in what the object is a template of, though not in its own metadata. */
  readonly inTemplates?: (field: string) => boolean;
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
    hides: isOneOf(
      ...['data', 'stringdata', 'encrypteddata', 'rawdata'],
      ...['value', 'values', 'literal', 'literals', 'templatefrom'],
    ),
    inTemplates: isOneOf('annotations'),
  },
  {
    // A release that Helm notes in a ConfigMap has the values of the release in it.
    holds: (object) => kindOf(object) === 'configmap' && labelsOf(object)['owner'] === 'helm',
    hides: isOneOf('data', 'binarydata'),
  },
];

const PUBLIC_OF_SECRETS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'type', 'items']);

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

/** A key that opens something, wherever it stands. */
const PRIVATE_KEY = /-----BEGIN [A-Z\d ]*PRIVATE KEY/;

/** Which fields are hidden whole: of the object itself, of its metadata, and of what else is in it. */
export interface HiddenFields {
  readonly own: (field: string) => boolean;
  readonly metadata: (field: string) => boolean;
  readonly below: (field: string) => boolean;
}

export function hiddenFieldsOf(object: PlainObject): HiddenFields {
  const holder = HOLDERS.find((each) => each.holds(object));
  const isCustom = String(object['apiVersion']).split('/')[0]?.includes('.') === true && !isOwn(object);
  const always = (field: string): boolean => ANYWHERE(field) || (isCustom && CREDENTIAL.test(field));
  const own = (field: string): boolean => holder?.hides(field) === true || always(field);
  const below = holder?.atTop === true ? always : own;
  const templates = holder?.inTemplates;
  return { own, metadata: below, below: templates === undefined ? below : (field) => below(field) || templates(field) };
}

/** Of a group of Kubernetes itself, such as `networking.k8s.io`. */
function isOwn(object: PlainObject): boolean {
  return /^[a-z.]+\.k8s\.io\//.test(String(object['apiVersion']));
}

export function isHiddenText(text: string): boolean {
  return [text, unescaped(text), decoded(text)].some(
    (each) => each !== undefined && (MANIFEST.test(each) || PRIVATE_KEY.test(each)),
  );
}

/** JSON and YAML may write any letter as a code. */
function unescaped(text: string): string | undefined {
  return /\\[ux]/.test(text)
    ? text.replace(/\\(?:u00|x)([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : undefined;
}

/** Long enough for a manifest or a key in base64, and no larger than what the API server takes. */
const [SHORTEST, LONGEST] = [32, 2 ** 21];

function decoded(text: string): string | undefined {
  return text.length >= SHORTEST && text.length <= LONGEST ? bytesOfBase64(text.replace(/\s+/g, '')) : undefined;
}
