import { splitDocuments } from '../../manifests/documents';
import type { Variables } from '../unit';

const DISABLED = /kustomize\.toolkit\.fluxcd\.io\/substitute["']?\s*:\s*["']?disabled/;
const VARIABLE = /\$(\$)?\{([A-Za-z_]\w*)(?:(:?[-=+])([^}]*))?\}/g;

/**
 * Puts values in the place of `${NAME}`, `${NAME:=default}` and `${NAME:-default}`, as `postBuild` of Flux does. Where all variables are
 * known the others are empty; else they stay as they are.
 */
export function substitute(text: string, { values, complete }: Variables): string {
  if (!text.includes('${')) return text;
  const documents = splitDocuments('', text);
  const filled = documents.map((document) => (DISABLED.test(document.text) ? document.text : fill(document.text)));
  return filled.join('\n---\n');

  function fill(part: string): string {
    return part.replace(
      VARIABLE,
      (whole, escaped, name: string, operator: string | undefined, given: string | undefined) => {
        if (escaped !== undefined) return whole.slice(1);
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        if (operator === '+' || operator === ':+') return value === undefined || value === '' ? '' : (given ?? '');
        if (value !== undefined && (value !== '' || operator === undefined || !operator.startsWith(':'))) return value;
        if (operator !== undefined) return given ?? '';
        return complete ? '' : whole;
      },
    );
  }
}
