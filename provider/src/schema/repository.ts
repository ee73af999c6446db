/** Where the project lives. The SDKs' names follow from it; a test compares everything else that names it. */

/** The owner on GitHub and on npm. */
export const OWNER = "indiecloud";
export const REPOSITORY = `github.com/${OWNER}/pulumi-indiecloud`;

/** The package of the SDK on npm. */
export const NPM_PACKAGE = `@${OWNER}/pulumi`;
/** The package of the Go SDK; its module is the folder above. */
export const GO_PACKAGE = `${REPOSITORY}/sdk/go/indiecloud`;
/** Maven Central gives this group to whoever owns the organization on GitHub, without a domain. */
export const JAVA_GROUP = `io.github.${OWNER}`;
/** NuGet reserves `Pulumi.` for Pulumi. With the namespace of the package, `IndieCloud.Sdk.LunaNode`. */
export const CSHARP_ROOT = "IndieCloud";
