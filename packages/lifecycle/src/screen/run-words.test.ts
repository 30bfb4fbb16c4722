import { temporaryText } from './run-words';

it('says who was left with a temporary name, which one, and what ends it', () => {
  const name = 'jane+iam-1a2b3c4d@example.com';
  expect(temporaryText([])).toEqual([]);
  expect(temporaryText([{ app: 'AWS', person: 'jane@example.com', name }])).toEqual([
    `TEMPORARY  jane@example.com goes by ${name} at AWS: the step that ends this name was not done.`,
    'Plan again: the next plan gives them the name of the feed as soon as it is free.',
  ]);
});
