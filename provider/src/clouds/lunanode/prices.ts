import { parseDecimal } from "../../engine/definition/decimal.ts";
import { type CloudPrices, NoPriceError } from "../../engine/definition/price.ts";

/** LunaNode's plans have prices (§2.5); no call shows what volumes, addresses and images cost. */
export const prices: CloudPrices = {
  resources: {
    "lunanode:Vm": async ({ inputs, entry }) => {
      if (inputs.powerState === "shelved") {
        throw new NoPriceError("a shelved VM is charged for its storage and addresses only");
      }
      const { name, info } = await entry("plan");
      const price = parseDecimal(String(info?.price?.hourly ?? ""));
      if (price === undefined) {
        throw new NoPriceError("LunaNode's list shows no price of its plan");
      }
      return [{ description: name, price, per: "hour", currency: info?.price?.currency ?? "" }];
    },
  },
};
