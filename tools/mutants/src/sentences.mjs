/**
 * Leaves the wording of messages alone: a test of every word would make them hard to improve. A text of three words or more is
 * one; a shorter one may be a key or a value.
 */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'sentences',
    value: {
      shouldIgnore: ({ node }) => {
        if (node.type === 'StringLiteral' && isSentence(node.value)) return 'wording';
        // What is computed inside of a text is no wording.
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
