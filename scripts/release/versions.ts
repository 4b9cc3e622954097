/** What names the version of a release, each as the text of its file. */
export interface Release {
  readonly manifest: string;
  readonly lockfile: string;
  readonly changelog: string;
  /** Files that tell users which version to take, by path. */
  readonly mentions: Readonly<Record<string, string>>;
}

/** Behind what a version of ours stands that users are told to take: in the action, the template, the hook, the plugin and npm. */
const MENTION =
  /(stateful-web-app(?:@v?|\/v| v)|rev: v|PLAN_VERSION: |package stateful-web-app\n +default: |synth-plugin\n.* version: )(\d+\.\d+\.\d+)\b/g;

interface Section {
  readonly title: string;
  readonly text: string;
}

/** The sections of a changelog, newest first. */
export function sectionsOf(changelog: string): Section[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return { title: section.slice(0, end), text: section.slice(end).trim() };
    });
}

/** A text that tells users to take another version. */
export function mentioning(version: string, text: string): string {
  return text.replace(MENTION, (_all, before: string) => `${before}${version}`);
}

/** What does not agree with the version in package.json, the one source. With a tag: what it lacks to be released. */
export function disagreements({ manifest, lockfile, changelog, mentions }: Release, tag?: string): string[] {
  const { version } = JSON.parse(manifest) as { version: string };
  const locked = JSON.parse(lockfile) as { version: string; packages: { '': { version: string } } };
  return [
    ...(locked.version === version && locked.packages[''].version === version
      ? []
      : [`package-lock.json: ${locked.version} is not ${version}`]),
    ...wrongInChangelog(changelog, version, tag !== undefined),
    ...Object.entries(mentions)
      .filter(([, text]) => mentioning(version, text) !== text)
      .map(([file]) => `${file}: names another version than ${version}`),
    ...(tag === undefined || tag === `v${version}` ? [] : [`the tag ${tag} is not v${version}`]),
  ];
}

function wrongInChangelog(changelog: string, version: string, isReleased: boolean): string[] {
  const [newest] = sectionsOf(changelog);
  const [name, day] = newest?.title.split(', ') ?? [];
  const wanted = `${version}, ${isReleased ? 'and the day as YYYY-MM-DD' : 'not released'}`;
  const isWanted = name === version && (isReleased ? /^\d{4}-\d\d-\d\d$/.test(day ?? '') : day !== undefined);
  if (!isWanted) return [`CHANGELOG.md: its newest section is '${newest?.title ?? ''}', not '${wanted}'`];
  return newest?.text === '' ? [`CHANGELOG.md: says nothing of ${version}`] : [];
}
