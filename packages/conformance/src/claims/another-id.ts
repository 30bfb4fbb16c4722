/** An unused id of the same shape: swaps the first two characters that differ. */
export const anotherId = (id: string): string => {
  const index = [...id].findIndex(
    (character, place) =>
      place > 0 && character !== id[place - 1] && /^[a-z0-9]{2}$/i.test(character + (id[place - 1] ?? '')),
  );
  return index < 1
    ? `${id}0`
    : `${id.slice(0, index - 1)}${id[index] ?? ''}${id[index - 1] ?? ''}${id.slice(index + 1)}`;
};
