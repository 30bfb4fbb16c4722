import { awsIlm } from '@iam/aws-ilm';
import { createInstance } from '@iam/core';
import { createAwsVendor, createScimVendor } from '@iam/sandbox';
import { scim } from '@iam/scim';

/** A vendor that takes a second user of one name: what is never sent twice is seen there, and not only what is refused. */
const createLaxVendor = (options) => {
  const strict = createScimVendor(options);
  let doubles = 0;
  const handle = (request) => {
    const reply = strict.handle(request);
    if (request.method !== 'POST' || !request.path.endsWith('/Users') || reply.status !== 409) {
      return reply;
    }
    doubles += 1;
    const { userName } = request.body;
    const mark = `again-${doubles}-${userName}`;
    const made = strict.handle({ ...request, body: { ...request.body, userName: mark } });
    return { ...made, body: JSON.parse(JSON.stringify(made.body).replaceAll(mark, userName)) };
  };
  return { ...strict, handle };
};

const faces = {
  /** Refuses a second user of one name; a hundred members in a request. */
  aws: {
    create: createAwsVendor,
    open: (url, options) =>
      createInstance(
        awsIlm,
        { url, tenantId: 'sandbox-tenant', authenticationToken: 'sandbox-aws-token', ...limitOf(options) },
        named(options),
      ),
  },
  lax: {
    create: createLaxVendor,
    open: (url, options) =>
      createInstance(
        scim,
        { url: `${url}/scim/v2`, token: 'sandbox-scim-token', ...limitOf(options) },
        named(options),
      ),
  },
};

const limitOf = ({ rate }) => (rate === undefined ? {} : { rateLimit: rate });

const named = ({ limiter, transport }) => ({
  name: APP,
  env: {},
  ...(limiter === undefined ? {} : { limiter }),
  ...(transport === undefined ? {} : { transport }),
});

export const APP = 'App_1';

export const createVendor = (face, options) => faces[face].create(options);

export const openInstance = (face, url, options = {}) => faces[face].open(url, options);
