import * as E from 'fp-ts/Either';
import { conditionReader } from '../rules/read-condition';
import { lifecycleShape } from './lifecycle-shape';
import type { Key, Schema, Shape } from './shape';

/** The JSON Schema (draft 7) of the section, made from what reads it. What no schema can say (conditions, names) is left to reading. */
export const lifecycleSchema = (): Schema => ({
  title: 'Lifecycle',
  description: 'From an HR feed to accounts that are right everywhere.',
  ...SHAPE.schema,
});

/** Every key with its default, for the documentation. */
export interface DocumentedKey {
  /** `people.joins.daysBefore`, `applications[].who`, `applications[].groups.*.exclusive`. */
  readonly path: string;
  readonly about: string;
  readonly required: boolean;
  readonly byDefault?: unknown;
}

export const documentedKeys = (): readonly DocumentedKey[] => keysIn(SHAPE, '');

const keysIn = ({ keys = {} }: Pick<Shape<unknown>, 'keys'>, path: string): readonly DocumentedKey[] =>
  Object.entries(keys).flatMap(([name, key]) => keyIn(key, path === '' ? name : `${path}.${name}`));

const keyIn = (
  { shape, about, required, byDefault }: Key<unknown>,
  path: string,
): readonly DocumentedKey[] => [
  { path, about, required, ...(byDefault === undefined ? {} : { byDefault }) },
  ...keysIn(shape, path),
  ...(shape.element === undefined ? [] : keysIn(shape.element.shape, `${path}${shape.element.step}`)),
];

const SHAPE = lifecycleShape({
  readCondition: conditionReader({ keys: [], dateKeys: [], zone: 'UTC' }),
  instance: () => undefined,
  canDelete: () => true,
  readKey: (file) => E.right(file),
});
