import type { MarkdownRenderer } from 'vitepress';

const SITE = 'https://cdk8s-stateful-web-app.github.io/cdk8s-stateful-web-app';

/** As GitHub makes anchors, so that a link to a heading works in both places. */
export function slugify(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

/** Links of the docs are made for GitHub: what is outside of docs/ stays there, and a README is the index of its folder. */
export function siteLinks(md: MarkdownRenderer, repository: string): void {
  md.core.ruler.push('site-links', (state) => {
    const page = String((state.env as { relativePath?: string }).relativePath ?? '');
    makeHtmlText(state.tokens, state.Token);
    for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href !== null) token.attrSet('href', siteLink(href, page, repository));
    }
  });
}

function siteLink(href: string, page: string, repository: string): string {
  if (href.startsWith(`${SITE}/playground`)) return '/playground/';
  if (/^([a-z]+:|#)/.test(href)) return href;
  const [file = '', anchor] = href.split('#');
  const target = new URL(file, `file:///docs/${page}`).pathname.slice(1);
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (!target.startsWith('docs/')) return `${repository}/blob/main/${target}${hash}`;
  return `${file.replace(/README\.md$/, 'index.md')}${hash}`;
}

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/** What looks like a tag or like an expression of the template is text: the docs are Markdown alone. */
function makeHtmlText(tokens: Token[], Make: new (type: string, tag: string, nesting: -1 | 0 | 1) => Token): void {
  for (const token of tokens) {
    if (token.type === 'html_block' || token.type === 'html_inline') {
      token.type = 'text';
      if (token.content.startsWith('<!--')) token.content = '';
    }
    if (token.children === null) continue;
    makeHtmlText(token.children, Make);
    token.children = token.children.flatMap((child) => {
      if (child.type !== 'text' || !child.content.includes('{{')) return [child];
      const [open, close] = ['<span v-pre>', '</span>'].map((content) =>
        Object.assign(new Make('html_inline', '', 0), { content }),
      );
      return [open, child, close].filter((each) => each !== undefined);
    });
  }
}
