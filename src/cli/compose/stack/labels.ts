/** The labels by which Compose knows what is its own (spec compose §5.1). */
export const composeVersion = "2.40.3";
/** What the plug-in calls itself. */
export const packageVersion = "2.40.3-3";

const prefix = "com.docker.compose";

export const label = {
  project: `${prefix}.project`,
  service: `${prefix}.service`,
  number: `${prefix}.container-number`,
  oneOff: `${prefix}.oneoff`,
  slug: `${prefix}.slug`,
  hash: `${prefix}.config-hash`,
  image: `${prefix}.image`,
  dependsOn: `${prefix}.depends_on`,
  version: `${prefix}.version`,
  directory: `${prefix}.project.working_dir`,
  files: `${prefix}.project.config_files`,
  environmentFile: `${prefix}.project.environment_file`,
  replaces: `${prefix}.replace`,
  network: `${prefix}.network`,
  volume: `${prefix}.volume`,
  builder: `${prefix}.image.builder`,
} as const;
