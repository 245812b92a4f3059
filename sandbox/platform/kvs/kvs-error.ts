/** A refusal of the key-value store: becomes a reply `{code, message}`, and in the app a `ForgeKvsAPIError`. */
export class KvsError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function badRequest(): KvsError {
  return new KvsError(400, 'BAD_REQUEST', 'Provided request body is invalid');
}

export function keyNotFound(): KvsError {
  return new KvsError(404, 'KEY_NOT_FOUND', 'Provided key does not exist');
}
