import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import atlassian from './__fixtures__/documented/atlassian.json';
import awsIlm from './__fixtures__/documented/aws-ilm.json';
import okta from './__fixtures__/documented/okta.json';
import slack from './__fixtures__/documented/slack.json';
import { folderWith, iam } from './__fixtures__/terminal';

// Every example of the reference's documentation, from its literal command text against its documented reply. Ours differs
// from it only where `differences` says so; each number is the one of the list in docs/parity.md.

/** One exchange with the vendor: the request that must come, and the documented reply to it. */
interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: readonly (readonly string[])[];
}

interface Example {
  readonly command: string;
  readonly exchange: readonly Exchange[];
  readonly context: unknown;
  readonly table: string;
  readonly differences: {
    /** 1: filled from the vendor's primary address. */
    readonly email?: string;
    /** 2: the headers of a reply without a body, as JSON. */
    readonly details?: Readonly<Record<string, string>>;
    /** 7: what the reference's incoming mapper leaves out. */
    readonly profile?: Readonly<Record<string, string>>;
    /** 10: the profile that the incoming mapper makes of what the reference shows as it came. */
    readonly mapped?: Readonly<Record<string, string>>;
    /** 9: the lookup in another spelling, before there is said to be no such person; it is answered like the documented one. */
    readonly alsoAsked?: string;
  };
}

const INSTANCES = [
  {
    name: 'AWS-ILM_instance_1',
    integration: 'aws-ilm',
    params: (url: string) => ({ url, tenantId: 'tenant', authenticationToken: 'documented-token' }),
    examples: awsIlm as readonly Example[],
  },
  {
    name: 'Atlassian IAM_instance_1',
    integration: 'atlassian',
    params: (url: string) => ({
      url,
      directoryId: '315e79ae-404a-4061-8a88-df91c8c7db34',
      accessToken: 'documented-token',
    }),
    examples: atlassian as readonly Example[],
  },
  {
    name: 'Okta IAM_instance_1',
    integration: 'okta',
    params: (url: string) => ({ url, apiToken: 'documented-token' }),
    // Ids, times, states and order of keys are the documented ones; addresses and links are not in them. The record is read after
    // a command (O4), so that a disabled user is shown as such.
    examples: okta as readonly Example[],
  },
  {
    name: 'Slack IAM_instance_1',
    integration: 'slack',
    params: (url: string) => ({ url, accessToken: 'documented-token', scimVersion: 'v1' }),
    // Ids, names, times and order of keys are the documented ones; domains and the picture are not in them.
    examples: slack as readonly Example[],
  },
];

describe.each(INSTANCES)('$name', ({ name, integration, params, examples }) => {
  it.each(examples)('$command', async (example) => {
    const vendor = await scriptedVendor(example.exchange);
    const cwd = folderWith({
      'iam.config.json': { instances: [{ name, integration, params: params(vendor.url) }] },
    });

    const json = await iam([example.command, '--output', 'json'], { cwd });
    const markdown = await iam([example.command, '--output', 'markdown'], { cwd });
    await vendor.close();

    const asked = [
      ...example.exchange.map(({ method, url }) => `${method} ${url}`),
      ...(example.differences.alsoAsked === undefined ? [] : [example.differences.alsoAsked]),
    ];
    expect(vendor.requests).toEqual([...asked, ...asked]);
    expect([json.code, markdown.code]).toEqual([0, 0]);
    expect(JSON.parse(json.stdout)).toEqual(withDifferences(example.context, example.differences));
    expect(markdown.stdout.trim()).toBe(tableWithDifferences(example));
  });
});

/** Answers requests in the order of the script, which starts over when it has ended. */
const scriptedVendor = async (script: readonly Exchange[]) => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const step = script[requests.length % script.length];
    requests.push(`${request.method} ${request.url}`);
    response.sendDate = false;
    request.resume().on('end', () => {
      response.writeHead(
        step?.status ?? 500,
        (step?.headers ?? [['Content-Type', 'application/json']]).flat(),
      );
      response.end(step?.body === undefined ? undefined : JSON.stringify(step.body));
    });
  });
  // The documented headers have no Keep-Alive, which Node adds unless it is told not to keep connections.
  server.keepAliveTimeout = 0;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    requests,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

const withDifferences = (
  documented: unknown,
  { email, details, profile, mapped }: Example['differences'],
): unknown => {
  const context = structuredClone(documented) as Record<string, Record<string, Record<string, unknown>>>;
  if (email !== undefined) {
    Object.assign(context['IAM']?.['Vendor'] ?? {}, { email });
  }
  if (profile !== undefined) {
    Object.assign(context['IAM']?.['UserProfile'] ?? {}, profile);
  }
  if (mapped !== undefined) {
    Object.assign(context['IAM'] ?? {}, { UserProfile: mapped });
  }
  if (details !== undefined) {
    Object.values(context).forEach((group) => Object.assign(group, { details }));
  }
  return context;
};

const tableWithDifferences = ({ table, differences: { email, details } }: Example): string => {
  const text =
    details === undefined
      ? table
      : table.replace(
          /\{'.*'\}/,
          Object.entries(details)
            .map(([key, value]) => `${key}: ${value}`)
            .join('<br>'),
        );
  // 2: dictionaries inside a list are JSON.
  const json = text.replace(
    /\{'value': '([^']*)', 'type': 'work', 'primary': True\}/g,
    '{"value": "$1", "type": "work", "primary": true}',
  );
  return (email === undefined || json.includes('|email|') ? json : withEmailColumn(json, email)).trim();
};

/** The documented table has no email column where the address was null; ours has it after the user name. */
const withEmailColumn = (table: string, email: string): string =>
  table
    .replace('|username|', '|username|email|')
    .replace('|---|', '|---|---|')
    .replace(
      /(\| (?:test|testDemisto|testuser15|testatlas@paloaltonetworks\.com) )(?=\| (?:id|schemas):)/,
      `$1| ${email} `,
    );
