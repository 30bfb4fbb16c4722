export { serviceNow } from './service-now';
export { serviceNow as integration } from './service-now';
