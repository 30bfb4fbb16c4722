import type { GroupClient, MemberChanges } from '../../contract/group-client';
import { failure, type FailureDetails, type FailureKind } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import { lostAfter, setUpVendor, type VendorOptions } from '../__fixtures__/in-memory-vendor';

// Vendors that refuse a request as a whole for the sake of one member.

type Refuse = (changes: MemberChanges, members: readonly string[]) => void;

const refuse = (kind: FailureKind, status: number, more: FailureDetails = {}): never => {
  throw new IAMError(failure(kind, 'The vendor refuses.', { status, recognised: true, ...more }));
};

/** The group `g1` of members, of whom it shows the first so many, at a vendor that refuses before it changes anything. */
const setUp = (
  members: readonly string[],
  refusing: Refuse,
  more: VendorOptions & { shows?: number } = {},
) => {
  const { shows = members.length, ...options } = more;
  const acme = setUpVendor({
    groups: [{ id: 'g1', displayName: 'Staff', members }],
    ...options,
    client: (client) => {
      const groups = client.groups as GroupClient;
      return {
        ...client,
        groups: {
          ...groups,
          getGroup: async (id) => {
            const group = await groups.getGroup(id);
            return group?.members === undefined
              ? group
              : { ...group, members: group.members.slice(0, shows) };
          },
          updateMembers: async (id, changes) => {
            try {
              refusing(changes, acme.groups.get(id)?.members ?? []);
            } catch (thrown) {
              acme.calls.push(`refused +${changes.add.join()} -${changes.remove.join()}`);
              throw thrown;
            }
            return groups.updateMembers(id, changes);
          },
        },
      };
    },
  });
  const update = (add: readonly string[], remove: readonly string[]) =>
    acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: add, memberIdsToDelete: remove });
  return { ...acme, update, members: () => acme.groups.get('g1')?.members };
};

const noTarget: Refuse = ({ remove }, members) => {
  if (remove.some((member) => !members.includes(member))) {
    refuse('bad-request', 400, { scimType: 'noTarget' });
  }
};
/** The body has a scimType, and nothing else that the vendor's errors have. */
const noTargetAlone: Refuse = ({ remove }, members) => {
  if (remove.some((member) => !members.includes(member))) {
    refuse('bad-request', 400, { scimType: 'noTarget', recognised: false });
  }
};
const notFound: Refuse = ({ remove }, members) => {
  if (remove.some((member) => !members.includes(member))) {
    refuse('no-such-resource', 404);
  }
};
const wordless: Refuse = ({ remove }, members) => {
  if (remove.some((member) => !members.includes(member))) {
    refuse('bad-request', 400);
  }
};
const gateway: Refuse = ({ remove }, members) => {
  if (remove.some((member) => !members.includes(member))) {
    refuse('no-such-resource', 404, { recognised: false });
  }
};
const taken: Refuse = ({ add }, members) => {
  if (add.some((member) => members.includes(member))) {
    refuse('conflict', 409);
  }
};
const unknownUser: Refuse = ({ add }) => {
  if (add.some((member) => member.startsWith('nobody'))) {
    refuse('no-such-resource', 404);
  }
};

const many = (count: number, from = 1): readonly string[] =>
  Array.from({ length: count }, (_, index) => `m${from + index}`);

