/** A query that Jira would refuse with status 400, or that this sandbox cannot evaluate: it never answers wrongly. */
export class JqlError extends Error {
  /** As Jira lists them in `errorMessages`: one per thing that is wrong. */
  readonly errorMessages: readonly string[];

  constructor(messages: string | readonly string[]) {
    const list = typeof messages === 'string' ? [messages] : messages;
    super(list.join(' '));
    this.name = 'JqlError';
    this.errorMessages = list;
  }
}

/** For what Jira can evaluate and this sandbox cannot: `what` begins the sentence. */
export function unsupported(what: string): JqlError {
  return new JqlError(`${what} is not supported by this sandbox.`);
}

export function unknownField(name: string): JqlError {
  return new JqlError(`Field '${name}' does not exist or you do not have permission to view it.`);
}

export function unknownValue(value: string, field: string): JqlError {
  return new JqlError(`The value '${value}' does not exist for the field '${field}'.`);
}

export function unknownId(id: string, field: string): JqlError {
  return new JqlError(`A value with ID '${id}' does not exist for the field '${field}'.`);
}
