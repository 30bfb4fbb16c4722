/** What a reference of the profile came to: the value to write, or null where the profile clears the attribute. */
export interface ResolvedReference {
  readonly attribute: string;
  readonly value: string | null;
}

export interface ResolvedReferences {
  readonly resolved: readonly ResolvedReference[];
  /** Attributes that are not written, because no record, or no single one, is meant. */
  readonly unresolved: readonly string[];
}
