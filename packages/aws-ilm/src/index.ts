export { awsIlm } from './aws-ilm';
export { awsIlm as integration } from './aws-ilm';
