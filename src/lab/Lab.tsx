/** Stand-in until the lab is here: shows which lesson it was given. */
export interface LabProps {
  lesson?: string;
  files: Record<string, { text: string; mode: number }>;
  open?: string;
  checks?: { id: string; title: string }[];
  hints?: string[];
  title: string;
}

export function Lab({ title, files }: LabProps) {
  return (
    <p>
      {title}: {Object.keys(files).join(", ")}
    </p>
  );
}
