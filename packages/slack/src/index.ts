export { slack } from './slack';
export { slack as integration } from './slack';
