/**
 * The steps of `iam demo`: one person joins, moves, leaves and returns, then a group is created, changed and deleted. Commands
 * identify the person by email address, which every vendor understands, so that the steps are the same for any number of vendors.
 */
import type { Happened } from '@iam/core';

export interface UserStep {
  readonly title: string;
  readonly line: string;
  /** The expected result at every instance, and whether the person can sign in afterwards. */
  readonly happened: Happened;
  readonly active: boolean;
  /** Names the applications, although it is the same at all of them. */
  readonly isDetailed?: true;
  /** Carried out and checked in every case, shown in the whole story only. */
  readonly isAside?: true;
}

export const ADDRESS: string = 'jane@example.com';
const JANE = `"email": "${ADDRESS}"`;
const NAMES = '"givenname": "Jane", "surname": "Doe", "displayname": "Jane Doe"';

export const userSteps: readonly UserStep[] = [
  {
    title: 'Jane Doe joins',
    line: `!iam-create-user user-profile={${JANE}, ${NAMES}, "title": "Engineer"}`,
    happened: 'created',
    active: true,
    isDetailed: true,
  },
  {
    title: 'Who is she there?',
    line: `!iam-get-user user-profile={${JANE}}`,
    happened: 'found',
    active: true,
    isAside: true,
  },
  {
    title: 'She moves to another job',
    line: `!iam-update-user user-profile={${JANE}, "title": "Lead"}`,
    happened: 'updated',
    active: true,
  },
  {
    title: 'Creating a user who exists updates the account: there is never a second one',
    line: `!iam-create-user user-profile={${JANE}, ${NAMES}, "title": "Director"}`,
    happened: 'updated',
    active: true,
    isAside: true,
  },
  {
    title: 'She leaves',
    line: `!iam-disable-user user-profile={${JANE}}`,
    happened: 'disabled',
    active: false,
  },
  {
    title: 'Every application is read again: none lets her in',
    line: `!iam-get-user user-profile={${JANE}}`,
    happened: 'found',
    active: false,
    isAside: true,
  },
  {
    title: 'She returns: an update enables her account again',
    line: `!iam-update-user user-profile={${JANE}, "title": "Advisor"} allow-enable=true`,
    happened: 'enabled',
    active: true,
  },
];

/** The group and member of one instance's group commands. */
export interface GroupTopic {
  readonly instance: string;
  /** Jane's id at this instance. */
  readonly userId: string;
  /** The group's id, known once it is created. */
  readonly groupId: string;
}

export interface GroupStep {
  readonly title: string;
  /** The step in a few words. */
  readonly what: string;
  readonly line: (topic: GroupTopic) => string;
  /** The expected number of members, where the step reads them. */
  readonly members?: number;
}

const using = ({ instance }: GroupTopic): string => `using=${JSON.stringify(instance)}`;
const group = ({ groupId }: GroupTopic): string => `scim={"id": ${JSON.stringify(groupId)}}`;
const jane = ({ userId }: GroupTopic): string => `[${JSON.stringify(userId)}]`;

export const groupSteps: readonly GroupStep[] = [
  {
    title: 'A group begins',
    what: 'created',
    line: (topic) => `!iam-create-group scim={"displayName": "Advisors"} ${using(topic)}`,
  },
  {
    title: 'Jane becomes a member',
    what: 'Jane in',
    line: (topic) => `!iam-update-group ${group(topic)} memberIdsToAdd=${jane(topic)} ${using(topic)}`,
  },
  {
    title: 'Who is in it?',
    what: '1 member',
    line: (topic) => `!iam-get-group scim={"displayName": "Advisors"} includeMembers=true ${using(topic)}`,
    members: 1,
  },
  {
    title: 'Jane leaves the group',
    what: 'out',
    line: (topic) => `!iam-update-group ${group(topic)} memberIdsToDelete=${jane(topic)} ${using(topic)}`,
  },
  {
    title: 'It is empty now',
    what: 'empty',
    line: (topic) => `!iam-get-group ${group(topic)} includeMembers=true ${using(topic)}`,
    members: 0,
  },
  {
    title: 'The group ends',
    what: 'deleted',
    line: (topic) => `!iam-delete-group ${group(topic)} ${using(topic)}`,
  },
];
