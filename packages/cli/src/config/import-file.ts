import { pathToFileURL } from 'node:url';

/** Loads a module that `require` cannot. In the build a file of its own: code that was compiled by an earlier call cannot import. */
export const importFile = (file: string): Promise<unknown> => import(pathToFileURL(file).href);
