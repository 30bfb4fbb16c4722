import { isDictionary } from '@iam/core/internal';
import { onFake, writing, type Check, type FakeKit, type Kit } from '../../kit/check';
import { claimWrites, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { instead } from '../../server/fault';
import { lastReply, givenUser, vendorError, writesSent } from '../../claims/given';
import { aGroup, groupCheck } from './groups';

/** Who is in a group. */
export const groupMemberChecks: readonly Check[] = [
  writing('groups: members are added and removed, 1 request each time', async (kit) => {
    const { id, displayName } = await aGroup(kit);
    const [one, two] = [await givenUser(kit), await givenUser(kit)];
    const added = await kit.group(
      'iam-update-group',
      { id, displayName },
      { memberIdsToAdd: [one.id, two.id] },
    );
    claimDone(added, 'groups.updateMembers: add `changes.add` to the group.');
    claimWrites(
      added,
      await requestsFor(kit, 2),
      'groups.updateMembers: send all changes that it is given in one request, or say in membersPerRequest how many fit.',
    );
    const removed = await kit.group(
      'iam-update-group',
      { id },
      { memberIdsToDelete: JSON.stringify([one.id]) },
    );
    claimDone(removed, 'groups.updateMembers: remove `changes.remove` from the group.');
    const found = await kit.group('iam-get-group', { id }, { includeMembers: true });
    if (found.failure?.kind !== 'unsupported') {
      claimSame(
        (found.group.members ?? []).map(({ value }) => value),
        [two.id],
        'The members afterwards',
        'groups.updateMembers and getGroup (or getMembers): members are the ids of the users.',
      );
    }
  }),
  onFake('groups: member changes beyond a request are sent in pieces of membersPerRequest', async (kit) => {
    const { id } = await aGroup(kit);
    const people = [await givenUser(kit), await givenUser(kit), await givenUser(kit)].map(
      (person) => person.id,
    );
    kit.server.forget();
    const added = await kit.group(
      'iam-update-group',
      { id },
      { memberIdsToAdd: people },
      { membersPerRequest: PIECE },
    );
    claimDone(added, 'groups.updateMembers: add `changes.add` to the group.');
    claimSame(
      writesSent(kit),
      Math.ceil(people.length / (await pieceOf(kit))),
      'Writes sent',
      'groups.updateMembers: send one request for the changes that it is given; core cuts them into pieces.',
    );
    claimSame(
      membersAt(kit, id),
      [...people].sort(),
      'The members at the vendor',
      'groups.updateMembers: add to the members, do not replace them.',
    );
    const [gone = '', ...kept] = people;
    await kit.group('iam-update-group', { id }, { memberIdsToDelete: gone });
    claimSame(
      membersAt(kit, id),
      [...kept].sort(),
      'The members at the vendor',
      'groups.updateMembers: remove only `changes.remove`.',
    );
  }),
  onFake('groups: a failure half way says how far the changes came', async (kit) => {
    const { id } = await aGroup(kit);
    const people = [await givenUser(kit), await givenUser(kit), await givenUser(kit)].map(
      (person) => person.id,
    );
    const { body } = await vendorError(kit);
    kit.server.fail({ on: 'writes', after: 1, times: Infinity, mishap: instead({ status: 403, body }) });
    const result = await kit.group(
      'iam-update-group',
      { id },
      { memberIdsToAdd: people },
      { membersPerRequest: PIECE },
    );
    const advice = 'groups.updateMembers: let the errors of `http` through.';
    const done = await pieceOf(kit);
    claimFailed(result, { status: 403, says: `${done} of 3 changes` }, advice);
    claimSame(
      [result.group.id, membersAt(kit, id)],
      [id, people.slice(0, done).sort()],
      'The group and its members',
      advice,
    );
    claimSame(
      result.group.details,
      { added: people.slice(0, done), removed: [], notAdded: people.slice(done), notRemoved: [] },
      'details',
      advice,
    );
  }),
  writing('groups: a new group has the members that it is created with', async (kit) => {
    const [one, two] = [await givenUser(kit), await givenUser(kit)];
    const displayName = kit.newGroupName();
    const created = await kit.group('iam-create-group', {
      displayName,
      members: [{ value: one.id }, { value: two.id }],
    });
    const advice = 'groups.createGroup: send `members` too, each with the id of the user as `value`.';
    claimDone(created, advice);
    const found = await kit.group('iam-get-group', { id: created.group.id }, { includeMembers: true });
    if (found.failure?.kind !== 'unsupported') {
      claimSame(
        (found.group.members ?? []).map(({ value }) => value).sort(),
        [one.id, two.id].sort(),
        'The members of the new group',
        advice,
      );
    }
  }),
  onFake('groups: somebody who is not in does not keep the others in', async (kit) => {
    const { id } = await aGroup(kit);
    const [member, stranger] = [await givenUser(kit), await givenUser(kit)];
    await kit.group('iam-update-group', { id }, { memberIdsToAdd: member.id });
    if ((await pieceOf(kit)) > 1) {
      // The request that has both of them is refused because of one.
      const { body } = await vendorError(kit);
      kit.server.fail({ on: 'writes', mishap: instead({ status: 404, body }) });
    }
    const result = await kit.group(
      'iam-update-group',
      { id },
      { memberIdsToDelete: [stranger.id, member.id] },
      { membersPerRequest: PIECE },
    );
    const advice =
      'groups.updateMembers: let the errors of `http` through; the command sends again what is left to do.';
    claimDone(result, advice);
    claimSame(membersAt(kit, id), [], 'The members at the vendor', advice);
  }),
  onFake('groups: a reply that still shows who was taken out is no success', async (kit) => {
    const { id } = await aGroup(kit);
    const { id: member } = await givenUser(kit);
    await kit.group('iam-update-group', { id }, { memberIdsToAdd: member });
    const reply = lastReply(kit);
    // A row of membership names its member too, and shows no other member.
    if (!listsMember(reply.body, member)) {
      return;
    }
    kit.server.fail({ on: 'writes', times: Infinity, mishap: instead(reply) });
    claimFailed(
      await kit.group('iam-update-group', { id }, { memberIdsToDelete: member }),
      { kinds: ['not-applied'], says: member },
      'groups.updateMembers: return the group as the reply shows it, its members too.',
    );
  }),
].map(groupCheck);

/** Whether a list in the reply has the member. */
const listsMember = (value: unknown, member: string): boolean =>
  Array.isArray(value)
    ? JSON.stringify(value).includes(JSON.stringify(member))
    : isDictionary(value) && Object.values(value).some((part) => listsMember(part, member));

/** The size of the pieces into which member changes are cut; a vendor may allow less. */
const PIECE = 2;

const pieceOf = (kit: FakeKit): Promise<number> =>
  kit.withClient(async ({ groups }) => Math.min(PIECE, groups?.membersPerRequest ?? PIECE));

const membersAt = ({ vendor }: FakeKit, id: string): readonly string[] =>
  [...(vendor.groups().find((group) => group.id === id)?.members ?? [])].sort();

const requestsFor = async (kit: Kit, changes: number): Promise<number> =>
  Math.ceil(changes / (await kit.withClient(async ({ groups }) => groups?.membersPerRequest ?? changes)));
