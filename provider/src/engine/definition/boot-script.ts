/** Scripts that a server runs at its first boot, as clouds store them. */

/** The script with Unix line ends: a carriage return after `#!/bin/sh` would name an interpreter that does not exist. */
export const withUnixLineEnds = (content: string): string => content.replaceAll("\r\n", "\n");

/**
 * Whether two scripts are equal except for line ends and trailing blanks, which an interpreter ignores and a form may change.
 */
export const sameScript = (a: string, b: string): boolean => normalized(a) === normalized(b);

const normalized = (content: string): string => withUnixLineEnds(content).trimEnd();
