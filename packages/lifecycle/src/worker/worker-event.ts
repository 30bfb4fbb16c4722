/** Something that a worker says, on one line. */
export interface WorkerEvent {
  readonly event: string;
  /** A sentence for a person, without names of people. */
  readonly text: string;
  readonly run?: number;
  readonly plan?: string;
  readonly app?: string;
}

interface Where {
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
  readonly format: 'text' | 'json';
}

/** Writes events on standard error: as JSON, or as sentences, with the time where no person looks on. */
export const workerLog =
  ({ err, isTerminal, format }: Where, now: () => Date) =>
  ({ text, ...event }: WorkerEvent): void => {
    const line = text.replace(/\s*[\r\n]+\s*/g, ' ');
    err(
      format === 'json'
        ? `${JSON.stringify({ at: now().toISOString(), ...event, text: line })}\n`
        : isTerminal
          ? `${line}\n`
          : `${now().toISOString()} ${line}\n`,
    );
  };
