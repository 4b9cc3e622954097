import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Assembly } from './assembly';
import { ApiPages } from './page';
import { TOPICS } from './topics';

/** Writes docs/api out of `.jsii.gz`, which the build has made: `npm run docs`. */
const folder = join(process.cwd(), 'docs/api');
const pages = new ApiPages(JSON.parse(gunzipSync(readFileSync('.jsii.gz')).toString()) as Assembly);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'README.md'), pages.index());
for (const topic of TOPICS) writeFileSync(join(folder, `${topic.file}.md`), pages.page(topic));
