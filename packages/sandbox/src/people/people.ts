import { inAddress, SURNAMES } from './names';
import { SITES, TEAMS, type Department } from './workplaces';

/** A made-up employee in the words of a profile (`IAMUserProfile` of `@iam/core`). What a person does not have is `''`. */
export interface Person {
  /** `E0000001` and so on. */
  readonly employeeid: string;
  /** The address. */
  readonly username: string;
  /** At `example.com`; the part before the `@` is ASCII and has at most 20 characters. No two people share one. */
  readonly email: string;
  readonly givenname: string;
  readonly surname: string;
  readonly displayname: string;
  readonly title: string;
  readonly department: string;
  readonly costcenter: string;
  readonly organization: string;
  /** `Employee` or `Contractor`. */
  readonly usertype: string;
  readonly city: string;
  readonly countryname: string;
  readonly timezone: string;
  /** `''` for the first person only, whom all others report to in the end. */
  readonly managername: string;
  readonly manageremailaddress: string;
  readonly manageremployeeid: string;
  /** `YYYY-MM-DD`, before 2025. */
  readonly hiredate: string;
  /** `YYYY-MM-DD`, the end of a contractor's contract, after 2030; else `''`. */
  readonly terminationdate: string;
}

const MOST = 9_999_999;
const LOCAL_PART = 20;

/** How many people a lead has. */
const SPAN = 8;

/**
 * Made-up people, the same ones every time: the first of many are those of few. A manager comes before the people she manages.
 *
 * @param count 0 to 9,999,999
 * @throws RangeError for any other count
 */
export const people = (count: number): readonly Person[] => {
  if (!Number.isInteger(count) || count < 0 || count > MOST) {
    throw new RangeError(`The number of people must be a whole number from 0 to ${MOST}, not ${count}.`);
  }
  const addresses = new Map<string, number>();
  const made: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    made.push(personAt(index, made, addresses));
  }
  return made;
};

/** @param taken the addresses that are in use, with the last number that each was given */
const personAt = (index: number, earlier: readonly Person[], taken: Map<string, number>): Person => {
  const { surname, given } = pick(SURNAMES, index, 1);
  const givenname = pick(given, index, 2);
  const email = `${localPart(inAddress(givenname), inAddress(surname), taken)}@example.com`;
  const manager = earlier[managerOf(index)];
  const team = TEAMS[(index - 1 + TEAMS.length) % TEAMS.length] ?? pick(TEAMS, index, 4);
  const site = pick(SITES, index, 5);
  const isContractor = index > TEAMS.length && chance(index, 6) < 0.03;
  return {
    employeeid: `E${String(index + 1).padStart(7, '0')}`,
    username: email,
    email,
    givenname,
    surname,
    displayname: `${givenname} ${surname}`,
    title: index === 0 ? 'Chief Executive Officer' : titleOf(team, index),
    department: index === 0 ? 'Management' : team.name,
    costcenter: index === 0 ? '4700' : team.costCenter,
    organization: 'Example Corporation',
    usertype: isContractor ? 'Contractor' : 'Employee',
    city: site.city,
    countryname: site.country,
    timezone: site.timezone,
    managername: manager?.displayname ?? '',
    manageremailaddress: manager?.email ?? '',
    manageremployeeid: manager?.employeeid ?? '',
    hiredate: dateBetween(2005, 2024, index, 7),
    terminationdate: isContractor ? dateBetween(2031, 2034, index, 8) : '',
  };
};

/** How many came to the same team before. */
const placeInTeam = (index: number): number => Math.floor((index - 1) / TEAMS.length);

/** The head of a team reports to the first person, everyone else to a member of the team. */
const managerOf = (index: number): number => {
  const place = placeInTeam(index);
  const team = (index - 1) % TEAMS.length;
  return place <= 0 ? (index === 0 ? -1 : 0) : 1 + team + Math.floor((place - 1) / SPAN) * TEAMS.length;
};

const titleOf = ({ titles: [head, lead, ...others] }: Department, index: number): string => {
  const place = placeInTeam(index);
  return place === 0 ? head : place <= SPAN ? lead : pick(others, index, 9);
};

const localPart = (given: string, surname: string, taken: Map<string, number>): string => {
  const full = `${given}.${surname}`;
  const wish = (full.length <= LOCAL_PART ? full : `${given.slice(0, 1)}.${surname}`).slice(0, LOCAL_PART);
  for (let number = (taken.get(wish) ?? 0) + 1; ; number += 1) {
    const local = number === 1 ? wish : `${wish.slice(0, LOCAL_PART - String(number).length)}${number}`;
    // What was cut short may be what another one was cut to.
    if (local === wish || !taken.has(local)) {
      taken.set(local, 1);
      taken.set(wish, number);
      return local;
    }
  }
};

const dateBetween = (first: number, last: number, index: number, salt: number): string => {
  const [from, to] = [Date.UTC(first, 0, 1), Date.UTC(last, 11, 31)];
  return new Date(from + Math.floor(chance(index, salt) * (to - from))).toISOString().slice(0, 10);
};

/** A number from 0 to below 1 that looks like chance and is the same for the same person and purpose. */
const chance = (index: number, purpose: number): number => {
  let mixed = Math.imul((index + 1) ^ Math.imul(purpose, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};

const pick = <T>(list: readonly T[], index: number, purpose: number): T =>
  list[Math.floor(chance(index, purpose) * list.length)] as T;
