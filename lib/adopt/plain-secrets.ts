import { Call, type Code, childrenOf, MapCode, textOf } from './code/code';

/** Variables whose names say that their values are secret. `_FILE` and `_KEY_ID` name something else. */
const SECRET = /(password|passwd|passphrase|secret|token|api_?key|private_?key|access_?key|credentials?)$/i;

/** The variables of an app whose secret values stand in its program: they were in plain text before. */
export function plainSecrets(props: Code): string[] {
  const own =
    props instanceof MapCode
      ? props.entries
          .filter(({ key }) => key === 'env' || key === 'envValues')
          .flatMap(({ value }) => (value instanceof MapCode ? value.entries : []))
      : [];
  const found = own.filter(({ key, value }) => isPlainSecret(key, value)).map(({ key }) => key);
  return [...new Set([...found, ...childrenOf(props).flatMap(plainSecrets)])];
}

/** Whether a variable has a secret value that everybody can read. */
export function isPlainSecret(name: string, value: Code): boolean {
  return SECRET.test(name) && isText(value);
}

/** A reference to another variable is none. */
function isText(code: Code): boolean {
  const value = code instanceof Call && code.method === 'value' ? code.args[0] : code;
  const text = textOf(value) ?? '';
  return text !== '' && !/^\$\([A-Za-z_][\w]*\)$/.test(text);
}
