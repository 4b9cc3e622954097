import { deflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { type Answer, answer } from '../../site/playground/engine';
import { EXAMPLES } from '../../site/playground/examples';
import { OPENING } from '../../site/playground/opening';
import { HOSTILE } from '../plan/hostile';
import { siteInBrowser, violationsOf } from '../support/site/in-browser';

const at = siteInBrowser();

async function opened(fragment = '', look: object = {}): Promise<{ page: Page; trouble: string[] }> {
  const page = await at.browser.newPage(look);
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => trouble.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    const own = `${at.site.url}playground/`;
    if (!/^(blob:|data:|about:)/.test(request.url()) && !request.url().startsWith(own)) trouble.push(request.url());
  });
  await page.goto(`${at.site.url}playground/${fragment}`);
  await planned(page);
  return { page, trouble };
}

const planned = (page: Page): Promise<unknown> => page.waitForSelector('body[data-state=done]');
const report = (page: Page): ReturnType<Page['frameLocator']> => page.frameLocator('#report');
const fragmentOf = (value: unknown): string => `#plan=${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;
const editor = (page: Page, side: string): ReturnType<Page['locator']> => page.locator(`#${side} .cm-content`);

/** As somebody who pastes it: to fill the field at once sets styles, which the policy refuses. */
async function write(page: Page, side: string, text: string): Promise<void> {
  await editor(page, side).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

const told = (page: Page, impact: string): Promise<unknown> =>
  page.waitForSelector(`body[data-state=done][data-impact=${impact}]`);

test('each of the twelve examples is one click, and told as it is', async () => {
  expect(EXAMPLES).toHaveLength(12);
  const { page, trouble } = await opened();
  for (const { id, title, impact, code } of EXAMPLES) {
    await page.locator('#examples button', { hasText: title }).click();
    await report(page).locator('.code', { hasText: code }).first().waitFor({ state: 'attached' });
    await told(page, impact);
    expect(await report(page).locator('h1').innerText()).toContain(impact);
    expect(new URL(page.url()).hash).toBe(`#${id}`);
  }
  expect(trouble).toEqual([]);
  await page.close();
}, 180_000);

test('the report that the page brings along is the one that its engine makes', async () => {
  const { page, trouble } = await opened();
  const along = JSON.parse((await page.locator('#opening').textContent()) ?? '') as Answer;
  expect(along).toEqual(answer(OPENING));
  expect(await page.locator('#report').getAttribute('srcdoc')).toBe(along.html);
  expect(trouble).toEqual([]);
  await page.close();
});

test('the first line that differs is in sight, and marked on both sides', async () => {
  const { page, trouble } = await opened();
  for (const [side, size] of [
    ['before', '10Gi'],
    ['after', '20Gi'],
  ] as const) {
    const changed = page.locator(`#${side} .cm-changed`);
    expect(await changed.allInnerTexts()).toEqual([expect.stringContaining(`storage: ${size}`)]);
    const [line, box] = [await changed.boundingBox(), await page.locator(`#${side}`).boundingBox()];
    expect(line?.y).toBeGreaterThan(box?.y ?? Infinity);
    expect(line?.y).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
  }
  expect(await page.evaluate('scrollY')).toBe(0);
  expect(trouble).toEqual([]);
  await page.close();
});

test('a link brings back both sides, the pipeline, the version and the namespace', async () => {
  const { page } = await opened('#rename');
  await page.locator('#pipeline').selectOption('flux');
  await page.locator('#kubernetes').selectOption('1.30');
  await page.locator('#namespace').fill('other');
  await planned(page);
  await page.locator('#share').click();
  await page.waitForURL(/#plan=/);
  const { hash } = new URL(page.url());
  await page.close();

  const { page: again, trouble } = await opened(hash);
  expect(await editor(again, 'after').innerText()).toContain('name: docs');
  expect(await again.locator('#pipeline').inputValue()).toBe('flux');
  expect(await again.locator('#kubernetes').inputValue()).toBe('1.30');
  expect(await again.locator('#namespace').inputValue()).toBe('other');
  expect(trouble).toEqual([]);
  await again.close();
});

test.each([
  ['nonsense', '#plan=%00!!'],
  ['no JSON', `#plan=${deflateRawSync('{').toString('base64url')}`],
  ['other values', fragmentOf(['a', 'b', '<script>', '1.37', ''])],
  ['a text that unpacks to very much', `#plan=${deflateRawSync('a'.repeat(50_000_000)).toString('base64url')}`],
])('a damaged link (%s) is said, and shows an example', async (_, fragment) => {
  const { page, trouble } = await opened(fragment);
  expect(await page.locator('#says').innerText()).toContain('damaged');
  expect(trouble).toEqual([]);
  await page.close();
});

test('nothing that stands in a manifest or a link becomes markup, runs or loads', async () => {
  const side = (version: string): string =>
    HOSTILE.map((hostile, index) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `web-${index}`, annotations: { note: `${hostile}${version}` } },
        data: { text: `${hostile}${version}` },
      }),
    ).join('\n---\n');
  const { page, trouble } = await opened(fragmentOf([side('1'), side('2'), 'argocd', '1.37', '']));
  await told(page, 'update');
  await report(page).locator('h1').waitFor();
  expect(await page.locator('main script, main img, #says *').count()).toBe(0);
  expect(await report(page).locator('main script, main img, main iframe').count()).toBe(0);
  // A name that is none is an error, in the page itself.
  for (const hostile of HOSTILE) {
    await page.locator('#namespace').fill(hostile);
    await page.locator('#says.wrong').waitFor();
    expect(await page.locator('#says *').count()).toBe(0);
  }
  expect(trouble).toEqual([]);
  await page.close();
}, 120_000);

