import type { VendorReply } from '@iam/conformance';
import { unassignAll } from '../apps/okta-apps';
import { logEvent, userTarget } from '../log/okta-log';
import { stampOf, type OktaOrg } from '../org/okta-org';
import type { OktaMail, OktaStatus, OktaUser } from '../org/okta-records';
import { flagOf, ok, type OktaCall, type OktaRoute } from '../request/okta-call';
import {
  missingParameter,
  notFound,
  OktaProblem,
  validationFailed,
  wrongStatus,
} from '../request/okta-problem';
import { saveUser, statusNow, userOf, wholeUser } from './okta-users';

/** A change of status: from which statuses, what happens, and what the others are refused with. */
interface Transition {
  readonly from: readonly OktaStatus[];
  readonly refusal: (user: OktaUser) => OktaProblem;
  readonly run: (org: OktaOrg, call: OktaCall, user: OktaUser) => VendorReply;
}

const alreadyActive = (): OktaProblem =>
  new OktaProblem(403, 'E0000016', 'Activation failed because the user is already active');

/** A change of status with an empty reply. */
const becomes =
  (status: OktaStatus, event: string, message: string): Transition['run'] =>
  (org, call, user) => {
    const saved = saveUser(org, user, statusNow(org, status));
    logEvent(org, call, event, message, [userTarget(saved)]);
    return ok({});
  };

const TRANSITIONS: Readonly<Record<string, Transition>> = {
  activate: {
    from: ['STAGED', 'DEPROVISIONED'],
    refusal: alreadyActive,
    run: (org, call, user) => {
      const sendEmail = flagOf(call, 'sendEmail', true);
      const { token } = activate(org, call, user, sendEmail);
      return ok(sendEmail ? {} : activationLink(call, token));
    },
  },
  reactivate: {
    from: ['PROVISIONED', 'RECOVERY'],
    refusal: wrongStatus,
    run: (org, call, user) => {
      const sendEmail = flagOf(call, 'sendEmail', false);
      if (sendEmail) {
        mail(org, user, 'reactivation');
      }
      return ok(sendEmail ? {} : activationLink(call, org.eventIds.hex(20)));
    },
  },
  deactivate: {
    from: ['STAGED', 'PROVISIONED', 'ACTIVE', 'RECOVERY', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'SUSPENDED'],
    // The generic code, so that "already deactivated" cannot be told from "there is no such user".
    refusal: ({ id }) => notFound(id, 'User'),
    run: (org, call, user) => {
      deactivate(org, call, user);
      return ok({});
    },
  },
  suspend: {
    from: ['ACTIVE'],
    refusal: () => validationFailed('Cannot suspend a user that is not active'),
    run: becomes('SUSPENDED', 'user.lifecycle.suspend', 'Suspend Okta user'),
  },
  unsuspend: {
    from: ['SUSPENDED'],
    refusal: () => validationFailed('Cannot unsuspend a user that is not suspended'),
    run: becomes('ACTIVE', 'user.lifecycle.unsuspend', 'Unsuspend Okta user'),
  },
  unlock: {
    from: ['LOCKED_OUT'],
    refusal: () => new OktaProblem(403, 'E0000032', 'Unlock is not allowed for this user.'),
    run: becomes('ACTIVE', 'user.account.unlock_by_admin', 'Unlock user account'),
  },
  reset_password: {
    from: ['PROVISIONED', 'ACTIVE', 'RECOVERY', 'LOCKED_OUT', 'PASSWORD_EXPIRED'],
    refusal: wrongStatus,
    run: (org, call, user) => {
      saveUser(org, user, statusNow(org, 'RECOVERY'));
      if (flagOf(call, 'sendEmail', true)) {
        mail(org, user, 'password-reset');
        return ok({});
      }
      return ok({ resetPasswordUrl: `${call.origin}/reset_password/${org.eventIds.hex(20)}` });
    },
  },
  expire_password: {
    from: ['ACTIVE'],
    refusal: wrongStatus,
    run: (org, call, user) => ok(wholeUser(saveUser(org, user, statusNow(org, 'PASSWORD_EXPIRED')), call)),
  },
};

const routeOf = ([name, { from, refusal, run }]: readonly [string, Transition]): OktaRoute => ({
  method: 'POST',
  path: `users/*/lifecycle/${name}`,
  scope: 'okta.users.manage',
  answer: (org, call, [key = '']) => {
    const user = userOf(org, key);
    if (name === 'reset_password' && !call.parameters.has('sendEmail')) {
      throw missingParameter();
    }
    if (user.transition !== undefined) {
      throw wrongStatus();
    }
    if (!from.includes(user.status)) {
      throw refusal(user);
    }
    return run(org, call, user);
  },
});

/** `POST /users/{id}/lifecycle/{change}`. https://developer.okta.com/docs/reference/api/users/#lifecycle-operations */
export const lifecycleRoutes: readonly OktaRoute[] = Object.entries(TRANSITIONS).map(routeOf);

const mail = ({ outbox }: OktaOrg, { id, profile }: OktaUser, kind: OktaMail['kind'], to?: string): void => {
  outbox.push({ to: to ?? String(profile['email']), kind, userId: id });
};

const activationLink = ({ origin }: OktaCall, activationToken: string) => ({
  activationUrl: `${origin}/welcome/${activationToken}`,
  activationToken,
});

/** Changes the status now, or later when the org takes its time. */
const transition = (
  org: OktaOrg,
  user: OktaUser,
  to: OktaStatus,
  shown: OktaStatus,
  more: Partial<OktaUser> = {},
): OktaUser => {
  const { transitionMs, now } = org.settings;
  return saveUser(org, user, {
    ...more,
    ...(transitionMs > 0
      ? { transition: { to, shown, at: now().getTime() + transitionMs } }
      : statusNow(org, to)),
  });
};

/** Activates a staged or deactivated user, by mail or with a token for a link. */
export const activate = (
  org: OktaOrg,
  call: OktaCall,
  user: OktaUser,
  sendEmail: boolean,
): { readonly user: OktaUser; readonly token: string } => {
  const signsInElsewhere = user.provider.type !== 'OKTA';
  const active = user.hasPassword || signsInElsewhere || org.settings.passwordOptional;
  const activated = transition(org, user, active ? 'ACTIVE' : 'PROVISIONED', 'ACTIVE', {
    activated: stampOf(org),
  });
  if (sendEmail && !active) {
    mail(org, user, 'activation');
  }
  logEvent(org, call, 'user.lifecycle.activate', 'Activate Okta user', [userTarget(activated)]);
  return { user: activated, token: org.eventIds.hex(20) };
};

/** Deactivates a user, which takes all applications away. A mail goes to the administrator. */
export const deactivate = (org: OktaOrg, call: OktaCall, user: OktaUser): void => {
  unassignAll(org, call, user);
  if (org.settings.groupsOfDeactivated === 'drop') {
    org.memberships.leaveAll(user.id);
  }
  const saved = transition(org, user, 'DEPROVISIONED', 'DEPROVISIONED');
  if (flagOf(call, 'sendEmail', false)) {
    mail(org, user, 'deactivation', call.caller.name);
  }
  logEvent(org, call, 'user.lifecycle.deactivate', 'Deactivate Okta user', [userTarget(saved)]);
};

export const deleteUser = (org: OktaOrg, user: OktaUser): void => {
  org.memberships.leaveAll(user.id);
  org.users.remove(user.id);
};
