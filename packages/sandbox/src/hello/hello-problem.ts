import type { VendorReply } from '@iam/conformance';

/** A refusal of the Hello application, thrown by a rule and turned into the reply. */
export class HelloProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly detail: string,
  ) {
    super(message);
    this.name = 'HelloProblem';
  }
}

export const helloProblemReply = ({ status, message, detail }: HelloProblem): VendorReply => ({
  status,
  body: { error: { message, detail } },
});

export const badRequest = (detail: string): HelloProblem => new HelloProblem(400, 'Invalid request', detail);
export const notFound = (what: string): HelloProblem =>
  new HelloProblem(404, 'No record found', `${what} does not exist`);
export const conflict = (detail: string): HelloProblem => new HelloProblem(409, 'Duplicate record', detail);