describe('the removal of a non-member does not block other removals', () => {
  it.each([
    ['400 noTarget', noTarget],
    ['404', notFound],
    ['400', wordless],
  ])('when the vendor says %s', async (_, refusing) => {
    const { update, calls, members } = setUp(['m1', 'm2', 'm3'], refusing);
    const { status, group, warnings } = await update([], ['m1', 'x', 'm2']);

    expect(status).toBe('done');
    expect(members()).toEqual(['m3']);
    expect(warnings).toEqual(['Not in the group, so left out: x.']);
    expect(group.details).toEqual({ added: [], removed: ['m1', 'm2'], notIn: ['x'] });
    expect(calls).toEqual(['refused + -m1,x,m2', 'getGroup g1', 'updateMembers g1 + -m1,m2']);
  });

  it('when a gateway refuses, the vendor accepts the others and none is left', async () => {
    const { update, members } = setUp(['m1', 'm2', 'm3'], gateway);
    const { status, warnings } = await update([], ['m1', 'x', 'm2']);
    expect([status, members(), warnings]).toEqual(['done', ['m3'], ['Not in the group, so left out: x.']]);
  });

  it.each([
    ['400 noTarget', noTarget],
    ['400 noTarget alone', noTargetAlone],
    ['404', notFound],
  ])('nor those whom the group does not show, when the vendor says %s', async (_, refusing) => {
    const { update, members } = setUp(many(150), refusing, { shows: 100 });
    const { status, group } = await update([], ['m1', 'x', 'm150', 'y']);

    expect(status).toBe('done');
    expect(members()).toHaveLength(148);
    expect(members()).not.toContain('m150');
    expect(group.details).toMatchObject({ notIn: ['x', 'y'] });
  });

  it.each([
    ['400 noTarget', noTarget],
    ['400 noTarget alone', noTargetAlone],
    ['404', notFound],
  ])('nor them when the group shows none of those to be removed, and says %s', async (_, refusing) => {
    const { update, members } = setUp(many(150), refusing, { shows: 100 });
    const { status, group } = await update([], ['x', 'm150', 'y']);

    expect([status, members()?.length, members()?.includes('m150')]).toEqual(['done', 149, false]);
    expect(group.details).toMatchObject({ removed: ['m150'], notIn: ['x', 'y'] });
  });

  it('in none of the requests that it takes', async () => {
    const { update, members } = setUp(many(5), noTarget, { membersPerRequest: 2 });
    const { status, group } = await update([], ['m1', 'x', 'y', 'm2', 'm3', 'z']);
    expect([status, members()]).toEqual(['done', ['m4', 'm5']]);
    expect(group.details).toMatchObject({ removed: ['m1', 'm2', 'm3'], notIn: ['x', 'y', 'z'] });
  });

  it.each([
    ['400 noTarget', noTarget, []],
    ['404', notFound, []],
    ['400', wordless, ['m1']],
  ])('taking out a non-member alone is success, when the vendor says %s', async (_, refusing, present) => {
    const { status, warnings } = await setUp(present, refusing).update([], ['x']);
    expect([status, warnings]).toEqual(['done', ['Not in the group, so left out: x.']]);
  });

  it('all of them being out is success', async () => {
    const { update } = setUp(['m1'], noTarget);
    expect((await update([], many(30, 100))).status).toBe('done');
  });
});

