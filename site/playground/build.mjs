import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const repository = fileURLToPath(new URL('../../', import.meta.url));
const out = `${repository}build/site/playground`;

/** What Node has and a browser does not, as far as the plan and the synth ask for it. */
const NODE = {
  crypto: `${here}shims/crypto.ts`,
  path: `${repository}site/node_modules/path-browserify/index.js`,
  fs: `${here}shims/fs.ts`,
  'fs/promises': `${here}shims/fs.ts`,
  os: `${here}shims/os.ts`,
  util: `${here}shims/util.ts`,
  child_process: `${here}shims/child-process.ts`,
};

const inBrowser = {
  name: 'in-browser',
  setup({ onResolve }) {
    onResolve({ filter: /^(node:)?(crypto|path|fs|fs\/promises|os|util|child_process)$/ }, ({ path }) => ({
      path: NODE[path.replace('node:', '')],
    }));
    // Where the synth replaces a folder, the page takes the files.
    onResolve({ filter: /folder\/replace-folder$/ }, () => ({ path: `${here}shims/replace-folder.ts` }));
  },
};

/** Bundles the playground into build/site/playground. */
export async function buildPlayground() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const options = {
    absWorkingDir: repository,
    outdir: out,
    bundle: true,
    format: 'esm',
    splitting: true,
    platform: 'browser',
    target: 'es2022',
    minify: true,
    // Messages name classes.
    keepNames: true,
    legalComments: 'none',
    chunkNames: 'chunk-[hash]',
    plugins: [inBrowser],
    define: { 'process.env.NODE_ENV': '"production"' },
    nodePaths: [`${repository}site/node_modules`, `${repository}node_modules`],
  };
  await build({ ...options, entryPoints: [`${here}main.ts`, `${here}plan-worker.ts`] });
  await build({
    ...options,
    splitting: false,
    entryPoints: [`${here}library.ts`],
    inject: [`${here}shims/globals.ts`],
  });
  await build({ ...options, splitting: false, entryPoints: [`${here}compiler-worker.ts`] });
  await build({ ...options, format: 'iife', splitting: false, entryPoints: [`${here}theme.ts`] });
  const engine = await build({ ...options, splitting: false, write: false, entryPoints: [`${here}at-build.ts`] });
  const { STYLE, SCRIPT, OPENING, answer } = await import(
    `data:text/javascript;base64,${Buffer.from(engine.outputFiles[0].contents).toString('base64')}`
  );
  // No text of a report ends the element that holds it.
  const opening = JSON.stringify(answer(OPENING)).replaceAll('<', '\\u003c');
  writeFileSync(
    `${out}/index.html`,
    readFileSync(`${here}index.html`, 'utf8')
      .replace('POLICY', policy(STYLE, SCRIPT))
      .replace('OPENING', () => opening),
  );
  cpSync(`${here}style.css`, `${out}/style.css`);
}

/** The report is a page in the page, and the policy of the outer one holds for it too: so that one names the inner's style and script. */
function policy(style, script) {
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    `default-src 'none'`,
    `connect-src 'none'`,
    `script-src 'self' ${hash(script)}`,
    `style-src 'self' ${hash(style)}`,
    // A browser keeps the look of text by a style attribute while one edits it; the sheets stay ours.
    `style-src-attr 'unsafe-inline'`,
    // Programs that are written in the page run in a worker of their own.
    `worker-src 'self' blob:`,
    `img-src 'self' data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}
