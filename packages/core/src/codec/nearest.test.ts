import { nearest } from './nearest';

const NAMES = ['iam-get-user', 'iam-get-group', 'test-module', 'AWS-ILM_instance_1', 'a', 'b'];

describe('the nearest name', () => {
  it.each([
    ['iam-get-usr', 'iam-get-user'],
    ['iam-gte-user', 'iam-get-user'],
    ['IAM-GET-USER', 'iam-get-user'],
    ['iam_get_group', 'iam-get-group'],
    ['aws-ilm_instance', 'AWS-ILM_instance_1'],
    ['A', 'a'],
  ])('to %s is %s', (word, name) => {
    expect(nearest(word, NAMES)).toBe(name);
  });

  it.each(['iam-fire-user-today', 'x', 'colour', '', 'x'.repeat(100_000)])('to %.20s is none', (word) => {
    expect(nearest(word, NAMES)).toBeUndefined();
  });
});
