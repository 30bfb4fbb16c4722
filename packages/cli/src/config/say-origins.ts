import type { Io } from '../terminal/io';
import { isOpen, type Opened } from './open-instances';

/** Says on standard error which files the configuration and the integrations are. */
export const sayOrigins = (file: string, opened: readonly Opened[], io: Pick<Io, 'stderr'>): void => {
  io.stderr.write(`configuration: ${file}\n`);
  for (const one of opened.filter(isOpen)) {
    io.stderr.write(`[${one.config.name}] integration ${one.config.integration} from ${one.from}\n`);
  }
};
