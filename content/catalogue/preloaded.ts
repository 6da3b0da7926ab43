/**
 * What the lab's host has pulled before a learner comes, as most machines have: small bases that nobody should wait for. All
 * other images are pulled when they are first asked for.
 */
export const preloaded: readonly string[] = ["alpine:3.20", "busybox:1.36", "nginx:alpine"];
