/** Scripts that a server runs at its first boot, as clouds keep them. */

/** With the line ends of the systems that run it: a carriage return after `#!/bin/sh` is an interpreter that does not exist. */
export const withUnixLineEnds = (content: string): string => content.replaceAll("\r\n", "\n");

/** Line ends, and blanks at the end, mean nothing to an interpreter; a form on the way may change them. */
export const sameScript = (a: string, b: string): boolean => normalized(a) === normalized(b);

const normalized = (content: string): string => withUnixLineEnds(content).trimEnd();
