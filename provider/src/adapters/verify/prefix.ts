/** Everything that `verify` makes has a name that begins so, and nothing else may have one. */
const PREFIX = "indiecloud-verify-";

export const verifyName = (label: string): string => `${PREFIX}${label}`;

/** Whether an object is one of `verify`'s own, by the name that the cloud shows. */
export const isVerifyName = (name: string): boolean => name.startsWith(PREFIX);
