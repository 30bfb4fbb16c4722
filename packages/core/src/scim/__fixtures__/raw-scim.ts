import { defineIntegration } from '../../contract/integration';
import { createInstance } from '../../instance/instance';
import { createFakeClock } from '../../http/fake-clock';
import { standardDialect, type ScimDialect } from '../dialect';
import { scimIntegration } from '../scim-integration';

/** A request as it was on the wire: the body is text, because parsing it would change what is looked at. */
export interface RawRequest {
  readonly method: string;
  /** Path and query below the base URL, decoded. */
  readonly target: string;
  readonly body: string;
}

interface RawOptions {
  readonly dialect?: Partial<ScimDialect>;
  /** The text of a mapper file to write with. */
  readonly mapperOut?: string;
  readonly numberAttributes?: readonly string[];
}

/** An instance of a SCIM integration in front of a function from request to the text of a 200 reply. */
export const rawScim = (answer: (request: RawRequest) => string, options: RawOptions = {}) => {
  const sent: RawRequest[] = [];
  const dialect = { ...standardDialect, ...options.dialect };
  const integration = defineIntegration({
    ...scimIntegration(dialect),
    brand: 'Raw',
    config: {},
    connection: () => ({ baseUrl: 'https://scim.example/v2' }),
    ...(options.numberAttributes === undefined
      ? {}
      : {
          attributes: [...dialect.userAttributes, 'grade'],
          numberAttributes: options.numberAttributes,
        }),
  });
  const instance = createInstance(
    integration,
    options.mapperOut === undefined ? {} : { mapperOut: 'mapper.json' },
    {
      name: 'raw',
      clock: createFakeClock(),
      readFile: () => options.mapperOut ?? '',
      transport: async ({ method, url, body = '' }) => {
        const request = { method, target: decodeURIComponent(new URL(url).href.split('/v2')[1] ?? ''), body };
        sent.push(request);
        return { status: 200, headers: [], body: Buffer.from(answer(request)) };
      },
    },
  );
  return {
    instance,
    /** Bodies of the writes, oldest first. */
    written: () => sent.filter(({ method }) => method !== 'GET').map(({ body }) => body),
    sent,
  };
};

/** A ListResponse around the JSON texts of records. */
export const listText = (...records: readonly string[]): string =>
  `{"totalResults":${records.length},"Resources":[${records.join(',')}]}`;
