// Conventional commits (https://www.conventionalcommits.org): `nx release` derives versions and changelogs from them.
export default {
  extends: ['@commitlint/config-conventional'],
  rules: {
    // The scope is a project's name, or absent for a change of the repository as a whole.
    'scope-case': [2, 'always', 'kebab-case'],
    // Subjects are sentences: they may name types and commands with capitals of their own, and be long.
    'subject-case': [0],
    'header-max-length': [2, 'always', 150],
    'body-max-line-length': [0],
    'footer-max-line-length': [0],
  },
};
