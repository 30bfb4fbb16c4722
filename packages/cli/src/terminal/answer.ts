import type { Io } from './io';
import { UsageError } from './usage-error';

/** Whether a person said yes; no answer is none. */
export const isYes = (answer: string | undefined): boolean => /^y(es)?$/i.test(answer?.trim() ?? '');

/** The answer to a question, without blanks around it. Without an answer the command ends: what is usual was not agreed to. */
export const answerTo = async (question: string, io: Pick<Io, 'stdin'>): Promise<string> => {
  const answer = await io.stdin.ask(question);
  if (answer === undefined) {
    throw new UsageError('Nothing was written.');
  }
  return answer.trim();
};
