import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const TABLE = join(ROOT, 'lib/shape/prop-table.ts');
/** The props of constructs, and of the classes that are made with `new` or take all their props at once. */
const PROPS = [
  'StatefulWebAppProps',
  'ClaimSnapshotsProps',
  'SnapshotScheduleProps',
  'AppNamespaceProps',
  'AppIdentityProps',
  'ClusterProps',
  'ClusterSettings',
  'ClusterFiles',
];

/** Classes whose objects programs ask for names, hosts and Services. */
const OBJECTS = ['StatefulWebApp', 'AppIdentity', 'ClaimSnapshots', 'SnapshotSchedule', 'AppNamespace', 'Cluster'];

/** The shapes of all props and of what the factories take, out of the types of lib/index.ts. */
class PropTable {
  private readonly program = ts.createProgram([join(ROOT, 'lib/index.ts')], {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
    types: ['node'],
  });
  private readonly checker = this.program.getTypeChecker();
  private readonly named = new Map<string, ts.Symbol>();
  private readonly structs: Record<string, Record<string, string>> = {};
  private readonly enums: Record<string, readonly string[]> = {};
  private readonly members: Record<string, readonly string[]> = {};
  private readonly factories: Record<string, Record<string, Record<string, string>>> = {};

  public text(): string {
    const index = this.program.getSourceFile(join(ROOT, 'lib/index.ts'));
    const module = index === undefined ? undefined : this.checker.getSymbolAtLocation(index);
    if (module === undefined) throw new Error('lib/index.ts exports nothing');
    const exported = this.checker.getExportsOfModule(module);
    for (const symbol of exported) {
      const type = this.checker.getDeclaredTypeOfSymbol(this.aliased(symbol));
      if (PROPS.includes(symbol.name)) this.typeOf(type);
      if (OBJECTS.includes(symbol.name)) this.members[symbol.name] = publicNames(type);
    }
    for (const symbol of exported) this.addFactories(this.aliased(symbol));
    const sorted = <T>(record: Record<string, T>): Record<string, T> =>
      Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
    const constant = (name: string, type: string, value: object): string =>
      `export const ${name}: Readonly<Record<string, ${type}>> = ${JSON.stringify(value)};\n`;
    return [
      '// Written by scripts/generate-prop-table.ts. Do not edit: npm run props\n',
      '/** The props of each type. `!` required, `[]` a list of, `{}` a map of, `E:` an enum, `S:` a struct, `F:` one of cdk8s-plus, `C:` a class. */',
      constant('STRUCTS', 'Readonly<Record<string, string>>', sorted(this.structs)),
      '/** The values of each enum. */',
      constant('ENUMS', 'readonly string[]', sorted(this.enums)),
      '/** The parameters of the static methods of each class. */',
      constant('FACTORIES', 'Readonly<Record<string, Readonly<Record<string, string>>>>', sorted(this.factories)),
      '/** What the objects of these classes have. */',
      constant('MEMBERS', 'readonly string[]', sorted(this.members)),
    ].join('\n');
  }

  private aliased(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private addFactories(symbol: ts.Symbol): void {
    if (!(symbol.flags & ts.SymbolFlags.Class)) return;
    const found: Record<string, Record<string, string>> = {};
    for (const member of this.checker.getPropertiesOfType(this.checker.getTypeOfSymbol(symbol))) {
      const { valueDeclaration: declaration } = member;
      if (declaration === undefined || !ts.isMethodDeclaration(declaration) || member.name.startsWith('_')) continue;
      if (declaration.getSourceFile().fileName.includes('node_modules')) continue;
      if (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) continue;
      found[member.name] = Object.fromEntries(
        declaration.parameters.map((parameter) => {
          const optional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
          const type = this.typeOf(this.checker.getTypeAtLocation(parameter));
          return [parameter.name.getText(), optional ? type : `!${type}`];
        }),
      );
    }
    if (Object.keys(found).length > 0) this.factories[symbol.name] = found;
  }

  private typeOf(given: ts.Type): string {
    const type = this.checker.getNonNullableType(given);
    if (type.flags & ts.TypeFlags.Any) return 'any';
    if (type.flags & ts.TypeFlags.String) return 'string';
    if (type.flags & ts.TypeFlags.Number) return 'number';
    if (type.flags & (ts.TypeFlags.Boolean | ts.TypeFlags.BooleanLiteral)) return 'boolean';
    if (type.flags & ts.TypeFlags.EnumLike) return this.enumOf(type);
    if (this.checker.isArrayType(type))
      return `[]${this.typeOf(this.checker.getTypeArguments(type as ts.TypeReference)[0] ?? type)}`;
    const values = type.getStringIndexType();
    if (values !== undefined) return `{}${this.typeOf(values)}`;
    const symbol = type.getSymbol();
    if (symbol === undefined) throw new Error(`A type without a name: ${this.checker.typeToString(type)}`);
    const properties = type.getProperties();
    const isClass = (symbol.flags & ts.SymbolFlags.Class) !== 0;
    const hasMethods = properties.some(({ flags }) => (flags & ts.SymbolFlags.Method) !== 0);
    if (isClass || hasMethods) return `C:${symbol.name}`;
    return this.structOf(symbol, properties);
  }

  private structOf(symbol: ts.Symbol, properties: readonly ts.Symbol[]): string {
    const foreign = symbol.declarations?.[0]?.getSourceFile().fileName.includes('node_modules') ?? false;
    const known = this.named.get(symbol.name);
    if (known !== undefined && known !== symbol) throw new Error(`Two types are called ${symbol.name}`);
    if (known === undefined) {
      this.named.set(symbol.name, symbol);
      const fields: Record<string, string> = {};
      this.structs[symbol.name] = fields;
      for (const property of properties) {
        const declaration = property.valueDeclaration;
        if (declaration === undefined) continue;
        const required = (property.flags & ts.SymbolFlags.Optional) === 0;
        const type = this.typeOf(this.checker.getTypeOfSymbolAtLocation(property, declaration));
        fields[property.name] = required ? `!${type}` : type;
      }
    }
    return `${foreign ? 'F' : 'S'}:${symbol.name}`;
  }

  private enumOf(type: ts.Type): string {
    const members = type.isUnion() ? type.types : [type];
    let symbol = type.getSymbol();
    if (symbol !== undefined && symbol.flags & ts.SymbolFlags.EnumMember)
      symbol = (symbol as ts.Symbol & { parent?: ts.Symbol }).parent;
    const name = symbol?.name ?? this.checker.typeToString(type);
    this.enums[name] = members.map((member) => String((member as ts.LiteralType).value));
    return `E:${name}`;
  }
}

function publicNames(type: ts.Type): readonly string[] {
  const isPublic = ({ name, valueDeclaration }: ts.Symbol): boolean =>
    !name.startsWith('_') &&
    (valueDeclaration === undefined ||
      (ts.getCombinedModifierFlags(valueDeclaration) & ts.ModifierFlags.Private) === 0);
  return type
    .getProperties()
    .filter(isPublic)
    .map(({ name }) => name)
    .sort();
}

/** `--check` writes nothing, and fails where the table is not what the types say. */
async function main(): Promise<void> {
  const text = await format(new PropTable().text(), { ...(await resolveConfig(TABLE)), parser: 'typescript' });
  if (!process.argv.includes('--check')) writeFileSync(TABLE, text);
  else if (readFileSync(TABLE, 'utf8') !== text) throw new Error(`${TABLE} is stale: npm run props`);
}

void main();
