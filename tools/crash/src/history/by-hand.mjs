// What is done at the applications by hand.
import { newPerson } from './person.mjs';
import { plusDays } from './standing.mjs';

export const BY_HAND = {
  handDisable: async ({ world, app, random }) => {
    const account = world.account(app, ({ active }) => active, random);
    if (!account) {
      return undefined;
    }
    await app.byHand.disable(account.id);
    return world.note(`${account.employeeid} is shut by hand at ${app.name}`, account.employeeid);
  },
  handEnable: async ({ world, app, random }) => {
    const account = world.account(app, ({ active }) => !active, random);
    if (!account) {
      return undefined;
    }
    await app.byHand.enable(account.id);
    return world.note(`${account.employeeid} is opened by hand at ${app.name}`, account.employeeid);
  },
  handErase: async ({ world, app, random }) => {
    const account = app.canErase ? world.account(app, () => true, random) : undefined;
    if (!account) {
      return undefined;
    }
    await app.byHand.erase(account.id);
    return world.note(`${account.employeeid} is erased by hand at ${app.name}`, account.employeeid);
  },
  handDrift: async ({ world, app, random }) => {
    const account = world.account(app, ({ active }) => active, random);
    if (!account) {
      return undefined;
    }
    await app.byHand.change(account.id, { title: `Hand${Math.floor(random.between(0, 1e6))}` });
    return world.note(`${account.employeeid} gets a title by hand at ${app.name}`, account.employeeid);
  },
  handGroup: async ({ world, app, random, groups }) => {
    const account = world.account(app, ({ active }) => active, random);
    if (!account) {
      return undefined;
    }
    const group = random.oneOf(groups.filter((name) => app.hasGroup(name)));
    const isIn = !account.groups.includes(group);
    await app.byHand.group(group, account.id, isIn);
    return world.note(
      `${account.employeeid} is ${isIn ? 'put into' : 'taken out of'} ${group} by hand at ${app.name}`,
      account.employeeid,
    );
  },
  /** An account that is there before its person: of the number, of the address alone, or of another's number. */
  handMade: async ({ world, app, random, today }) => {
    const person = newPerson(world.next++, random, { hiredate: plusDays(today, random.oneOf([0, 0, 1])) });
    const how = random.oneOf(['number', 'address', 'other number', 'disabled']);
    const key = { address: undefined, 'other number': 'X999' };
    const employeeid = how in key ? key[how] : person.employeeid;
    await app.byHand.create(
      { ...sentOf(person), title: 'Made by hand', ...(employeeid === undefined ? {} : { employeeid }) },
      how !== 'disabled',
    );
    return world.put(person, `joins, and has an account at ${app.name} already (${how})`);
  },
  handStranger: async ({ world, app, random }) => {
    const n = world.next++;
    await app.byHand.create({ ...sentOf(newPerson(n, random)), email: `stranger${n}@else.example` }, true);
    return world.note(`a stranger gets an account at ${app.name}`);
  },
};

/** What an application is sent of a person by hand, without the number. */
const sentOf = ({ email, username, givenname, surname, displayname, title, department }) => ({
  email,
  username: username || email,
  givenname,
  surname,
  displayname,
  title,
  department,
});
