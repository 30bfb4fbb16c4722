import { describeIntegration } from '@iam/conformance';
import * as fixture from './__fixtures__/fake';
import { helloScimWorld } from './hello-scim-world';

// The rules common to all integrations; the message of a failed one says what to change here.
describeIntegration({ ...fixture, integration: helloScimWorld, test: { describe, it, expect } });
