const SECRET_BRAND = Symbol.for('@iam/secret');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A value that shows itself only to `reveal()`: text, JSON, inspect and string conversion give `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    Object.defineProperty(this, SECRET_BRAND, { value: true });
  }

  /** The value. Call it where the value is put on the wire, nowhere else. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [INSPECT](): string {
    return '[secret]';
  }
}

export const isSecret = (value: unknown): value is Secret =>
  typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, SECRET_BRAND);
