export type StoreErrorCode =
  | 'HOME_UNUSABLE'
  | 'HOME_IN_USE'
  | 'DISK_FULL'
  | 'DATA_DAMAGED'
  | 'DATA_OF_OTHER_VERSION'
  | 'DATA_OF_OTHER_USER'
  | 'NO_PORT'
  | 'NO_BINARIES'
  | 'NO_ACCOUNT'
  | 'UNREACHABLE'
  | 'SCHEMA_TOO_NEW'
  | 'START_FAILED'
  | 'NOT_FOUND'
  | 'BAD_VALUE';

/** A failure of the store that a person can act on: what happened, with which value, and what to do. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StoreError';
  }
}

/** The sentence for a failed file operation in Weir's own folder, or the error itself when it is none. */
export function toFolderError(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, error);
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EEXIST') {
    const why = code === 'ENOTDIR' || code === 'EEXIST' ? 'is not a folder' : 'cannot be written';
    return new StoreError(
      'HOME_UNUSABLE',
      `${folder} ${why} (${code}). Make it writable, or set WEIR_HOME to another folder.`,
      { cause: error },
    );
  }
  return error;
}

export function diskFull(folder: string, cause?: unknown): StoreError {
  return new StoreError(
    'DISK_FULL',
    `No space is left on the device that holds ${folder}. Free some, or set WEIR_HOME to a folder on another device.`,
    { cause },
  );
}
