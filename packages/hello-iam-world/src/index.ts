export { helloIamWorld } from './hello-iam-world';
export { helloIamWorld as integration } from './hello-iam-world';
