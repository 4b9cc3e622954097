import type { KeptAccount } from '../../facts/kept-account';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

export const SERVICE_ACCOUNT_KEPT: Rule<KeptAccount> = {
  code: 'service-account-kept',
  title: 'Pods keep their service account, because the old field serviceAccount still names it',
  impact: 'none',
  remedy: 'Declare serviceAccountName with the account that you want',
  versions: ALL_VERSIONS,
  source: 'kubectl apply and kubectl apply --server-side on 1.30 and 1.37; pkg/apis/core/v1/conversion.go',
  *check({ path, kept, wanted }): Iterable<Found> {
    yield {
      path,
      before: kept,
      ...(wanted !== undefined && { after: wanted }),
      message: `The pods keep the service account ${show(kept)}. The API server stores it in serviceAccountName and in serviceAccount, and apply changes only the field that is declared`,
      remedy: `Declare serviceAccountName: ${wanted ?? 'default'}.`,
    };
  },
};
