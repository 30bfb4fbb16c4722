import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claimDone, claimSame, complain } from '../../claims/expectations';
import { givenUser, idOf } from '../../claims/given';
import { aGroup, groupCheck } from './groups';

/** Far more pages than a handful of records needs. */
const MAX_PAGES = 20;

interface IdPage {
  readonly ids: readonly string[];
  readonly next?: string | undefined;
}

/** The ids of all pages, as often as they come. */
const idsOf = async (what: string, read: (page?: string) => Promise<IdPage>): Promise<readonly string[]> => {
  const all: string[] = [];
  let page: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const { ids, next } = await read(page);
    all.push(...ids);
    page = next;
    if (page === undefined) {
      return all.sort();
    }
  }
  return complain(
    `The list has more than ${MAX_PAGES} pages.`,
    `${what}: leave \`next\` out on the last page.`,
  );
};

const groupIds = (
  page: { readonly groups: readonly { readonly id: string }[]; readonly next?: string } | undefined,
): IdPage => ({
  ids: page?.groups.map(({ id }) => id) ?? [],
  next: page?.next,
});

const threeGroups = async (kit: FakeKit): Promise<readonly string[]> => [
  (await aGroup(kit)).id,
  (await aGroup(kit)).id,
  (await aGroup(kit)).id,
];

const put = async (kit: FakeKit, id: string, member: string): Promise<void> =>
  claimDone(
    await kit.group('iam-update-group', { id }, { memberIdsToAdd: member }),
    'groups.updateMembers: this check needs a member, so adding one must work first.',
  );

/** Lists of groups, of their members and of the groups of a user. */
export const groupListChecks: readonly Check[] = [
  onFake(
    'groups: the list has every group exactly once and the last page ends it',
    async (kit) => {
      const ids = await threeGroups(kit);
      const listed = await kit.withClient(({ groups }) =>
        idsOf('groups.listGroups', async (page) => groupIds(await groups?.listGroups?.(page))),
      );
      claimSame(
        listed,
        [...ids].sort(),
        'The listed groups',
        'groups.listGroups: return one page per call, and in `next` what the following call needs.',
      );
    },
    'listGroups',
  ),
  onFake(
    'groups: the groups of a user are those that the user is in, and no others',
    async (kit) => {
      const [one = '', two = '', other = ''] = await threeGroups(kit);
      const user = await givenUser(kit);
      const bystander = await givenUser(kit);
      await put(kit, one, user.id);
      await put(kit, two, user.id);
      await put(kit, other, bystander.id);
      const { id, username, email, active } = user.created.vendor;
      const details = { ...Object(user.created.vendor.details) };
      const known = { id: id ?? '', username, email, active, details };
      const listed = await kit.withClient(({ groupsOfUser }) =>
        idsOf('groupsOfUser', async (page) => groupIds(await groupsOfUser?.(known, page))),
      );
      claimSame(
        listed,
        [one, two].sort(),
        `The groups of the user ${idOf(user.created)}`,
        'groupsOfUser: return one page of the groups that `user.id` is a member of, and in `next` what the following call needs.',
      );
    },
    'groupsOfUser',
  ),
  onFake('groups: all members of a group can be read', async (kit) => {
    const { id } = await aGroup(kit);
    const other = await aGroup(kit);
    const [one, two, three, bystander] = [
      await givenUser(kit),
      await givenUser(kit),
      await givenUser(kit),
      await givenUser(kit),
    ];
    for (const member of [one, two, three]) {
      await put(kit, id, member.id);
    }
    await put(kit, other.id, bystander.id);
    const found = await kit.group('iam-get-group', { id }, { includeMembers: true });
    if (found.failure?.kind === 'unsupported') {
      return;
    }
    claimDone(found, 'groups.getMembers or listMembers: return all members, page by page.');
    claimSame(
      (found.group.members ?? []).map(({ value }) => value).sort(),
      [one.id, two.id, three.id].sort(),
      'The members',
      'groups.getMembers, or groups.listMembers with one page per call and in `next` what the following call needs: the members of this group and no others.',
    );
  }),
].map(groupCheck);
