import { describeIntegration } from '@iam/conformance';
import { fake, params, profile } from './__fixtures__/fake';
import { helloScimWorld } from './hello-scim-world';

// The rules common to all integrations; the message of a failed one says what to change here.
describeIntegration({ integration: helloScimWorld, fake, params, profile, test: { describe, it, expect } });