describe('a refused removal is not reported as in effect', () => {
  it.each<[string, Refuse, number]>([
    ['who is shown', () => refuse('bad-request', 400, { scimType: 'noTarget' }), 150],
    ['when the list may be cut and the vendor says no reason', () => refuse('bad-request', 400), 100],
    ['when the group shows no members and the vendor gives no reason', () => refuse('bad-request', 400), 0],
    ['when the request is wrong', () => refuse('bad-request', 400, { scimType: 'invalidPath' }), 50],
    ['when a gateway refuses', () => refuse('no-such-resource', 404, { recognised: false }), 50],
    ['when it is not allowed', () => refuse('forbidden', 403), 50],
  ])('%s', async (_, refusing, shows) => {
    const { update, members } = setUp(many(150), refusing, { shows });
    const { status, group } = await update([], ['m150']);
    expect([status, members()?.length]).toEqual(['failed', 150]);
    expect(group.details).toEqual({ added: [], removed: [], notAdded: [], notRemoved: ['m150'] });
  });

  it('because the vendor takes one removal a request and the list is cut', async () => {
    const { update, members } = setUp(
      many(150),
      ({ remove }) => {
        if (remove.length > 1) {
          refuse('bad-request', 400);
        }
      },
      { shows: 100 },
    );
    expect((await update([], ['m1', 'm150'])).status).toBe('done');
    expect(members()).toHaveLength(148);
  });

  it('because somebody else in the request is in already', async () => {
    const wordlessAboutAdditions: Refuse = ({ add }, members) => {
      if (add.some((member) => members.includes(member))) {
        refuse('bad-request', 400);
      }
    };
    const { update, members } = setUp(['m1', 'm2'], wordlessAboutAdditions, { shows: 1 });
    const { status, group } = await update(['m1', 'n1'], ['m2']);

    expect([status, members()]).toEqual(['done', ['m1', 'n1']]);
    expect(group.details).toEqual({ added: ['n1'], removed: ['m2'], alreadyIn: ['m1'] });
  });

  it('because additions and removals do not go together', async () => {
    const { update, members } = setUp(
      many(150),
      ({ add, remove }) => {
        if (add.length > 0 && remove.length > 0) {
          refuse('bad-request', 400);
        }
      },
      { shows: 100 },
    );
    expect((await update(['n1'], ['m150'])).status).toBe('done');
    expect(members()).not.toContain('m150');
  });

  it('because a gateway refuses one request of several', async () => {
    const { update, members } = setUp(
      many(4),
      ({ remove }) => {
        if (remove.length > 1) {
          refuse('no-such-resource', 404, { recognised: false });
        }
      },
      { membersPerRequest: 2 },
    );
    expect((await update(['n1'], ['m1', 'm2', 'm3'])).status).toBe('done');
    expect(members()).toEqual(['m4', 'n1']);
  });

  it('where a gateway refuses every request, and nothing more is sent', async () => {
    const { update, calls } = setUp(many(4), () => refuse('no-such-resource', 404, { recognised: false }));
    const { group } = await update([], ['m1', 'm2']);
    expect([group.errorCode, calls]).toEqual([404, ['refused + -m1,m2', 'getGroup g1']]);
  });

  it.each<[FailureKind, number]>([
    ['rate-limited', 400],
    ['unauthorized', 400],
    ['forbidden', 404],
    ['malformed-reply', 422],
    ['bad-request', 413],
  ])('by a refusal that is about no member (%s under %p): nothing more is sent', async (kind, status) => {
    const { update, calls, members } = setUp(many(4), () => refuse(kind, status));
    const { group } = await update([], ['m1', 'm2']);

    expect([group.errorCode, members()]).toEqual([status, many(4)]);
    expect(calls).toEqual(['refused + -m1,m2']);
  });

  it('nor in where the others are not to be added at all: nothing more is sent', async () => {
    const { update, calls } = setUp(['m1'], ({ add }) =>
      add.includes('m1') ? refuse('conflict', 409) : refuse('forbidden', 403),
    );
    const { group } = await update(['m1', 'n1', 'n2'], []);
    expect([group.errorCode, group.details]).toEqual([
      403,
      { added: [], removed: [], alreadyIn: ['m1'], notAdded: ['n1', 'n2'], notRemoved: [] },
    ]);
    expect(calls).toEqual(['refused +m1,n1,n2 -', 'getGroup g1', 'refused +n1,n2 -']);
  });

  it('of a group that is not there, and nothing more is sent', async () => {
    const acme = setUp([], () => refuse('no-such-resource', 404));
    acme.groups.clear();
    const { status, failure: failed } = await acme.update(many(20), []);
    expect([status, failed?.status, acme.calls.length]).toEqual(['failed', 404, 2]);
  });
});

