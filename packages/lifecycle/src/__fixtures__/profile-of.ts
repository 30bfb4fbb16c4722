/** A person as feeds have them, for plans that are made without a feed: `profileOf('E1', { title: 'Chief' })`. */
export const profileOf = (person: string, over: object = {}) => ({
  employeeid: person,
  username: `${person.toLowerCase()}@example.com`,
  email: `${person.toLowerCase()}@example.com`,
  givenname: 'Ann',
  surname: person,
  displayname: `Ann ${person}`,
  ...over,
});
