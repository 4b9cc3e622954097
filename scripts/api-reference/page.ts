import type { ApiType, Assembly, Callable, Documented, Method, Property, TypeRef } from './assembly';
import { byRank, type Topic, TOPICS, topicOf } from './topics';

const NOTICE = '<!-- Written by scripts/api-reference. Do not edit: npm run docs -->';

/** The pages of the API, as Markdown that GitHub and the site show alike. */
export class ApiPages {
  private readonly types: readonly ApiType[];

  public constructor(private readonly assembly: Assembly) {
    this.types = Object.values(assembly.types).sort(byRank);
  }

  public index(): string {
    const sections = TOPICS.map((topic) => {
      const types = this.of(topic).map((type) => `| ${this.link(type)} | ${cell(firstSentence(type))} |`);
      return `## [${topic.title}](${topic.file}.md)\n\n${upper(topic.about)}.\n\n| | |\n|---|---|\n${types.join('\n')}`;
    });
    return [NOTICE, '# API', 'Every construct, its props and its classes, by topic.', ...sections].join('\n\n') + '\n';
  }

  public page(topic: Topic): string {
    const types = this.of(topic).map((type) => this.type(type));
    return [NOTICE, `# ${topic.title}: API`, `${upper(topic.about)}.`, ...types].join('\n\n') + '\n';
  }

  private of(topic: Topic): readonly ApiType[] {
    return this.types.filter((type) => topicOf(type) === topic);
  }

  private type(type: ApiType): string {
    const { properties = [], methods = [], members = [], initializer } = type;
    const own = methods.filter((method) => method.overrides === undefined && method.protected !== true);
    const parts = [
      `## ${type.name}`,
      ...prose(type),
      ...(initializer === undefined ? [] : [this.call(`new ${type.name}`, initializer), ...thrown(initializer)]),
      ...this.inherited(type),
      ...properties.filter(({ name }) => !name.startsWith('_')).map((each) => this.property(type, each)),
      ...own.map((each) => this.method(type, each)),
      ...(members.length === 0 ? [] : [enumTable(members)]),
    ];
    return parts.join('\n\n');
  }

  /** All props of a struct that takes some from others, each linked to where it is explained. */
  private inherited(type: ApiType): readonly string[] {
    const bases = this.basesOf(type);
    if (bases.length === 0) return [];
    const rows = [type, ...bases].flatMap((owner) =>
      (owner.properties ?? []).map(
        (each) =>
          [
            each.name,
            `| [\`${each.name}\`](${this.target(owner, each.name)}) | ${this.typeText(each.type)} | ${cell(firstSentence(each))} |`,
          ] as const,
      ),
    );
    const sorted = rows.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
    return [
      `Has the props of ${bases.map((base) => this.link(base)).join(', ')} too. All of them:`,
      `| prop | type | |\n|---|---|---|\n${sorted.join('\n')}`,
    ];
  }

  private basesOf(type: ApiType): readonly ApiType[] {
    if (type.datatype !== true) return [];
    const direct = (type.interfaces ?? []).map((fqn) => this.assembly.types[fqn]).filter((each) => each !== undefined);
    return [...new Set(direct.flatMap((base) => [base, ...this.basesOf(base)]))];
  }

  private property(owner: ApiType, each: Property): string {
    const isOptional = each.optional === true;
    const needed =
      owner.datatype === true ? (isOptional ? ', optional' : ', required') : isOptional ? ' or `undefined`' : '';
    const kind = each.static === true ? ', static' : '';
    return [`### ${owner.name}.${each.name}`, `Type: ${this.typeText(each.type)}${needed}${kind}`, ...prose(each)].join(
      '\n\n',
    );
  }

  private method(owner: ApiType, each: Method): string {
    const prefix = each.static === true ? `${owner.name}.` : '';
    const returns = each.returns === undefined ? 'void' : this.plainType(each.returns.type);
    const linked = (each.parameters ?? []).map(({ type }) => type).filter((type) => this.typeText(type).includes(']('));
    const more = [...new Set(linked.map((type) => this.typeText(type)))].join(', ');
    return [
      `### ${owner.name}.${each.name}()`,
      this.call(`${prefix}${each.name}`, each, returns),
      ...prose(each),
      ...thrown(each),
      ...(more === '' ? [] : [`Takes ${more}.`]),
    ].join('\n\n');
  }

  private call(name: string, callable: Callable, returns?: string): string {
    const parameters = (callable.parameters ?? []).map(
      (each) => `${each.name}${each.optional === true ? '?' : ''}: ${this.plainType(each.type)}`,
    );
    // Not ts: blocks of that language are programs of their own.
    return `\`\`\`typescript\n${name}(${parameters.join(', ')})${returns === undefined ? '' : `: ${returns}`}\n\`\`\``;
  }

  private plainType(type: TypeRef): string {
    if ('primitive' in type) return type.primitive;
    if ('fqn' in type) return type.fqn.split('.').slice(1).join('.');
    if ('union' in type) return type.union.types.map((each) => this.plainType(each)).join(' | ');
    const element = this.plainType(type.collection.elementtype);
    return type.collection.kind === 'array' ? `${element}[]` : `Record<string, ${element}>`;
  }

  private typeText(type: TypeRef): string {
    const named = this.namedIn(type);
    const plain = `\`${this.plainType(type).replaceAll('|', '\\|')}\``;
    return named === undefined ? plain : `[${plain}](${this.target(named)})`;
  }

  private namedIn(type: TypeRef): ApiType | undefined {
    if ('fqn' in type) return this.assembly.types[type.fqn];
    return 'collection' in type ? this.namedIn(type.collection.elementtype) : undefined;
  }

  private link(type: ApiType): string {
    return `[\`${type.name}\`](${this.target(type)})`;
  }

  private target(type: ApiType, property = ''): string {
    return `${topicOf(type).file}.md#${`${type.name}${property}`.toLowerCase()}`;
  }
}

function prose({ docs }: Documented): readonly string[] {
  const { summary, remarks, default: value } = docs ?? {};
  // jsii takes the first sentence off; a list or a program stays a paragraph of its own.
  const parts = [summary, remarks].filter((text) => text !== undefined);
  const texts = parts.length === 0 ? [] : [escaped(parts.join(/^(```|[-*] )/.test(remarks ?? '') ? '\n\n' : ' '))];
  // A default is a value, or after a dash words about it.
  const standard =
    value === undefined ? [] : [`Default: ${/^-\s/.test(value) ? escaped(value.slice(2)) : `\`${value}\``}`];
  return [...texts, ...standard];
}

function thrown({ docs }: Callable): readonly string[] {
  const throws = docs?.custom?.throws;
  return throws === undefined ? [] : [`Throws: ${escaped(throws)}`];
}

function enumTable(members: readonly Documented[]): string {
  const rows = members.map(
    (each) => `| \`${each.name}\` | ${cell([each.docs?.summary, each.docs?.remarks].join(' '))} |`,
  );
  return `| value | |\n|---|---|\n${rows.join('\n')}`;
}

function firstSentence({ docs }: Documented): string {
  return docs?.summary ?? '';
}

function cell(text: string): string {
  return escaped(text).replaceAll('\n', ' ').replaceAll('|', '\\|').trim();
}

/** Outside of code, what looks like a tag is text. */
function escaped(text: string): string {
  return text
    .split(/(```[^]*?```|`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part.replace(/^```ts\n/, '```typescript\n') : part.replaceAll('<', '\\<')))
    .join('');
}

function upper(text: string): string {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
