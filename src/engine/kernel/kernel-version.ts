/** What `uname` says. */
export const kernelRelease = "6.12.0-drydock";
export const kernelVersion = "#1 SMP PREEMPT_DYNAMIC";
