import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { HOME } from './home.mts';
import { siteLinks, slugify } from './links.mts';
import { sidebarOf } from './sidebar.mts';

const inRepository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const DOCS = inRepository('docs');
const REPOSITORY = 'https://github.com/cdk8s-stateful-web-app/cdk8s-stateful-web-app';

/** The site: the pages of docs/ as they are, and the playground beside them. */
export default defineConfig({
  title: 'cdk8s-stateful-web-app',
  description: 'Web applications that keep state on Kubernetes: written in TypeScript, planned before they are applied',
  lang: 'en-GB',
  base: '/cdk8s-stateful-web-app/',
  // A copy of docs/ that the build makes: pages find their packages only below this folder.
  srcDir: '.pages',
  outDir: inRepository('build/site'),
  cacheDir: inRepository('build/vitepress'),
  cleanUrls: true,
  // GitHub shows README.md of a folder.
  rewrites: { 'README.md': 'index.md', ':folder/README.md': ':folder/index.md' },
  markdown: {
    // The usual themes are too pale for small text.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify },
    config: (md) => siteLinks(md, REPOSITORY),
  },
  // The playground is no page of this generator.
  ignoreDeadLinks: [/^\/playground\//],
  transformPageData: (page) => (page.relativePath === 'index.md' ? { frontmatter: HOME, title: 'Home' } : undefined),
  head: [
    ['link', { rel: 'icon', href: 'data:,' }],
    ['meta', { name: 'referrer', content: 'no-referrer' }],
  ],
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Guide', link: '/guide/' },
      { text: 'Reference', link: '/reference/' },
      { text: 'API', link: '/api/' },
      { text: 'Playground', link: '/playground/', target: '_self' },
    ],
    sidebar: {
      '/guide/': sidebarOf(DOCS, 'guide'),
      '/reference/': sidebarOf(DOCS, 'reference'),
      '/api/': sidebarOf(DOCS, 'api'),
      '/maintainers/': sidebarOf(DOCS, 'maintainers'),
    },
    outline: { level: [2, 3] },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path` },
    footer: { message: 'Licensed under Apache-2.0. No cookies, no tracking.' },
  },
});
