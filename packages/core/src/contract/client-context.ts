import type { Http } from '../http/http';

/** What a client factory is handed. */
export interface ClientContext<C> {
  readonly http: Http;
  readonly config: C;
}
