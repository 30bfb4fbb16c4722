/**
 * A refusal by a rule, thrown because rules are called deep inside reading and patching.
 * It never leaves this package: the engine turns it into the vendor's own error body.
 */
export class ScimProblem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    /** The RFC 7644 table 9 keyword, when there is one. Vendors may leave it out of the body. */
    readonly scimType?: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'ScimProblem';
  }
}

export const invalidValue = (detail: string): ScimProblem => new ScimProblem(400, detail, 'invalidValue');
export const invalidPath = (detail: string): ScimProblem => new ScimProblem(400, detail, 'invalidPath');
export const invalidFilter = (detail: string): ScimProblem => new ScimProblem(400, detail, 'invalidFilter');
export const invalidSyntax = (detail: string): ScimProblem => new ScimProblem(400, detail, 'invalidSyntax');
