import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { serve, type Served } from './serve';

const ROOT = join(__dirname, '..', '..', '..');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Where `npm run site` puts the site. */
export const SITE = join(ROOT, 'build', 'site');

/** The site, built if it is not yet, and the browser, for the tests of one file. */
export function siteInBrowser(): { readonly browser: Browser; readonly site: Served } {
  const opened = {} as { browser: Browser; site: Served };
  beforeAll(async () => {
    if (!existsSync(join(SITE, 'playground', 'index.html'))) {
      execFileSync('npm', ['run', 'site'], { cwd: ROOT, stdio: 'pipe' });
    }
    opened.site = await serve(SITE);
    opened.browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '', args: ['--no-sandbox'] });
  }, 600_000);
  afterAll(async () => {
    await opened.browser.close();
    await opened.site.close();
  });
  return opened;
}

/** Those of WCAG 2.2 at the levels A and AA. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds in the page, but not in its frames: by all its rules, or by those of some standards. */
export async function violationsOf(page: Page, standards?: readonly string[]): Promise<string[]> {
  await page.evaluate(AXE);
  const options = JSON.stringify({ iframes: false, ...(standards && { runOnly: standards }) });
  return (await page.evaluate(`axe.run(${options}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' '))))`)) as string[];
}
