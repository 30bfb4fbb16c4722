import { describeIntegration } from '@iam/conformance';
import * as fixture from './__fixtures__/fake';
import { helloIamWorld } from './hello-iam-world';

// The rules common to all integrations; the message of a failed one says what to change here.
describeIntegration({ ...fixture, integration: helloIamWorld, test: { describe, it, expect } });
