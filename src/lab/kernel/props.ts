/** What a page gives the lab of the real kernel. */

/** One check of an exercise on a real kernel: a script that looks at the kernel's own state. */
export interface KernelCheck {
  readonly id: string;
  readonly title: string;
  /**
   * For busybox's `sh`, run by root beside the learner's terminals. Passes by exit code 0; otherwise what it prints tells the
   * learner what was seen.
   */
  readonly script: string;
}

export interface KernelExercise {
  readonly checks: readonly KernelCheck[];
  /** One more telling than the other; the last is the whole way. */
  readonly hints: readonly string[];
  /** Lines for the first terminal and the second that solve it; checked by `npm test` where the image has been made. */
  readonly solution: readonly { readonly terminal: "first" | "second"; readonly line: string }[];
}

export interface KernelLabProps {
  /** `02-isolation/05-make-a-container-by-hand`, where the exercise counts for the course. */
  readonly lesson?: string;
  /** Where `npm run linux:image` puts what it makes: `/linux/`, with the site's base in front. */
  readonly folder: string;
  readonly exercise?: Pick<KernelExercise, "checks" | "hints">;
}
