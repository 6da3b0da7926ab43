/** A failed file operation, with the POSIX code a program would see. */
export type FsErrorCode =
  | "ENOENT"
  | "EEXIST"
  | "ENOTDIR"
  | "EISDIR"
  | "ENOTEMPTY"
  | "ELOOP"
  | "EINVAL"
  | "EACCES"
  | "EROFS"
  | "EPERM"
  | "EXDEV"
  | "ENAMETOOLONG"
  | "EBUSY"
  | "ENOSPC"
  | "EFBIG"
  | "EIO"
  | "ESRCH"
  | "ENOMEM";

const words: Record<FsErrorCode, string> = {
  ENOENT: "No such file or directory",
  EEXIST: "File exists",
  ENOTDIR: "Not a directory",
  EISDIR: "Is a directory",
  ENOTEMPTY: "Directory not empty",
  ELOOP: "Too many levels of symbolic links",
  EINVAL: "Invalid argument",
  EACCES: "Permission denied",
  EROFS: "Read-only file system",
  EPERM: "Operation not permitted",
  EXDEV: "Invalid cross-device link",
  ENAMETOOLONG: "File name too long",
  EBUSY: "Device or resource busy",
  ENOSPC: "No space left on device",
  EFBIG: "File too large",
  EIO: "Input/output error",
  ESRCH: "No such process",
  ENOMEM: "Cannot allocate memory",
};

export class FsError extends Error {
  readonly code: FsErrorCode;
  readonly path: string;
  constructor(code: FsErrorCode, path: string) {
    super(`${code}: ${words[code]}, '${path}'`);
    this.name = "FsError";
    this.code = code;
    this.path = path;
  }
  /** The text after the colon in `cat: x: No such file or directory`. */
  get reason(): string {
    return words[this.code];
  }
}
