import { attributeName } from '@iam/core/internal';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim } from '../../claims/expectations';
import { stateOf } from '../../server/exchanges';
import { fetchUser, givenUser, identityOf } from '../../claims/given';
import { queryBaits } from '../../claims/query-baits';
import { aGroup, groupCheck } from '../group/groups';
import { claimRefused } from './hostile';

const ADVICE =
  'the client: a value that becomes a part of a query is written by a tag of `queryLanguage`, one that becomes a part of an address by `query` or the path tag; what the language cannot carry is refused there.';

/** Values that a query language would take for more than a value: exactly the right record is met, or none. */
export const hostileQueryChecks: readonly Check[] = [
  onFake('hostile: no identifier is taken for a part of a query', async (kit) => {
    const { profile } = await givenUser(kit);
    await givenUser(kit);
    await fetchUser(kit, profile);
    const identity = Object.entries(identityOf(kit, profile));
    const baits = queryBaits(nameOf(kit), 'x').length;
    for (let index = 0; index < baits; index += 1) {
      const person = Object.fromEntries(
        identity.map(([key, value]) => [key, queryBaits(nameOf(kit), String(value))[index] ?? '']),
      );
      await meetsNobody(kit, person);
    }
  }),
  onFake(
    'hostile: no id is taken for a part of a query',
    async (kit) => {
      const { id } = await givenUser(kit);
      await givenUser(kit);
      for (const bait of queryBaits('id', id)) {
        await meetsNobody(kit, { id: bait });
      }
    },
    'lookupById',
  ),
  groupCheck(
    onFake(
      'hostile: no id or name of a group, and no id of a member, is taken for a part of a query',
      async (kit) => {
        const { id, displayName } = await aGroup(kit);
        const { id: member } = await givenUser(kit);
        const { id: bystander } = await givenUser(kit);
        await kit.group('iam-update-group', { id }, { memberIdsToAdd: [member] });
        const before = groupsOf(kit);
        for (const bait of [...queryBaits('id', id), ...queryBaits('displayName', displayName)]) {
          for (const scim of [{ id: bait }, { displayName: bait }]) {
            const found = await kit.group('iam-get-group', scim);
            claim(
              found.status === 'failed',
              `iam-get-group found a group by ${Object.keys(scim).join()} ${bait}.`,
              ADVICE,
            );
          }
          await kit.group('iam-delete-group', { id: bait });
          await kit.group('iam-update-group', { id: bait }, { memberIdsToDelete: [member] });
          claim(groupsOf(kit) === before, `The id ${bait} changed a group that it does not name.`, ADVICE);
        }
        for (const bait of [...queryBaits('id', member), ...queryBaits('id', bystander)]) {
          await kit.group('iam-update-group', { id }, { memberIdsToDelete: JSON.stringify([bait]) });
          await kit.group('iam-update-group', { id }, { memberIdsToAdd: JSON.stringify([bait]) });
          const members = kit.vendor.groups().find((group) => group.id === id)?.members ?? [];
          claim(members.includes(member), `Removing the member ${bait} removed somebody else.`, ADVICE);
          claim(!members.includes(bystander), `Adding the member ${bait} added somebody else.`, ADVICE);
        }
      },
    ),
  ),
];

/** The attribute after the id, as a query has it. */
const nameOf = ({ integration: { lookupBy } }: FakeKit): string =>
  lookupBy.find((attribute) => attributeName(attribute) !== 'id') ?? 'id';

const groupsOf = (kit: FakeKit): string => JSON.stringify(kit.vendor.groups());

const meetsNobody = async (kit: FakeKit, person: Readonly<Record<string, string>>): Promise<void> => {
  const before = stateOf(kit.vendor);
  for (const command of ['iam-get-user', 'iam-disable-user'] as const) {
    const result = await kit.user(command, person);
    claim(result.status !== 'done', `${command} found somebody by ${JSON.stringify(person)}.`, ADVICE);
    if (result.status === 'failed') {
      claimRefused(result);
    }
  }
  claim(stateOf(kit.vendor) === before, `Something was written by ${JSON.stringify(person)}.`, ADVICE);
};
