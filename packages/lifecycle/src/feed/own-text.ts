/**
 * A copy of a text for what is kept longer than its row: V8 makes a part of a text (from 13 characters on) a view of the whole one, so that
 * a kept key would keep 128 KiB of the feed.
 */
export const ownText = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
