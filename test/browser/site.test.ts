import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { SITE, siteInBrowser, violationsOf, WCAG } from '../support/site/in-browser';
import { BASE } from '../support/site/serve';

const at = siteInBrowser();

const pages = (): string[] =>
  readdirSync(SITE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .map((file) => file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, ''))
    .sort();

/** A page, and what went wrong in it. */
async function opened(path: string, look: object = {}): Promise<{ page: Page; trouble: string[] }> {
  const page = await at.browser.newPage(look);
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => trouble.push(`dialog: ${dialog.message()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!/^(blob:|data:|about:)/.test(request.url()) && !request.url().startsWith(at.site.url)) {
      trouble.push(`request: ${request.url()}`);
    }
  });
  await page.goto(at.site.url + path, { waitUntil: 'load' });
  return { page, trouble };
}

const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > innerWidth') as Promise<boolean>;

test('every page loads without an error, fits a phone, is accessible, and links to what exists', async () => {
  const paths = pages();
  expect(paths.length).toBeGreaterThan(50);
  const page = await at.browser.newPage({ viewport: { width: 375, height: 740 } });
  const wrong: string[] = [];
  const anchors = new Map<string, ReadonlySet<string>>();
  const links: (readonly [page: string, href: string])[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${page.url()}: ${response.url()} ${response.status()}`);
  });
  for (const path of paths) {
    await page.goto(at.site.url + path, { waitUntil: 'load' });
    if (await isTooWide(page)) wrong.push(`${path}: wider than a phone`);
    wrong.push(...(await violationsOf(page, WCAG)).map((violation) => `${path}: ${violation}`));
    const found = (await page.evaluate(
      '[[...document.querySelectorAll("[id]")].map(({ id }) => id), [...document.querySelectorAll("a[href]")].map(({ href }) => href)]',
    )) as [string[], string[]];
    anchors.set(path, new Set(found[0]));
    links.push(...found[1].map((href) => [path, href] as const));
  }
  const broken = links.filter(([, href]) => {
    const { origin, pathname, hash } = new URL(href);
    if (origin !== new URL(at.site.url).origin) return false;
    const target =
      anchors.get(pathname.slice(BASE.length)) ?? anchors.get(pathname.slice(BASE.length).replace(/\.html$/, ''));
    return target === undefined || (hash !== '' && !target.has(decodeURIComponent(hash.slice(1))));
  });
  expect([...new Set(broken.map(([path, href]) => `${path}: ${href}`))]).toEqual([]);
  expect(wrong).toEqual([]);
  await page.close();
}, 600_000);

/** The page answers keys only once its script has started, which is after it has loaded. */
async function openSearch(page: Page): Promise<void> {
  const input = page.locator('#localsearch-input');
  for (let attempt = 0; attempt < 30 && !(await input.isVisible()); attempt++) {
    await page.keyboard.press('Control+k');
    await input.waitFor({ timeout: 1000 }).catch(() => undefined);
  }
}

test('the search finds a finding by its code, and a prop by its name', async () => {
  const { page, trouble } = await opened('', { viewport: { width: 1280, height: 800 } });
  for (const [words, file] of [
    ['claim-template-size', 'reference/rules'],
    ['grownTo', 'api/claims'],
  ] as const) {
    await openSearch(page);
    await page.locator('#localsearch-input').fill(words);
    await page.locator(`.VPLocalSearchBox a[href*="${file}"]`).first().waitFor();
    await page.keyboard.press('Escape');
  }
  expect(trouble).toEqual([]);
  await page.close();
});
