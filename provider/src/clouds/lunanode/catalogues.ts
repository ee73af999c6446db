import type { Catalogue } from "../../engine/catalogue.ts";
import type { LunaNode } from "./account.ts";
import { groupList, imageList, networkList, planList, regionList, scriptList, sshKeyList } from "./wire.ts";

/** What can be named in inputs, as LunaNode's panel shows it. Scope: the region. */
export const catalogues: Readonly<Record<string, Catalogue<LunaNode>>> = {
  plans: {
    noun: "plan",
    allScopes: true,
    // vm/create takes short names such as m.2; whether the list shows them is not known.
    verbatim: /^[a-z]+\.[a-z0-9]+$/,
    list: async (api) => {
      const { plans } = await api.call("plan/list", "read", {}, planList);
      return plans.map(({ plan_id, name, storage }) => ({ id: plan_id, name, facts: { storage } }));
    },
  },
  images: {
    noun: "image",
    list: async (api, region) => {
      const { images } = await api.call("image/list", "read", { region }, imageList);
      return images.map(({ image_id, name }) => ({ id: image_id, name, also: [name.replace(/ \(template\)$/, "")] }));
    },
  },
  regions: {
    noun: "region",
    allScopes: true,
    list: async (api) => {
      const { regions } = await api.call("region/list", "read", {}, regionList);
      return Object.entries(regions).map(([id, name]) => ({ id, name }));
    },
  },
  sshKeys: {
    noun: "SSH key",
    allScopes: true,
    list: async (api) => await api.call("sshkey/list", "read", {}, sshKeyList),
  },
  scripts: {
    noun: "startup script",
    allScopes: true,
    list: async (api) => (await api.call("script/list", "read", {}, scriptList)).scripts,
  },
  securityGroups: {
    noun: "security group",
    allScopes: true,
    list: async (api) => {
      const { securitygroups } = await api.call("securitygroup/list", "read", {}, groupList);
      return securitygroups.map(({ securitygroup_id, name, region }) => ({
        id: securitygroup_id,
        name,
        scope: region,
      }));
    },
  },
  networks: {
    noun: "network",
    list: async (api, region) => {
      const { networks } = await api.call("network/list", "read", { region }, networkList);
      return networks.map(({ net_id, name }) => ({ id: net_id, name }));
    },
  },
};
