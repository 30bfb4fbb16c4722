/** Where the string ends that begins at `start` in a JSON text: the place of its closing quote. */
export const endOfString = (text: string, start: number): number => {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
};
