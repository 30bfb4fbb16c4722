import * as E from 'fp-ts/Either';
import { parseJson } from '../../codec/json/json';
import { wellFormedJson } from '../../codec/json/well-formed-json';
import { type WireReply, headerOf } from '../transport/wire';

/** The content of a body: nothing, JSON, or something else with a short description. */
export type Body =
  | { readonly tag: 'empty' }
  | { readonly tag: 'json'; readonly value: unknown }
  | { readonly tag: 'other'; readonly what: string; readonly text: string };

/** Reads a reply's bytes. The content type is not trusted: gateways mislabel both ways. */
export const readBody = (reply: WireReply): Body => {
  if (reply.body.length === 0) {
    return { tag: 'empty' };
  }
  const text = utf8(reply.body);
  if (text === undefined) {
    return { tag: 'other', what: 'text that is not UTF-8', text: '' };
  }
  if (text.trim() === '') {
    return { tag: 'empty' };
  }
  const json = parseJson(wellFormedJson(text));
  if (E.isRight(json)) {
    return { tag: 'json', value: json.right };
  }
  if (json.left.what === 'too-deep') {
    return { tag: 'other', what: 'JSON that nests too deeply', text: '' };
  }
  const html =
    /^\s*(<!doctype|<html|<\?xml|<head|<body)/i.test(text) ||
    /\bhtml\b/i.test(headerOf(reply, 'content-type') ?? '');
  return { tag: 'other', what: html ? 'an HTML page' : brokenText(text), text };
};

// The decoder drops a byte order mark.
const decoder = new TextDecoder('utf-8', { fatal: true });

const utf8 = (bytes: Buffer): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};

const brokenText = (text: string): string =>
  /^\s*[[{]/.test(text) ? 'JSON that is cut off or broken' : 'text that is not JSON';
