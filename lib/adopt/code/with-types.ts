import { ENUMS, FACTORIES, STRUCTS } from '../../shape/prop-table';
import { Call, type Code, ListCode, Literal, MapCode, Member } from './code';
import { exported } from './evaluate';

/** The code with the members of enums in the place of their values, where the props want such. */
export function withTypes(code: Code, type: string): Code {
  const wanted = type.replace(/^!/, '');
  if (code instanceof Call) {
    const parameters = Object.values(FACTORIES[code.owner]?.[code.method] ?? {});
    return new Call(
      code.owner,
      code.method,
      code.args.map((arg, index) => withTypes(arg, parameters[index] ?? 'any')),
    );
  }
  if (code instanceof ListCode && wanted.startsWith('[]'))
    return new ListCode(code.items.map((item) => withTypes(item, wanted.slice(2))));
  const [tag, name = ''] = wanted.split(':');
  if (code instanceof MapCode) {
    const every = wanted.startsWith('{}') ? wanted.slice(2) : undefined;
    const fields = tag === 'S' || tag === 'F' ? (STRUCTS[name] ?? {}) : {};
    return new MapCode(
      code.entries.map((entry) => ({ ...entry, value: withTypes(entry.value, every ?? fields[entry.key] ?? 'any') })),
    );
  }
  if (code instanceof Literal && tag === 'E' && typeof code.value === 'string' && ENUMS[name]?.includes(code.value)) {
    const member = Object.entries(exported(name) as object).find(([, value]) => value === code.value);
    return member === undefined ? code : new Member(name, member[0], code.value);
  }
  return code;
}
