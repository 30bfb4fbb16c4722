import { atlassian } from '@iam/atlassian';
import { awsIlm } from '@iam/aws-ilm';
import { helloIamWorld } from '@iam/hello-iam-world';
import { lifecycleSchema } from '@iam/lifecycle/schema';
import { okta } from '@iam/okta';
import { scim } from '@iam/scim';
import { serviceNow } from '@iam/service-now';
import { slack } from '@iam/slack';
import { configSchema, type NamedIntegration } from './config-schema';

/** The text of the published schema: that of the integrations this command depends on, and of the lifecycle. */
export const ownSchemaText = (): string => {
  const schema = configSchema(OWN, lifecycleSchema());
  return `${JSON.stringify(schema, undefined, 2)}\n`;
};

const OWN: readonly NamedIntegration[] = [
  { name: 'atlassian', integration: atlassian },
  { name: 'aws-ilm', integration: awsIlm },
  { name: 'hello-iam-world', integration: helloIamWorld },
  { name: 'okta', integration: okta },
  { name: 'scim', integration: scim },
  { name: 'service-now', integration: serviceNow },
  { name: 'slack', integration: slack },
];
