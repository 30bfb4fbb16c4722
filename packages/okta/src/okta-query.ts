import { queryLanguage, quoted } from '@iam/core';

// Values of both are JSON strings: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/

/** An expression of `filter`, which is fresh and compares case. */
export const filter = queryLanguage({ name: 'a filter of Okta', escape: quoted });

/** An expression of `search`, which lags behind writes. */
export const search = queryLanguage({ name: 'a search of Okta', escape: quoted });
