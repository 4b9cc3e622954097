/** Builds the whole site into build/site: `npm run site`. */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPlayground } from './playground/build.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
rmSync(`${here}.pages`, { recursive: true, force: true });
cpSync(`${here}../docs`, `${here}.pages`, { recursive: true });
execFileSync('npx', ['vitepress', 'build'], { cwd: here, stdio: 'inherit' });
await buildPlayground();
