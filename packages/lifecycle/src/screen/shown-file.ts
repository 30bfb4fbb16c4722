/** A file as a call from this folder names it: from the folder where it is in it. */
export const shownFile = (path: string, cwd: string): string =>
  path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path;
