import { FAMILIES, type OktaFamily, type OktaSettings } from '../org/okta-options';

// Commonly quoted for an org without a bought licence; the dashboard of an org tells its own.
const USUAL: Readonly<Record<OktaFamily, number>> = {
  users: 600,
  groups: 500,
  apps: 600,
  logs: 120,
  token: 300,
  others: 1200,
};

const MINUTE = 60_000;

/** Okta's limits: a number of requests in a window of one minute, told in the headers of every reply. */
export interface OktaRateLimit {
  /** Counts one request. */
  readonly take: (family: OktaFamily) => {
    readonly admitted: boolean;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly reset: () => void;
}

export const createOktaRateLimit = ({
  requestsPerMinute: rates,
  now,
}: Pick<OktaSettings, 'requestsPerMinute' | 'now'>): OktaRateLimit => {
  const windows = new Map<OktaFamily, { readonly until: number; readonly taken: number }>();
  const limitOf = (family: OktaFamily): number =>
    typeof rates === 'number' ? rates : ((rates === false ? undefined : rates[family]) ?? USUAL[family]);
  return {
    take: (family) => {
      const time = now().getTime();
      const limit = limitOf(family);
      const open = windows.get(family);
      const current =
        open === undefined || time >= open.until
          ? // Whole seconds, so that the window is over at the second the header names.
            { until: Math.ceil((time + MINUTE) / 1000) * 1000, taken: 0 }
          : open;
      const taken = rates === false ? 1 : current.taken + 1;
      windows.set(family, { ...current, taken });
      return {
        admitted: taken <= limit,
        headers: {
          'X-Rate-Limit-Limit': String(limit),
          'X-Rate-Limit-Remaining': String(Math.max(0, limit - taken)),
          'X-Rate-Limit-Reset': String(current.until / 1000),
        },
      };
    },
    reset: () => windows.clear(),
  };
};

/** @param segments of the path below the org's address */
export const familyOf = ([root, , resource]: readonly string[]): OktaFamily => {
  if (root === 'oauth2') {
    return 'token';
  }
  return FAMILIES.find((family) => family === resource) ?? 'others';
};
