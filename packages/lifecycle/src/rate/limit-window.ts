import type { RequestLimit } from '@iam/core';
import { PERIOD_MS } from '@iam/core/internal';

/** How many requests a limit lets through at once, at least one; `burst` is the stricter of its two numbers. */
export const sizeOf = ({ requests, burst = requests }: RequestLimit): number =>
  Math.max(1, Math.floor(Math.min(burst, requests)));

/** Milliseconds in which a limit lets its (burst of) requests through. */
export const periodOf = (limit: RequestLimit): number =>
  (PERIOD_MS[limit.per] * sizeOf(limit)) / limit.requests;
