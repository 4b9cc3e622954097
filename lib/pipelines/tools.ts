import { ARGOCD } from './argocd';
import { FLUX } from './flux';
import { HELM } from './helm';
import { KUBECTL } from './kubectl';
import type { Pipeline, Tool } from './tool';

export const TOOLS: Readonly<Record<Pipeline, Tool>> = { kubectl: KUBECTL, argocd: ARGOCD, flux: FLUX, helm: HELM };
