export { atlassian } from './atlassian';
export { atlassian as integration } from './atlassian';
