import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { formatHtml } from '../../lib/cli/plan/format-html';
import { judge } from '../../lib/cli/plan/verdict';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan } from '../../lib/plan';
import { HOSTILE } from '../plan/hostile';
import { service, statefulSet } from '../plan/objects';

const folder = mkdtempSync(join(tmpdir(), 'page-'));
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** What a page did that it must not. */
interface Opened {
  readonly page: Page;
  readonly trouble: string[];
}

async function open(before: readonly Manifest[], after: readonly Manifest[], look: object = {}): Promise<Opened> {
  const verdict = judge(plan(before, after), { of: new Map(), notes: [] }, 'rejected');
  const file = join(folder, 'plan.html');
  writeFileSync(file, formatHtml([{ verdict, scene: { before, after } }]));
  const page = await browser.newPage(look);
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => trouble.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, trouble };
}

const app = (name: string, image: string, spec: Record<string, unknown> = {}): Manifest[] => [
  service({ selector: { app: name } }, name),
  statefulSet(
    {
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'web', image }] } },
      ...spec,
    },
    {},
    { name },
  ),
];
const apps = (count: number, image: string): Manifest[] =>
  Array.from({ length: count }, (_, index) => app(`app-${index}`, `nginx:1.${index}.${image}`)).flat();

const visible = (page: Page): Promise<number> => page.locator('.entry:visible').count();

test('opens what happens, and draws it before, during and after', async () => {
  const { page, trouble } = await open(app('web', 'nginx:1.1'), app('web', 'nginx:1.2'));
  expect(await page.locator('h1').innerText()).toMatch(/restart/);
  expect(await page.locator('.stage h4').allInnerTexts()).toEqual(['Before', 'During', 'After']);
  expect(await page.locator('.stage:nth-child(2) .pod.tone-restart').count()).toBe(2);
  expect(await page.locator('.box').first().isVisible()).toBe(true);
  expect(trouble).toEqual([]);
});

test('filters by text and by impact, and shows only what changes', async () => {
  const { page, trouble } = await open([...apps(500, '1')], [...apps(500, '2'), service({}, 'new')]);
  expect(await visible(page)).toBe(501);
  await page.locator('#search').fill('app-123 nginx');
  expect(await visible(page)).toBe(1);
  expect(await page.locator('.count').innerText()).toBe('1 of 501');
  await page.locator('#search').fill('');
  await page.locator('[data-impact=restart]').first().uncheck();
  expect(await visible(page)).toBe(1);
  await page.locator('[data-impact=restart]').first().check();
  await page.locator('#search').fill('app-123 nginx');
  await page.locator('#all').click();
  const boxes = page.locator('.entry:visible .box:visible');
  const all = await boxes.count();
  await page.locator('#only').check();
  expect(await boxes.count()).toBe(2);
  expect(all).toBeGreaterThan(2);
  expect(trouble).toEqual([]);
});

test.each(['light', 'dark'] as const)('can be read in %s, on a phone too', async (colorScheme) => {
  const changes: [Manifest[], Manifest[]] = [
    [...app('web', 'nginx:1.1'), ...app('gone', 'x:1'), ...app('small', 'x:1', { replicas: 3 })],
    [...app('web', 'nginx:1.2'), ...app('come', 'x:1'), ...app('small', 'x:1', { serviceName: 'other' })],
  ];
  const { page } = await open(...changes, { colorScheme, viewport: { width: 360, height: 740 } });
  await page.locator('#all').click();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  const contrasts = (await page.evaluate(CONTRASTS)) as { readonly text: string; readonly ratio: number }[];
  expect(contrasts.length).toBeGreaterThan(10);
  expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  const shot = await page.screenshot({ fullPage: true });
  expect(shot.equals(await page.screenshot({ fullPage: true }))).toBe(true);
  await page.emulateMedia({ colorScheme: colorScheme === 'dark' ? 'light' : 'dark' });
  expect(shot.equals(await page.screenshot({ fullPage: true }))).toBe(false);
});

test('prints everything, without the filter', async () => {
  const { page } = await open(apps(3, '1'), [...apps(3, '2'), service({}, 'new')]);
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.entry:not([open])').count()).toBe(0);
  expect(await page.locator('.tools').isVisible()).toBe(false);
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
});

test('runs and loads nothing that stands in a manifest', async () => {
  const sides = (version: string): Manifest[] =>
    HOSTILE.flatMap((hostile) => app(`web${hostile}`, `nginx:1.${version}${hostile}`));
  const { page, trouble } = await open(sides('1'), sides('2'));
  await page.locator('#all').click();
  expect(trouble).toEqual([]);
  expect(await page.locator('h1').count()).toBe(1);
  // Objects to which the same happens share an entry.
  expect(await page.locator('.entry').count()).toBeGreaterThan(10);
  expect(await page.locator('main').textContent()).toContain('$(touch pwned)');
});

/** In the page: the contrast of each badge, box and piece of text with its own ground. */
const CONTRASTS = `(() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor;
      if (!/, 0\\)$/.test(color)) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('.badge, .box, .meaning, .code, .told p, h1, code')].map((element) => {
    const [a, b] = [light(getComputedStyle(element).color), light(groundOf(element))];
    return { text: element.className + ' ' + element.textContent, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
  });
})()`;
