/** Default credentials of the sandbox's AWS vendor. */
export const CREDENTIALS = { tenantId: 'sandbox-tenant', authenticationToken: 'sandbox-aws-token' } as const;

/** Parameters of an instance that reaches the vendor at this port. */
export const paramsAt = (port: number) => ({ url: `http://127.0.0.1:${port}`, ...CREDENTIALS });
