import type { Varying } from '../environments/merge';
import type { ProgramApp } from '../environments/program-apps';
import { FilesCode, Literal } from '../code/code';
import { commentLine, print, printLines } from '../code/print';
import { constantsOf } from './constants';
import { quoted } from '../code/text-literal';
import { importLines, namesIn } from './imports';

export function printAppFile({ name, identifier, props, comment, varying }: ProgramApp): string {
  const shared = constantsOf(props, identifier);
  const constants = shared.constants.map((each) => {
    const head = `const ${each.name} = `;
    return `${head}${print(each.value, 0, head.length + 1)};\n`;
  });
  const names = new Set([...namesIn(props), 'Chart', 'StatefulWebApp']);
  const types = varying.some(({ prop }) => prop !== undefined) ? ['StatefulWebAppProps'] : [];
  const above = comment.map((line) => `${commentLine(line)}\n`).join('');
  const values = varying.length === 0 ? '' : `, values: ${typeName(identifier)}`;
  return `${importLines(names, types)}

${constants.length === 0 ? '' : `${constants.join('')}\n`}${varying.length === 0 ? '' : `${printValues(identifier, varying)}\n`}${above}export function ${identifier}(chart: Chart${values}): StatefulWebApp {
  return new StatefulWebApp(chart, ${quoted(name)}, ${printLines(shared.props, 2)});
}
`;
}

function printValues(identifier: string, varying: readonly Varying[]): string {
  const fields = varying.map(
    (each) => `  readonly ${each.name}${each.values.includes(undefined) ? '?' : ''}: ${typeOf(each)};\n`,
  );
  return `/** What differs between the environments. */\nexport interface ${typeName(identifier)} {\n${fields.join('')}}\n`;
}

function typeOf({ prop, values }: Varying): string {
  if (prop !== undefined) return `StatefulWebAppProps['${prop}']`;
  const [first] = values;
  if (first instanceof FilesCode) return 'Record<string, string>';
  return first instanceof Literal ? typeof first.value : 'unknown';
}

function typeName(identifier: string): string {
  return `${identifier.charAt(0).toUpperCase()}${identifier.slice(1)}Values`;
}
