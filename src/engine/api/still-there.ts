import { EngineError } from "../api.ts";

/** An answer about something that may have gone away since it was listed: `undefined` for a 404, whatever else rejects rejects. */
export async function stillThere<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}
