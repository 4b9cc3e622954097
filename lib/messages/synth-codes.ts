import { APP_CODES } from './codes/app';
import type { CodeInfo } from './codes/code';
import { CONTAINER_CODES } from './codes/container';
import { NETWORK_CODES, OPERATION_CODES } from './codes/network';
import { SHAPE_CODES } from './codes/shape';
import { CLAIM_CODES, STORAGE_CODES } from './codes/storage';

/** Every code of an error or a warning that synth gives. Codes are API: they are added, never reused. */
export const SYNTH_CODES = {
  ...APP_CODES,
  ...SHAPE_CODES,
  ...CONTAINER_CODES,
  ...NETWORK_CODES,
  ...OPERATION_CODES,
  ...CLAIM_CODES,
  ...STORAGE_CODES,
} satisfies Readonly<Record<string, CodeInfo>>;

export type SynthCode = keyof typeof SYNTH_CODES;

/** The codes by what they are about, as the reference lists them. */
export const SYNTH_CODE_GROUPS: ReadonlyArray<{
  readonly title: string;
  readonly codes: Readonly<Record<string, CodeInfo>>;
}> = [
  { title: 'The app as a whole', codes: APP_CODES },
  { title: 'Shapes, fields and patches', codes: SHAPE_CODES },
  { title: 'Containers and pods', codes: CONTAINER_CODES },
  { title: 'Network', codes: NETWORK_CODES },
  { title: 'Autoscaling, disruptions and monitoring', codes: OPERATION_CODES },
  { title: 'Claims', codes: CLAIM_CODES },
  { title: 'Storage of a cluster', codes: STORAGE_CODES },
];

/** The codes of all that can be found about storage. */
export const STORAGE_CODE_NAMES: readonly string[] = Object.keys(STORAGE_CODES);

/** Those of them that are warnings, which can be acknowledged. */
export const ACKNOWLEDGEABLE: readonly string[] = Object.entries(STORAGE_CODES).flatMap(([code, { kind }]) =>
  kind === 'warning' ? [code] : [],
);
