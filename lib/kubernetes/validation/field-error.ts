/** Why the API server refuses a field, in its own words. */
export interface FieldError {
  /** As the API server writes it: `spec.template.spec.containers[0].name`. */
  readonly field: string;
  readonly type:
    | 'Required value'
    | 'Invalid value'
    | 'Unsupported value'
    | 'Duplicate value'
    | 'Not found'
    | 'Forbidden'
    | 'Too long'
    | 'Too many'
    | 'Bad request'
    /** Somebody else wrote the field: server-side apply leaves it alone. */
    | 'Conflict';
  readonly detail: string;
  readonly value?: unknown;
  /** Of a conflict, the value that the live object has. */
  readonly live?: unknown;
  /** The value is refused only because it was another one before: an object that is created anew may have it. */
  readonly immutable?: true;
}

/** Gathers the errors of one object. */
export class FieldErrors {
  readonly list: FieldError[] = [];

  required(field: string, detail = ''): void {
    this.list.push({ field, type: 'Required value', detail });
  }

  invalid(field: string, value: unknown, detail: string): void {
    this.list.push({ field, type: 'Invalid value', value, detail });
  }

  duplicate(field: string, value: unknown): void {
    this.list.push({ field, type: 'Duplicate value', value, detail: '' });
  }

  notFound(field: string, value: unknown): void {
    this.list.push({ field, type: 'Not found', value, detail: '' });
  }

  /** Another value than before, in a field that must not change. */
  immutable(field: string, value: unknown, detail = 'field is immutable'): void {
    this.list.push({ field, type: 'Invalid value', value, detail, immutable: true });
  }

  /** The same where the API server does not say the value. */
  unchangeable(field: string, detail: string): void {
    this.list.push({ field, type: 'Forbidden', detail, immutable: true });
  }

  forbidden(field: string, detail: string): void {
    this.list.push({ field, type: 'Forbidden', detail });
  }

  /** A value outside a closed set; an empty one is reported as missing where `required` is set. */
  oneOf(field: string, value: unknown, supported: readonly string[], required = true): void {
    if (value === undefined || (value === '' && required)) {
      if (required) this.required(field);
      return;
    }
    this.supported(field, value, supported);
  }

  /** A value outside a closed set, nothing and empty texts included. */
  supported(field: string, value: unknown, supported: readonly string[]): void {
    if (typeof value === 'string' && supported.includes(value)) return;
    const detail = `supported values: ${supported.map((each) => `"${each}"`).join(', ')}`;
    this.list.push({ field, type: 'Unsupported value', value: value ?? '', detail });
  }

  /** A value of a field that may be left out, but not empty. */
  supportedIfSet(field: string, value: unknown, supported: readonly string[]): void {
    if (value !== undefined) this.supported(field, value, supported);
  }

  tooLong(field: string, longest: number): void {
    this.list.push({ field, type: 'Too long', detail: `may not be more than ${longest} bytes` });
  }

  tooMany(field: string, value: number, most: number): void {
    this.list.push({ field, type: 'Too many', value, detail: `must have at most ${most} items` });
  }

  nonNegative(field: string, value: unknown): void {
    if (typeof value === 'number' && value < 0) this.invalid(field, value, 'must be greater than or equal to 0');
  }

  /** Each text that says what is wrong becomes an error. */
  messages(field: string, value: unknown, messages: readonly string[]): void {
    for (const message of messages) this.invalid(field, value, message);
  }
}

/** `spec.replicas: Invalid value: -1: must be greater than or equal to 0`, as kubectl prints it. */
export function formatFieldError(error: FieldError): string {
  const value = error.value === undefined || error.type === 'Forbidden' ? '' : `: ${JSON.stringify(error.value)}`;
  return `${error.field}: ${error.type}${value}${error.detail === '' ? '' : `: ${error.detail}`}`;
}
