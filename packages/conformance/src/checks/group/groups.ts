import { onFake, reading, writing, type Check, type Kit } from '../../kit/check';
import { claim, claimCost, claimDone, claimFailed, claimSame, claimWrites } from '../../claims/expectations';
import { instead, webPage } from '../../server/fault';
import { withDuplicate, lastReply } from '../../claims/given';
import { anotherId } from '../../claims/another-id';

const GROUP_KEYS = [
  'brand',
  'instanceName',
  'success',
  'active',
  'id',
  'username',
  'email',
  'errorCode',
  'errorMessage',
  'details',
  'displayName',
  'members',
];

/** Creates a group. */
export const aGroup = async (kit: Kit): Promise<{ readonly id: string; readonly displayName: string }> => {
  const displayName = kit.newGroupName();
  const created = await kit.group('iam-create-group', { displayName });
  claimDone(created, 'groups.createGroup: this check needs a group, so creating one must work first.');
  return { id: created.group.id ?? '', displayName };
};

/** Gates a check on the ability to have groups. */
export const groupCheck = (check: Check): Check => ({ ...check, needs: [...check.needs, 'groups'] });

/** The group commands. */
export const groupChecks: readonly Check[] = [
  writing('groups: a new group is created with 1 request', async (kit) => {
    const displayName = kit.newGroupName();
    const created = await kit.group('iam-create-group', { displayName });
    claimDone(created, 'groups.createGroup: create the group and return it.');
    claimSame(
      created.group.displayName,
      displayName,
      'displayName',
      'groups.createGroup: return the group as the reply shows it.',
    );
    claim(
      (created.group.id ?? '') !== '',
      'The new group has no id.',
      'groups.createGroup: return the vendor’s key of the group as `id`.',
    );
    // Where names may repeat, a look before the creation is what keeps a command that is run again from making a second group.
    if (await kit.withClient(async ({ groups }) => groups?.namesMayRepeat === true)) {
      claimWrites(created, 1, 'groups.createGroup: one write must do.');
    } else {
      claimCost(created, 1, 'groups.createGroup: one request must do.');
    }
  }),
  writing('groups: get by id and get by displayName cost 1 request each', async (kit) => {
    const { id, displayName } = await aGroup(kit);
    for (const scim of [{ id }, { displayName }]) {
      const found = await kit.group('iam-get-group', scim);
      claimDone(found, 'groups.getGroup reads by id, groups.findGroup searches by displayName.');
      claimSame(
        [found.group.id, found.group.displayName],
        [id, displayName],
        'id and displayName',
        'groups.getGroup and findGroup: return the group with both.',
      );
      claimCost(
        found,
        1,
        'groups.getGroup and findGroup: one request must do; members that take more are read by getMembers.',
      );
    }
  }),
  reading('groups: a missing group fails with 404 "Group Not Found"', async (kit) => {
    claimFailed(
      await kit.group('iam-get-group', { displayName: kit.newGroupName() }),
      { status: 404, says: 'Group Not Found' },
      'groups.findGroup: return undefined or an empty list when there is none.',
    );
  }),
  onFake('groups: an id that is not there fails with 404 "Group Not Found"', async (kit) => {
    const { id } = await aGroup(kit);
    const scim = { id: anotherId(id) };
    claimFailed(
      await kit.group('iam-get-group', scim),
      { status: 404, says: 'Group Not Found' },
      'groups.getGroup: read with http.find.',
    );
    const deleted = await kit.group('iam-delete-group', scim);
    if (deleted.failure?.kind !== 'unsupported') {
      claimFailed(
        deleted,
        { status: 404, says: 'Group Not Found' },
        'groups.deleteGroup: let the vendor’s 404 through, with its own error body.',
      );
    }
  }),
  onFake('groups: an HTML 404 or an empty answer is an error and not "Group Not Found"', async (kit) => {
    const { id, displayName } = await aGroup(kit);
    for (const reply of [webPage(404), webPage(200), { status: 200, body: {} }, { status: 200 }]) {
      kit.server.repair();
      kit.server.fail({ on: 'all', times: Infinity, mishap: instead(reply) });
      for (const scim of [{ id }, { displayName }]) {
        const result = await kit.group('iam-get-group', scim);
        claim(
          result.status === 'failed' && result.group.errorMessage !== 'Group Not Found',
          'An answer that says nothing about the group was taken for "Group Not Found" or for a group.',
          'groups.getGroup and findGroup: give each read a `reply` codec that requires the record or the list; read by id with http.find.',
        );
      }
    }
  }),
  reading('groups: bad calls fail without a request', async (kit) => {
    const add = { memberIdsToAdd: ['1'] };
    for (const [command, scim, args, says] of [
      ['iam-get-group', { unrelated: 'x' }, {}, '"id" or "displayName"'],
      ['iam-create-group', { unrelated: 'x' }, {}, 'displayName'],
      ['iam-update-group', { displayName: 'x' }, add, 'id'],
      ['iam-update-group', { id: '1' }, {}, 'memberIdsToAdd'],
      ['iam-update-group', { id: '1' }, { ...add, memberIdsToDelete: '1,2' }, 'both'],
      ['iam-delete-group', { displayName: 'x' }, {}, 'id'],
    ] as const) {
      const result = await kit.group(command, scim, args);
      claimFailed(
        result,
        { kinds: ['invalid-input'], says },
        'groups: send nothing while the client is made.',
      );
      claimCost(result, 0, 'groups: send nothing while the client is made.');
    }
  }),
  onFake('groups: a second group of the same name is refused or makes the name ambiguous', async (kit) => {
    const { displayName } = await aGroup(kit);
    const second = await kit.group('iam-create-group', { displayName });
    if (second.status === 'done') {
      claimFailed(
        await kit.group('iam-get-group', { displayName }),
        { kinds: ['ambiguous'] },
        'groups.findGroup: return every group of that name, as a list.',
      );
    } else {
      claimFailed(
        second,
        { kinds: ['conflict'] },
        'groups.createGroup: do not catch the refusal; and errorCodes or readError in the definition: the vendor’s words for "is there already" are a `conflict`, whatever their status.',
      );
      claim(
        second.group.errorMessage !== '' && kit.vendor.groups().length === 1,
        'The refusal has no message or left a group.',
        'errorMessage in the definition: read the vendor’s message.',
      );
    }
  }),
  onFake('groups: several of one name are ambiguous', async (kit) => {
    const { id, displayName } = await aGroup(kit);
    await kit.group('iam-get-group', { displayName });
    const two = withDuplicate(lastReply(kit), id);
    if (two !== undefined) {
      kit.server.fail({ on: 'reads', times: Infinity, mishap: instead(two) });
      claimFailed(
        await kit.group('iam-get-group', { displayName }),
        { kinds: ['ambiguous'] },
        'groups.findGroup: return every group that the search finds, as a list.',
      );
    }
  }),
  onFake('groups: somebody else’s group is refused', async (kit) => {
    const [asked, other] = [await aGroup(kit), await aGroup(kit)];
    for (const [own, wrong] of [
      [{ id: asked.id }, { id: other.id }],
      [{ displayName: asked.displayName }, { displayName: other.displayName }],
    ]) {
      kit.server.repair();
      await kit.group('iam-get-group', wrong);
      kit.server.fail({ on: 'reads', times: Infinity, mishap: instead(lastReply(kit)) });
      claimFailed(
        await kit.group('iam-get-group', own),
        { kinds: ['malformed-reply'] },
        'groups.getGroup and findGroup: return the group as the reply shows it.',
      );
    }
  }),
  writing(
    'groups: a deleted group is gone, with 1 request',
    async (kit) => {
      const { id, displayName } = await aGroup(kit);
      const deleted = await kit.group('iam-delete-group', { id });
      claimDone(deleted, 'groups.deleteGroup: remove the group.');
      claimCost(deleted, 1, 'groups.deleteGroup: one request must do.');
      claimFailed(
        await kit.group('iam-get-group', { displayName }),
        { kinds: ['not-found'] },
        'groups.deleteGroup: it must reach the vendor.',
      );
    },
    'deleteGroup',
  ),
  writing('groups: the group object has the documented keys in order', async (kit) => {
    const { id } = await aGroup(kit);
    const results = [
      await kit.group('iam-get-group', { id }),
      await kit.group('iam-get-group', { displayName: kit.newGroupName() }),
    ];
    const advice = 'groups: return IAMGroupAppData with id, displayName, members and details.';
    for (const { group } of results) {
      claimSame(Object.keys(group), GROUP_KEYS, 'The keys of the group object', advice);
    }
    claimSame(
      results.map(({ group }) => [group.success, group.errorMessage === null, group.errorCode]),
      [
        [true, true, null],
        [false, false, 404],
      ],
      'success, errorMessage and errorCode',
      advice,
    );
  }),
  onFake('groups: names with special characters are found or refused', async (kit) => {
    for (const displayName of [
      `Q"uote`,
      'back\\slash',
      'a&b=c#d?e/f',
      'Ünï 😀',
      `x" or displayName pr or displayName eq "`,
    ]) {
      const bystander = await aGroup(kit);
      const created = await kit.group('iam-create-group', { displayName });
      if (created.status === 'failed') {
        claimFailed(
          created,
          { kinds: ['bad-request', 'invalid-input', 'conflict'] },
          'groups.createGroup: send the name as JSON.',
        );
        continue;
      }
      const found = await kit.group('iam-get-group', { displayName });
      claimDone(found, 'groups.findGroup: hand the name to `query`; a SCIM filter is made with `equals(…)`.');
      claim(
        found.group.id === created.group.id && found.group.id !== bystander.id,
        'Another group was found.',
        'groups.findGroup: hand the name to `query`.',
      );
    }
  }),
].map(groupCheck);
