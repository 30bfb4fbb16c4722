/** Texts that are about no single command: `iam help NAME`. */
export const TOPICS = {
  topics: 'this list',
  people: 'how a person is named, and the keys of a profile',
  quoting: 'values, quotes and files on the command line',
  configuration: 'what the configuration holds and where it is found',
  output: 'what is printed where, and in which format',
  'exit-codes': 'what the exit codes mean',
  environment: 'variables of the environment that are heeded',
} as const;

export type TopicName = keyof typeof TOPICS;

export const isTopicName = (word: string): word is TopicName => Object.hasOwn(TOPICS, word);