describe('the addition of a present member does not block other additions', () => {
  it('when the vendor says 409', async () => {
    const { update, calls, members } = setUp(['m1'], taken);
    const { status, group, warnings } = await update(['m1', 'n1', 'n2'], []);

    expect([status, members()]).toEqual(['done', ['m1', 'n1', 'n2']]);
    expect(warnings).toEqual(['In the group already, so left out: m1.']);
    expect(group.details).toEqual({ added: ['n1', 'n2'], removed: [], alreadyIn: ['m1'] });
    expect(calls).toEqual(['refused +m1,n1,n2 -', 'getGroup g1', 'updateMembers g1 +n1,n2 -']);
  });

  it('alone is success', async () => {
    const { update, calls } = setUp(['m1'], taken);
    expect((await update(['m1'], [])).status).toBe('done');
    expect(calls).toEqual(['refused +m1 -', 'getGroup g1']);
  });

  it('beyond the end of what the group shows, when the vendor says that it is taken', async () => {
    const { update, members } = setUp(
      many(150),
      ({ add }, present) => {
        if (add.some((one) => present.includes(one))) {
          refuse('conflict', 409, { scimType: 'uniqueness' });
        }
      },
      { shows: 100 },
    );
    const { status, group } = await update(['m150', 'n1'], []);
    expect([status, members()?.length]).toEqual(['done', 151]);
    expect(group.details).toMatchObject({ alreadyIn: ['m150'] });
  });

  it('but a conflict about a member who is not shown is a failure that names them', async () => {
    const { update } = setUp(['m1'], ({ add }) => {
      if (add.includes('n1')) {
        refuse('conflict', 409);
      }
    });
    const { status, group } = await update(['n1', 'n2'], []);
    expect([status, group.errorCode]).toEqual(['failed', 409]);
    expect(group.errorMessage).toBe('The vendor refuses. (1 of 2 changes were applied; refused: n1)');
  });
});

describe('a member who does not exist', () => {
  it('is named, and the others are added', async () => {
    const { update, members, calls } = setUp([], unknownUser);
    const { status, group, failure: failed } = await update([...many(6), 'nobody', ...many(6, 7)], []);

    expect([status, failed?.effect]).toEqual(['failed', 'unknown']);
    expect(group.errorMessage).toContain('(12 of 13 changes were applied; refused: nobody)');
    expect(group.details).toMatchObject({ notAdded: ['nobody'] });
    expect(members()).toHaveLength(12);
    expect(calls.length).toBeLessThan(12);
  });

  it('is looked for once, and the others are sent in one request for each part', async () => {
    const { update, calls } = setUp([], unknownUser);
    await update(['m1', 'nobody'], []);
    expect(calls).toEqual([
      'refused +m1,nobody -',
      'getGroup g1',
      'updateMembers g1 +m1 -',
      'refused +nobody -',
    ]);
  });

  it.each([1, 50])('ends the command when it is not one of them but all of %p', async (membersPerRequest) => {
    const { update, calls } = setUp([], unknownUser, { membersPerRequest });
    const people = Array.from({ length: 100 }, (_, index) => `nobody${index}`);
    const { group } = await update(people, []);
    expect((group.details as { notAdded: unknown[] }).notAdded).toHaveLength(100);
    expect(calls.length).toBeLessThan(40);
  });

  it('does not prevent a new group with the other members', async () => {
    const { runGroup, next, calls, groups } = setUp([], unknownUser);
    next('createGroup', async () => refuse('no-such-resource', 404));
    const { group } = await runGroup('iam-create-group', {
      displayName: 'New',
      members: ['m1', 'nobody', 'm2', 'm1'],
    });

    expect(group).toMatchObject({
      success: false,
      id: 'g2',
      details: { created: true, added: ['m1', 'm2'], notAdded: ['nobody'] },
    });
    expect(group.errorMessage).toContain('refused: nobody');
    expect(groups.get('g2')?.members).toEqual(['m1', 'm2']);
    expect(calls.slice(0, 2)).toEqual([
      'createGroup {"displayName":"New","members":[{"value":"m1"},{"value":"nobody"},{"value":"m2"}]}',
      'createGroup {"displayName":"New"}',
    ]);
  });
});

