import { stampOf, type OktaOrg } from '../org/okta-org';
import type { OktaGroup, OktaTarget, OktaUser } from '../org/okta-records';
import type { OktaCall } from '../request/okta-call';

export const userTarget = ({ id, profile }: OktaUser): OktaTarget => ({
  id,
  type: 'User',
  alternateId: String(profile['login']),
  displayName: `${String(profile['firstName'])} ${String(profile['lastName'])}`,
});

export const groupTarget = ({ id, profile }: OktaGroup): OktaTarget => ({
  id,
  type: 'UserGroup',
  alternateId: 'unknown',
  displayName: profile.name,
});

/** Writes an event into the system log. */
export const logEvent = (
  org: OktaOrg,
  { caller, headers }: Pick<OktaCall, 'caller' | 'headers'>,
  eventType: string,
  displayMessage: string,
  target: readonly OktaTarget[],
  debugData: Readonly<Record<string, string>> = {},
): void => {
  org.events.push({
    actor: {
      id: caller.id,
      type: caller.kind === 'token' ? 'User' : 'PublicClientApp',
      alternateId: caller.name,
      displayName: caller.name,
      detailEntry: null,
    },
    client: {
      userAgent: { rawUserAgent: headers['user-agent'] ?? 'UNKNOWN', os: 'Unknown', browser: 'UNKNOWN' },
      zone: 'null',
      device: 'Unknown',
      id: null,
      ipAddress: '127.0.0.1',
      geographicalContext: { city: null, state: null, country: null, postalCode: null, geolocation: null },
    },
    authenticationContext: { authenticationStep: 0, externalSessionId: `trs${org.eventIds.hex(20)}` },
    displayMessage,
    eventType,
    outcome: { result: 'SUCCESS', reason: null },
    published: stampOf(org),
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
    severity: 'INFO',
    debugContext: { debugData },
    legacyEventType: null,
    transaction: { type: 'WEB', id: org.eventIds.hex(24), detail: {} },
    uuid: org.eventIds.uuid(),
    version: '0',
    request: { ipChain: [{ ip: '127.0.0.1', geographicalContext: null, version: 'V4', source: null }] },
    target,
  });
};
