const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Names without a subject, which attract unrelated code. */
const emptyWords = ['util', 'utils', 'helper', 'helpers', 'misc'];

/** A file has one subject and is named after it, in kebab-case. Fixtures keep the names their vendors suggest. */
export const fileNameViolations = (paths: readonly string[]): string[] =>
  paths
    .filter((path) => !path.includes('/__fixtures__/') && !path.includes('/templates/'))
    .flatMap((path) => {
      const names = path.split('/').map((part) => part.replace(/(\.test)?\.[a-z]+$/, ''));
      return names.flatMap((name) => {
        if (!kebabCase.test(name)) {
          return [`${path}: "${name}" is not kebab-case`];
        }
        const empty = name === 'common' || name.split('-').some((word) => emptyWords.includes(word));
        return empty ? [`${path}: "${name}" names no subject`] : [];
      });
    });
