/** What a page gives the lab. */
export interface LabProps {
  /** `05-cache/02-order-matters`; absent in the playground. */
  readonly lesson?: string;
  /** The workspace to start with, by path. */
  readonly files: Readonly<Record<string, { readonly text: string; readonly mode: number }>>;
  /** The file that lies open at first. */
  readonly open?: string;
  readonly checks?: readonly { readonly id: string; readonly title: string; readonly part?: string }[];
  readonly hints?: readonly string[];
  readonly title: string;
  /** It has programs for `node`, which a real Node.js can run. */
  readonly node?: boolean;
  /** Begins with the question what the next build will do. */
  readonly predict?: boolean;
}
