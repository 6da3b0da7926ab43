/** What is kept of a lab, piece by piece. A piece that does not fit its schema is set aside, never guessed at. */
import * as z from "zod/mini";

export const version = 1;

const mode = z.number().check(z.int(), z.gte(0), z.lte(0o7777));
const path = z.string().check(
  z.minLength(1),
  z.refine(
    (text: string) =>
      !text.startsWith("/") && !text.includes("\0") && !text.split("/").some((part) => part === "" || part === "." || part === ".."),
    "a path inside the workspace",
  ),
);

const fileEntry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("file"), text: z.string(), mode }),
  z.object({ kind: z.literal("binary"), bytes: z.instanceof(Uint8Array), size: z.number(), mode }),
  z.object({ kind: z.literal("directory"), mode }),
  z.object({ kind: z.literal("symlink"), target: z.string() }),
]);

const guess = z.tuple([z.string(), z.enum(["stays", "reruns"])]);

const place = z.object({ line: z.number(), column: z.number(), scroll: z.number() });

const schemas = {
  /** Files and how they lie open. */
  work: z.object({
    version: z.literal(version),
    files: z.array(z.tuple([path, fileEntry])),
    tabs: z.array(path),
    active: z.optional(path),
    /** Where the cursor stands in each file that was open. */
    places: z.record(z.string(), place),
    /** Fingerprints of the files as they were last built. */
    built: z.record(z.string(), z.string()),
    collapsed: z.array(path),
  }),
  terminal: z.object({ version: z.literal(version), screen: z.string(), history: z.array(z.string()) }),
  checks: z.object({
    version: z.literal(version),
    reports: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        status: z.enum(["pass", "fail", "error", "waiting"]),
        message: z.optional(z.string()),
      }),
    ),
    hintsShown: z.number(),
    solved: z.boolean(),
  }),
  /** What the learner said the next build will do, and how they did with those before. */
  predictions: z.object({
    version: z.literal(version),
    guesses: z.array(guess),
    results: z.array(z.object({ number: z.number(), right: z.number(), asked: z.number() })),
    answered: z.optional(z.object({ number: z.number(), guesses: z.array(guess) })),
  }),
  /** Images and build cache. What is inside is the engine's own business, and checked by it. */
  engine: z.object({ version: z.literal(version), state: z.unknown() }),
  /** The shell's directory, variables and history, and the disk outside the workspace; checked by the shell. */
  shell: z.object({ version: z.literal(version), state: z.unknown() }),
} as const;

export type PieceName = keyof typeof schemas;
export type Piece<Name extends PieceName> = z.infer<(typeof schemas)[Name]>;
export type Pieces = { [Name in PieceName]?: Piece<Name> };

export const pieceNames = Object.keys(schemas) as PieceName[];

/** What the learner is told a piece is. */
export const pieceTitles: Readonly<Record<PieceName, string>> = {
  work: "your files",
  terminal: "the terminal's text",
  checks: "the checks' results",
  predictions: "your predictions",
  engine: "your images and build cache",
  shell: "the shell's variables and its disk outside the workspace",
};

/** The piece, or why it cannot be read, in words: `files.0.0: a path inside the workspace`. */
export function readPiece<Name extends PieceName>(name: Name, value: unknown): { piece: Piece<Name> } | { fault: string } {
  const kept = (value as { version?: unknown } | null)?.version;
  if (typeof kept === "number" && kept > version)
    return { fault: `it was saved by a newer Drydock (version ${kept}, this one reads ${version})` };
  const result = z.safeParse(schemas[name], value);
  if (result.success) return { piece: result.data as Piece<Name> };
  const issue = result.error.issues[0];
  return { fault: `${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "unreadable"}` };
}
