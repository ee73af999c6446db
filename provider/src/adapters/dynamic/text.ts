/**
 * What the state of every resource holds as `__provider`: the dynamic server runs it to get at the provider. It says
 * only where the code is, so that an upgrade of the package reaches resources that exist. It must never change: the
 * state keeps the text of the release that made the resource, and a changed one would show as a change of each.
 */
export const providerText = (token: string): string =>
  `exports.handler = () => require("@indiecloud/pulumi/dynamic").provider("${token}");`;

/** The resource's type in Pulumi: `pulumi-nodejs:dynamic/indiecloud/lunanode:Vm`. */
export const dynamicType = (token: string): string => `pulumi-nodejs:dynamic/indiecloud/${token}`;
