/** The names of all objects that `verify` creates start with this prefix. Nothing else may use it. */
const PREFIX = "indiecloud-verify-";

export const verifyName = (label: string): string => `${PREFIX}${label}`;

/** Whether the name that the cloud shows is one of `verify`'s. */
export const isVerifyName = (name: string): boolean => name.startsWith(PREFIX);
