import { Refused, WrongCall, type CommandContext } from './command-context';

/** What is left undone where a plan is not made. */
export const NO_PLAN =
  'no plan was made, and nothing was changed in any application. Make it again when you like.';

/** Does a work that a person may stop; what was left undone then is told instead of where it stopped. */
export const unlessStopped = async <A>(
  { signal }: Pick<CommandContext, 'signal'>,
  undone: string,
  work: () => Promise<A>,
): Promise<A> => {
  try {
    return await work();
  } catch (thrown) {
    if (signal.aborted && !(thrown instanceof Refused) && !(thrown instanceof WrongCall)) {
      throw new Refused(1, [`Stopped: ${undone}`]);
    }
    throw thrown;
  }
};
