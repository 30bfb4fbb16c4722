// Conventional commits (https://www.conventionalcommits.org): `nx release` derives versions and changelogs from them.
export default {
  extends: ['@commitlint/config-conventional'],
  rules: {
    // The scope is a project's name, or absent for a change of the repository as a whole.
    'scope-case': [2, 'always', 'kebab-case'],
    // Sentences may name types and commands, which have capitals of their own.
    'subject-case': [0],
    'header-max-length': [2, 'always', 140],
    'body-max-line-length': [0],
    'footer-max-line-length': [0],
  },
};
