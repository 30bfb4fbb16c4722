import { atlassian } from '@iam/atlassian';
import { awsIlm } from '@iam/aws-ilm';
import { helloIamWorld } from '@iam/hello-iam-world';
import { okta } from '@iam/okta';
import { scim } from '@iam/scim';
import { serviceNow } from '@iam/service-now';
import { slack } from '@iam/slack';
import { configSchema } from './config-schema';

/** The text of the published schema: that of the integrations this command depends on. */
export const ownSchemaText = (): string => {
  const schema = configSchema([
    { name: 'atlassian', integration: atlassian },
    { name: 'aws-ilm', integration: awsIlm },
    { name: 'hello-iam-world', integration: helloIamWorld },
    { name: 'okta', integration: okta },
    { name: 'scim', integration: scim },
    { name: 'service-now', integration: serviceNow },
    { name: 'slack', integration: slack },
  ]);
  return `${JSON.stringify(schema, undefined, 2)}\n`;
};
