/**
 * The `__provider` text in the state of every resource, which the dynamic server runs to get the provider. It only names the
 * module, so that an upgrade of the package reaches existing resources. It must never change: the state keeps the text of the
 * release that created the resource, and a different text would be a change of every resource.
 */
export const providerText = (token: string): string =>
  `exports.handler = () => require("@indiecloud/pulumi/dynamic").provider("${token}");`;

/** The resource's type in Pulumi: `pulumi-nodejs:dynamic/indiecloud/lunanode:Vm`. */
export const dynamicType = (token: string): string => `pulumi-nodejs:dynamic/indiecloud/${token}`;
