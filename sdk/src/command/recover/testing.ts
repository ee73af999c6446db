import type { StateResource } from "../state.js";

/* States of a stack, for tests of functions that edit them. */

const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const PROVIDER_URN = "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::default";
const PROVIDER = `${PROVIDER_URN}::0001`;
export const TYPE = "pulumi-nodejs:dynamic/indiecloud/lunanode:Vm";
export const TOKEN = "lunanode:Vm";

export const urnOf = (name: string, type = TYPE): string => `urn:pulumi:dev::shop::${type}::${name}`;

export const stackResource: StateResource = { urn: STACK, type: "pulumi:pulumi:Stack", custom: false };
export const providerResource: StateResource = {
  urn: PROVIDER_URN,
  type: "pulumi:providers:pulumi-nodejs",
  custom: true,
  id: "0001",
};

/** A VM as in a preview or a pending operation: without an ID. */
export const vm = (name: string, more: Partial<StateResource> = {}): StateResource => ({
  urn: urnOf(name),
  type: TYPE,
  custom: true,
  inputs: { __provider: "code", name, plan: "m.2" },
  parent: STACK,
  provider: PROVIDER,
  ...more,
});

export const component = (name: string, parent = STACK): StateResource => ({
  urn: urnOf(name, "shop:index:Site"),
  type: "shop:index:Site",
  custom: false,
  parent,
});

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export const ciphertext = (text: string) => ({ [SIGNATURE]: SECRET, ciphertext: text });
export const plaintext = (value: unknown) => ({ [SIGNATURE]: SECRET, plaintext: JSON.stringify(value) });
export const markSecret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });
