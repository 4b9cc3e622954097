import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { KnownImage } from '../lib/images/known-image';
import { KNOWN_IMAGES } from '../lib/images/known-images';

const IMAGES_PAGE = join(__dirname, '../docs/reference/known-images.md');

function row(image: KnownImage): string {
  const { steps } = image;
  const data =
    image.refusesOthers === true
      ? 'no other major version starts on the data'
      : image.refusesNewer === true
        ? 'an older version does not start on the data'
        : '';
  const path = steps === undefined ? '' : steps === 'each' ? 'one after the other' : steps.join(' → ');
  const cells = [
    image.title,
    image.names.map((name) => `\`${name}\``).join(', '),
    image.directories.map((name) => `\`${name}\``).join(', '),
    image.ports.join(', '),
    image.numbers === 1 ? 'major' : 'major.minor',
    data,
    path,
    image.quorum === true ? 'yes' : '',
    image.sources.map((source, index) => `[${index + 1}](${source})`).join(' '),
  ];
  return `| ${cells.join(' | ')} |`;
}

const HEAD = `<!-- Written by scripts/generate-known-images.ts. Do not edit: npm run docs:images -->

# Known images

What \`plan\` knows of images that keep data, and where that is said. \`npm run docs:images\` writes this page from \`lib/images\`. It counts only where a claim is
mounted at the image's data directory, the tag says the version, and no container of the pod is there to upgrade the data. Of every other image the plan says what a new major version *may* do.

| image | repositories end in | data directory | ports | releases | data | upgrades | majority | sources |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
`;

/** What the plan knows of images, out of the table that it uses. */
async function imagesPage(): Promise<string> {
  const text = `${HEAD}${KNOWN_IMAGES.map(row).join('\n')}\n`;
  return format(text, { ...(await resolveConfig(IMAGES_PAGE)), parser: 'markdown' });
}

void imagesPage().then((page) => {
  writeFileSync(IMAGES_PAGE, page);
});
