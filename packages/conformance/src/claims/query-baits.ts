/**
 * Texts that mean another record, several or all of them, where they are taken for a part of a query: conditions behind the value in the
 * languages of vendors (SCIM and Okta filters, ServiceNow's encoded queries, SQL and its relatives, LDAP), patterns, and values that are
 * run or stand for "none". `name` is an attribute that the vendor knows, `value` what a record has there.
 */
export const queryBaits = (name: string, value: string): readonly string[] => [
  // RFC 7644 section 3.4.2.2, and the filters that are like it.
  `nobody" or ${name} eq "${value}`,
  `nobody" or ${name} pr or ${name} eq "`,
  `nobody") or (${name} eq "${value}`,
  `nobody\\" or ${name} eq "${value}`,
  `${value}" and ${name} pr and ${name} eq "${value}`,
  // Encoded queries: ^ is and, ^OR is or, ^NQ begins another query.
  `nobody^OR${name}=${value}`,
  `nobody^NQ${name}=${value}`,
  `nobody^OR${name}ISNOTEMPTY`,
  `nobody^OR${name}!=nobody`,
  `${value}^ORDERBY${name}`,
  `${value}^${name}ISNOTEMPTY`,
  `nobody\n^OR${name}=${value}`,
  `nobody&sysparm_query=${name}=${value}`,
  `javascript:'${value}'`,
  `javascript:"${value}"`,
  // SQL and its relatives.
  `nobody' or ${name} = '${value}`,
  `nobody\\' or ${name} = '${value}`,
  `nobody' or '1'='1`,
  // LDAP filters (RFC 4515).
  `*)(${name}=*`,
  `nobody)(|(${name}=${value})`,
  // Patterns, lists and words for "none".
  '*',
  '%',
  `${value.slice(0, -1)}*`,
  `${value.slice(0, -1)}%`,
  `%${value.slice(1)}`,
  `${value.slice(0, -1)}_`,
  `${value.slice(0, -1)}?`,
  `nobody,${value}`,
  'NULL',
];
