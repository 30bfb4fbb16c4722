import { definitionProblem } from './definition-problem';

const works = { lookupBy: ['id', 'profile.login'], attributes: ['profile.login', 'manager'] };
const URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

it('paths of every kind that can work are let through', () => {
  expect(
    definitionProblem({
      lookupBy: ['id', 'profile.login', 'emails.value', 'emails[primary].value', `${URN}.employeeNumber`],
      externalIdAttribute: 'profile.employeeNumber',
      attributes: ['profile', 'a\\.b', URN],
      requiredAttributes: ['emails[work].value', 'name.givenName'],
      singleValued: ['profile.phones'],
      numberAttributes: ['shifts.hours'],
      references: { 'profile.managerId': { from: 'manageremailaddress', lookupBy: 'profile.login' } },
    }),
  ).toBeUndefined();
});

it.each<[object, string]>([
  [{ lookupBy: ['profile..login'] }, 'lookupBy cannot have "profile..login": the path has an empty part'],
  [
    { lookupBy: ['emails[0].value'] },
    'lookupBy cannot have "emails[0].value": the order of a list may change',
  ],
  [{ lookupBy: ['emails[primary]'] }, 'name its value, "emails[primary].value"'],
  [{ lookupBy: ['login', 'login'] }, 'lookupBy cannot have "login" twice'],
  [{ lookupBy: [`${URN}:employeeNumber`] }, `set the attribute off by a dot, "${URN}.employeeNumber"`],
  [{ externalIdAttribute: 'keys[0:1]' }, 'externalIdAttribute cannot have "keys[0:1]"'],
  [{ attributes: ['emails[work].value'] }, 'name the list, "emails", or a key of all its elements'],
  [{ requiredAttributes: ['emails[0].value'] }, 'requiredAttributes cannot have'],
  [{ singleValued: ['emails[work]'] }, 'singleValued cannot have'],
  [{ numberAttributes: ['shifts[1].hours'] }, 'numberAttributes cannot have'],
  [{ references: { 'a[work].b': { from: 'x', lookupBy: 'id' } } }, 'references cannot have "a[work].b"'],
  [
    { references: { manager: { from: 'x.', lookupBy: 'id' } } },
    'from is "x.", and the path has an empty part',
  ],
  [{ references: { manager: { from: 'x' } } }, 'it needs lookupBy'],
  [{ references: { manager: [{ from: 'x', lookupBy: 'mail' }] } }, 'getUser is not asked by "mail"'],
])('%j is refused with the key and the reason', (part, reason) => {
  expect(definitionProblem({ ...works, ...part })).toContain(reason);
});
