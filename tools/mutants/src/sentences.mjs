/**
 * Excludes the wording of messages, because a test of every word would make them hard to improve. A text of three words or more
 * is a message; a shorter one may be a key or a value.
 */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'sentences',
    value: {
      shouldIgnore: ({ node }) => {
        if (node.type === 'StringLiteral' && isSentence(node.value)) {
          return 'wording';
        }
        // A template literal with computed expressions is still mutated.
        if (node.type === 'TemplateLiteral' && node.expressions.every(isPlain)) {
          return isSentence(node.quasis.map(({ value }) => value.raw).join('x')) ? 'wording' : undefined;
        }
        return undefined;
      },
    },
  },
];

export const isSentence = (text) => text.trim().split(/\s+/).length >= 3;

const isPlain = (node) =>
  node.type === 'Identifier' || (node.type === 'MemberExpression' && !node.computed && isPlain(node.object));
