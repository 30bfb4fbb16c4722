import { atlassian } from '@iam/atlassian';
import { awsIlm } from '@iam/aws-ilm';
import { createInstance, type Instance, type InstanceOptions } from '@iam/core';

/** The applications of a company. What stands behind `env:` is read from the environment; nothing secret is in the program. */
export const applications = (options: Omit<InstanceOptions, 'name'> = {}): readonly Instance[] => [
  createInstance(
    awsIlm,
    { url: 'env:AWS_URL', tenantId: 'env:AWS_TENANT', authenticationToken: 'env:AWS_TOKEN' },
    { ...options, name: 'AWS' },
  ),
  createInstance(
    atlassian,
    { url: 'env:ATLASSIAN_URL', directoryId: 'env:ATLASSIAN_DIRECTORY', accessToken: 'env:ATLASSIAN_TOKEN' },
    { ...options, name: 'Atlassian' },
  ),
];
