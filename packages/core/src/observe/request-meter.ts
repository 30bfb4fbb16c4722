import type { HttpScope } from '../http/http-settings';
import type { WireReply } from '../http/transport/wire';
import type { Attributes } from '../profile/app-data';

/** Observer that counts the requests of one run and keeps the headers of its last reply. */
export interface RequestMeter extends Pick<HttpScope, 'onRequest' | 'onReply'> {
  readonly requests: () => number;
  /** Headers as `details` shows them: never a cookie. */
  readonly lastHeaders: () => Attributes;
}

export const requestMeter = (): RequestMeter => {
  let requests = 0;
  let headers: WireReply['headers'] = [];
  return {
    onRequest: () => {
      requests += 1;
    },
    onReply: (last) => {
      headers = last;
    },
    requests: () => requests,
    lastHeaders: () => Object.fromEntries(headers.filter(([name]) => !/^set-cookie2?$/i.test(name))),
  };
};
