/** What reading a project needs of the machine it lies on. */
export interface ComposeHost {
  /** The text of a file, by its path, from where the client stands. Throws `ComposeProblem` (`open /x: no such file or directory`). */
  read(path: string): string;
  /** Whether there is anything at a path, from where the client stands. */
  kind(path: string): "file" | "directory" | undefined;
  readonly home: string;
  warn(message: string): void;
}
