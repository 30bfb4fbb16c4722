import { describeIntegration } from '@iam/core/testing';
import { fake, params, profile } from './__fixtures__/fake';
import { helloIamWorld } from './hello-iam-world';

// Every rule that all integrations keep; what a failing one says is what to change here.
describeIntegration({ integration: helloIamWorld, fake, params, profile, test: { describe, it, expect } });