test('what cannot be read is said in the words of the command, and corrected by writing on', async () => {
  const { page } = await opened();
  await write(page, 'after', 'kind: {');
  await page.locator('#says.wrong').waitFor();
  expect(await page.locator('#says').innerText()).toContain('AFTER');
  await write(page, 'after', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n');
  await page.locator('#says.wrong').waitFor({ state: 'hidden' });
  await page.close();
});

test('files take the place of an editor, each with its name', async () => {
  const { page } = await opened();
  const text = (name: string): Buffer => Buffer.from(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`);
  await page.locator('#after-side input[multiple]').setInputFiles([
    { name: 'b.yaml', mimeType: 'text/yaml', buffer: text('b') },
    { name: 'a.yaml', mimeType: 'text/yaml', buffer: text('a') },
  ]);
  await page.locator('#after .cm-line', { hasText: '# b.yaml' }).waitFor();
  const shown = await editor(page, 'after').innerText();
  expect(shown.indexOf('# a.yaml')).toBeGreaterThanOrEqual(0);
  expect(shown.indexOf('# b.yaml')).toBeGreaterThan(shown.indexOf('# a.yaml'));
  await page.close();
});

test('the keyboard reaches everything, and leaves an editor with Tab', async () => {
  const { page } = await opened();
  await page.locator('#tab-plan').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await told(page, 'data-risk');
  const seen = new Set<string>();
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    seen.add((await page.evaluate('document.activeElement.id || document.activeElement.tagName')) as string);
  }
  expect([...seen]).toEqual(
    expect.arrayContaining(['pipeline', 'kubernetes', 'namespace', 'swap', 'share', 'alone', 'before', 'after']),
  );
  await page.locator('#tab-plan').focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('#panel-write').isVisible()).toBe(true);
  await page.close();
});

test('a program in TypeScript gives its YAML, and what is wrong with it is told', async () => {
  const { page, trouble } = await opened();
  await page.locator('#tab-write').click();
  await page.locator('#write-says', { hasText: 'Synthesised' }).waitFor();
  expect(await editor(page, 'output').innerText()).toContain('kind: Service');

  const program = `import { Chart } from 'cdk8s';
import { GitOpsApp, StatefulWebApp } from 'cdk8s-stateful-web-app';
const app = new GitOpsApp();
new StatefulWebApp(new Chart(app, 'wiki'), 'wiki', { image: 'a/b:1', replicas: REPLICAS });
app.synth();`;
  await write(page, 'program', program.replace('REPLICAS', '-1'));
  await page.locator('#problems').filter({ hasText: 'replicas-invalid' }).waitFor();
  await write(page, 'program', program.replace('REPLICAS', '3 as number'));
  await page.locator('#problems').waitFor({ state: 'hidden' });
  await page.locator('#as-after').click();
  expect(await editor(page, 'after').innerText()).toContain('kind: Service');
  await planned(page);
  expect(trouble).toEqual([]);
  await page.close();
}, 120_000);

test.each(['light', 'dark'] as const)('is accessible in %s, with both tabs', async (colorScheme) => {
  const { page } = await opened('#rename', { colorScheme });
  for (const tab of ['plan', 'write']) {
    await page.locator(`#tab-${tab}`).click();
    expect(await violationsOf(page)).toEqual([]);
  }
  await page.close();
});

test('the policy of the page allows no connection', async () => {
  const { page } = await opened();
  const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  const reached = await page.evaluate("fetch('style.css').then(() => true, () => false)");
  expect(reached).toBe(false);
  await page.close();
});
