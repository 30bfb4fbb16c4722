import { runProgram } from './run-program';

const shell = (script: string) => runProgram('/bin/sh', ['-c', script]);

describe('runProgram', () => {
  it('resolves with everything that was said, also what is read only after the program has ended', async () => {
    expect(await shell('(sleep 0.1; echo the last words) & exit 3')).toEqual({
      code: 3,
      output: 'the last words\n',
    });
  });

  it('does not wait for a server that goes on running and holds the pipes', async () => {
    const { output } = await shell('sleep 600 & echo $!');
    const pid = Number(output);
    expect(pid).toBeGreaterThan(1);
    // Throws when it has ended already.
    process.kill(pid);
  });
});
