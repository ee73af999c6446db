import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** Assumptions that `indiecloud verify` does not test. */
export const manualAssumptions: readonly ManualAssumption[] = [
  {
    id: "prices",
    statement:
      "Prices of the type `MTRAT` for `TIME` are by the hour, those of `FXSUM` by the month; without `payCurrencyCode` they are in one currency.",
    affects:
      "Prices of `getPlans`, `catalog` and `cost`. In several currencies, there is none until `payCurrency` is set.",
    switches: ["defaultPayCurrency"],
    probe: by("Compare `indiecloud catalog naver plans` with the prices on NAVER Cloud's site."),
  },
  {
    id: "unique-names",
    statement: "Two servers, networks or groups can have the same name.",
    affects: "Creation. The provider looks for the name first, and shows NAVER's refusal.",
    switches: ["uniqueNames"],
    probe: by("Create two VPCs with one name in the console."),
  },
  {
    id: "status-codes",
    statement:
      "The status codes of a server are `INIT`, `CREAT`, `RUN`, `NSTOP` and those of failures, such as `FSTOP`.",
    affects: "Waits. An unknown code is waited for until the deadline, and then quoted.",
    switches: ["words", "failedStatus", "stoppedName"],
    probe: by("The report of `--with-server` shows the codes of each step."),
  },
  {
    id: "durations",
    statement: "A server runs within several minutes; other changes take less.",
    affects: "The limits of waits (`customTimeouts`).",
    switches: ["durations"],
    probe: by("The report of `--with-server` shows how long each step took."),
  },
  {
    id: "error-codes",
    statement:
      "The codes for capacity, protection, wrong states and objects in use are not public; these are invented.",
    affects: "The next step in the message. The provider checks what it can beforehand, and shows NAVER's message.",
    switches: ["codes"],
    probe: by("Send us the code and message of an error that you have met."),
  },
  {
    id: "key-or-clock",
    statement: "A wrong key and a wrong clock are errors of the gateway (code 200).",
    affects:
      "Signing. After a refusal the provider signs by NAVER's clock; the service's codes 800 and 801 are known too.",
    switches: ["authenticationError", "clockWindow"],
    probe: by("Set a machine's clock wrong and run `indiecloud doctor naver`."),
  },
  {
    id: "deleted-group",
    statement: "An access control group that is being deleted shows `RUN` until it is gone.",
    affects: "Deletion. Only its absence from the list counts.",
    switches: ["deletedGroupShows"],
    probe: by("Delete a group in the console and look at `getAccessControlGroupList` at once."),
  },
  {
    id: "faded-images",
    statement: "An image whose sale has ended (`FADE_OUT`) can still be installed.",
    affects: "`image`. Such an image is listed as not available.",
    switches: ["fadingImage"],
    probe: by("Create a server from one with another client."),
  },
  {
    id: "rate-limit",
    statement: "Too many requests are code 410, without a `Retry-After`.",
    affects: "Retries. Codes 400 and 420 are known, and `Retry-After` is followed.",
    switches: ["overRate", "retryAfter"],
    probe: by("Do not provoke it; send us the answer if you have met it."),
  },
  {
    id: "script-lists",
    statement: "The list of init scripts contains their text.",
    affects: "Drift of `content`, which is not detected without it.",
    switches: [],
    probe: by("The report shows whether rows of `getInitScriptList` have `initScriptContent`."),
  },
  {
    id: "default-groups",
    statement: "The default access control group of a VPC is marked as such, whatever its name and rules.",
    affects: "Servers without `accessControlGroups`.",
    switches: [],
    probe: by("The report shows the rows of `getAccessControlGroupList`."),
  },
  {
    id: "unused-address",
    statement: "A public IP that nothing uses keeps a status of its own.",
    affects: "Waits for public IPs.",
    switches: [],
    probe: by("The report shows the rows of `getPublicIpInstanceList`."),
  },
  {
    id: "key-lists",
    statement: "A new login key is listed within half a minute.",
    affects: "`loginKey` of a server that is created right after the key.",
    switches: [],
    probe: by("The report of `--with-server` shows when the key was listed."),
  },
];
