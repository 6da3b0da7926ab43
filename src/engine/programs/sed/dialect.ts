/** What GNU's sed and busybox's understand. */
export interface SedDialect {
  readonly name: "gnu" | "busybox";
  /** One-letter commands. */
  readonly commands: string;
  /** Flags of `s`, but for numbers and `w`. */
  readonly flags: string;
  /** `first~step`, `addr,~N`, `0,/re/`, `\U`, `\x41`, `/re/I`, exit codes. */
  readonly extended: boolean;
  /** Says when something follows a command that should not. */
  readonly strict: boolean;
  /** A NUL ends a line as well. */
  readonly endsAtNul: boolean;
}

export const sedDialects: Readonly<Record<"gnu" | "busybox", SedDialect>> = {
  gnu: {
    name: "gnu",
    commands: "{}=:abcdDeFgGhHilnNpPqQrRstTwWxyz#",
    flags: "gpiIeMm",
    extended: true,
    strict: true,
    endsAtNul: false,
  },
  busybox: {
    name: "busybox",
    commands: "{}=:abcdDgGhHilnNpPqrstTwxy#",
    flags: "gpiI",
    extended: false,
    strict: false,
    endsAtNul: true,
  },
};
