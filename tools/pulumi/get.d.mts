/**
 * The absolute path of a folder that holds a working pulumi CLI, its Node.js language host and the launcher of dynamic
 * providers; put it first on PATH. Where there is none it is made, which takes minutes the first time and is told on
 * stderr.
 *
 * @param options.make `false`: never make one, reject instead.
 * @throws {PulumiUnavailable} whose message says what was tried and what to install.
 */
export function pulumiBin(options?: { make?: boolean }): Promise<string>;

/** Where what was made once is kept: a folder of this user's, outside the clone. It may not exist yet. */
export function cacheFolder(): string;

/** No CLI was found, and none could (`exitCode` 1) or should (`exitCode` 3) be made. */
export class PulumiUnavailable extends Error {
  readonly exitCode: 1 | 3;
}