it.each<[string, FailureKind, number, boolean, number]>([
  ['for another reason', 'bad-request', 400, true, 2],
  ['because its name is taken', 'conflict', 409, true, 1],
  ['by a gateway', 'bad-request', 400, false, 1],
])('a creation that is refused %s makes no group', async (_, kind, status, recognised, writes) => {
  const { runGroup, next, calls, groups } = setUpVendor();
  const refusal = async () => refuse(kind, status, { recognised });
  next('createGroup', refusal, refusal);
  const { group } = await runGroup('iam-create-group', { displayName: 'New', members: ['m1'] });
  expect([group.success, group.id, group.errorCode]).toEqual([false, null, status]);
  expect([calls.length, groups.size]).toEqual([writes, 0]);
});

describe('a creation that is refused with members and fails without them as well', () => {
  const created = async (second: () => Promise<unknown>) => {
    const { runGroup, next, groups } = setUpVendor();
    next('createGroup', async () => refuse('bad-request', 400, { next: 'Of the first.' }), second, second);
    const result = await runGroup('iam-create-group', { displayName: 'New', members: ['m1'] });
    expect([result.status, groups.size]).toEqual(['failed', 0]);
    return result.failure;
  };

  it('tells the first refusal when the second made no group either', async () => {
    expect(await created(async () => refuse('forbidden', 403, { next: 'Of the second.' }))).toMatchObject({
      kind: 'bad-request',
      status: 400,
      effect: 'none',
      next: 'Of the first.',
    });
  });

  it('tells the second failure when it may have made a group', async () => {
    const lost = async () => refuse('vendor-error', 500, { effect: 'unknown', next: 'Of the second.' });

    expect(await created(lost)).toMatchObject({ kind: 'vendor-error', status: 500, effect: 'unknown' });
  });
});

describe('a removal whose reply is lost', () => {
  it('is not carried out because the group does not show the member', async () => {
    let lost = 0;
    const { update, members } = setUp(
      many(150),
      () => {
        lost += 1;
        refuse('vendor-error', 500, { effect: 'unknown' });
      },
      { shows: 100 },
    );
    const { status, failure: failed, group } = await update([], ['m150']);
    expect([status, failed?.effect, lost, members()?.length]).toEqual(['failed', 'unknown', 2, 150]);
    expect(group.errorMessage).toContain('Whether it was carried out is not known');
  });

  it.each([
    ['the vendor failed', 'vendor-error', 500],
    ['a page came instead of a reply', 'malformed-reply', 200],
  ] as const)('is sent once more, also when %s', async (_, kind, status) => {
    let sent = 0;
    const { update, members } = setUp(
      many(150),
      () => {
        sent += 1;
        if (sent === 1) {
          refuse(kind, status, { effect: 'unknown' });
        }
      },
      { shows: 100 },
    );
    expect((await update(['n1'], ['m150'])).status).toBe('done');
    expect(members()).not.toContain('m150');
  });

  it('is sent once more where one of several is still shown', async () => {
    let sent = 0;
    const { update, members } = setUp(
      many(150),
      () => {
        sent += 1;
        if (sent === 1) {
          refuse('malformed-reply', 200, { effect: 'unknown' });
        }
      },
      { shows: 100 },
    );
    expect((await update([], ['m1', 'm150'])).status).toBe('done');
    expect(members()).toHaveLength(148);
  });

  it('is done when the second one finds no member to remove', async () => {
    const { update, next, members } = setUp(['m1', 'm2'], noTarget);
    next('updateMembers', lostAfter);
    expect((await update([], ['m1'])).status).toBe('done');
    expect(members()).toEqual(['m2']);
  });

  it.each([noTarget, notFound])(
    'is done when it was one of several, and the list was read before it',
    async (isOut) => {
      const { update, next, members } = setUp(['m1', 'm2'], (changes, now) => {
        taken(changes, now);
        isOut(changes, now);
      });
      // The first request is refused for the sake of m1 and n2; the one for the others is carried out.
      next('updateMembers', lostAfter);
      const { status, group } = await update(['n1', 'm1'], ['m2', 'n2']);
      expect([status, members()]).toEqual(['done', ['m1', 'n1']]);
      expect(group.details).toMatchObject({ alreadyIn: ['m1', 'n1'], notIn: ['m2', 'n2'] });
    },
  );
});
