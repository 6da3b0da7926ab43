/** How long the runtime takes to set up a container's first process, in milliseconds, and one more in a container that runs. */
export const setUpTime = { container: 200, exec: 60 } as const;
