import { Option } from 'commander';

/** Which configuration a command uses. */
export const configOption = (): Option =>
  new Option('--config <file>', 'configuration; that of IAM_CONFIG, or iam.config.json, when absent');
