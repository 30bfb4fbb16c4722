import { deriveNames } from './names';

describe('the forms of a name', () => {
  it.each([
    ['My Integration', 'My Integration', 'MyIntegration', 'myIntegration', 'my-integration'],
    ['MyIntegration', 'MyIntegration', 'MyIntegration', 'myIntegration', 'my-integration'],
    ['my-integration', 'My Integration', 'MyIntegration', 'myIntegration', 'my-integration'],
    ['my_integration', 'My Integration', 'MyIntegration', 'myIntegration', 'my-integration'],
    ['  My   Integration ', 'My Integration', 'MyIntegration', 'myIntegration', 'my-integration'],
    ['acme', 'Acme', 'Acme', 'acme', 'acme'],
    ['AWS-ILM', 'AWS-ILM', 'AwsIlm', 'awsIlm', 'aws-ilm'],
    ['AWS IAM', 'AWS IAM', 'AwsIam', 'awsIam', 'aws-iam'],
    ['IAMVendor', 'IAMVendor', 'IamVendor', 'iamVendor', 'iam-vendor'],
    ['Auth0', 'Auth0', 'Auth0', 'auth0', 'auth0'],
    ['Office 365', 'Office 365', 'Office365', 'office365', 'office-365'],
    ['ServiceNow', 'ServiceNow', 'ServiceNow', 'serviceNow', 'service-now'],
    ['eBay', 'eBay', 'EBay', 'eBay', 'e-bay'],
    ['class room', 'class room', 'ClassRoom', 'classRoom', 'class-room'],
  ])('%j', (typed, brand, pascal, camel, kebab) => {
    expect(deriveNames(typed)).toEqual({ ok: true, names: { brand, pascal, camel, kebab } });
  });
});

describe('a name that cannot be used is explained', () => {
  it.each([
    ['', 'A name is needed'],
    ['   ', 'A name is needed'],
    ['my.integration', 'has a dot'],
    ['.hidden', 'has a dot'],
    ['..', 'is a path'],
    ['../evil', 'is a path'],
    ['/etc/passwd', 'is a path'],
    ['a\\b', 'is a path'],
    ['@acme/iam', 'has a scope'],
    ['Münster', 'letters outside a to z'],
    ['日本', 'letters outside a to z'],
    ['🙂', 'letters outside a to z'],
    ['acme\u200b', 'cannot be seen'],
    ['acme\nevil', 'cannot be seen'],
    ['acme\u0000', 'cannot be seen'],
    ['acme!', 'a character that a name cannot have'],
    ['$acme', 'a character that a name cannot have'],
    ['"acme"', 'a character that a name cannot have'],
    ['1Password', 'begins with a digit'],
    ['365', 'begins with a digit'],
    ['-acme', 'begins or ends with a hyphen'],
    ['acme-', 'begins or ends with a hyphen'],
    ['a--b', 'begins or ends with a hyphen'],
    ['a'.repeat(51), 'at most 50 characters'],
    ['class', 'word of the language'],
    ['Class', 'word of the language'],
    ['module', 'word of the language'],
    ['integration', 'word of the language'],
    ['core', 'a package of iam itself'],
    ['CLI', 'a package of iam itself'],
    ['http', 'npm refuses'],
    ['node modules', 'npm refuses'],
    ['con', 'a device on Windows'],
  ])('%j', (typed, reason) => {
    expect(deriveNames(typed)).toEqual({ ok: false, problem: expect.stringContaining(reason) });
  });

  it('without filling the screen with it', () => {
    const derived = deriveNames(`../${'a'.repeat(10_000)}`);
    expect(derived).toEqual({ ok: false, problem: expect.any(String) });
    expect(JSON.stringify(derived).length).toBeLessThan(300);
  });
});
