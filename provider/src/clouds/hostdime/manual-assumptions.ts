import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** Assumptions that `indiecloud verify` does not test. */
export const manualAssumptions: readonly ManualAssumption[] = [
  {
    id: "status-words",
    statement:
      "Beside `active`, `suspended` and `clientsuspend`, the statuses are `pending`, `failed` and `cancelled`.",
    affects: "Waits. An unknown status is waited for until the deadline, and then quoted.",
    switches: ["words"],
    probe: by("Look at a VPS that is being built, and at one that was canceled."),
  },
  {
    id: "durations",
    statement: "A VPS is ready within minutes of its order.",
    affects: "The limits of waits (`customTimeouts`).",
    switches: ["durations"],
    probe: by("Order a VPS in the portal and watch `vps.get`."),
  },
  {
    id: "order-methods",
    statement: "If orders are possible, the methods are called `vps.create` and `vps.cancel`.",
    affects: "`order` of `Vps`. The settings `createMethod` and `cancelMethod` change the names.",
    switches: ["createMethod", "cancelMethod"],
    probe: by("Ask HostDime's support."),
  },
  {
    id: "cancelled-stays",
    statement: "A canceled VPS disappears from the list after a while.",
    affects: "Deletion. A VPS with the status `cancelled` counts as gone.",
    switches: ["cancelledStays"],
    probe: by("Cancel a VPS in the portal and watch `vps.list`."),
  },
  {
    id: "empty-ptr",
    statement: "An empty reverse DNS name is refused.",
    affects: "Deletion of `ReverseDns`, which restores the previous name and never clears one.",
    switches: ["emptyPtr"],
    probe: by("Send `vps.rdns.update` with an empty `ptr` for an address that you do not need."),
  },
  {
    id: "clock",
    statement: "The clock may be off by five minutes.",
    affects: "Signing. The message about a refused signature names the clock.",
    switches: ["clockWindow"],
    probe: by("Set a machine's clock wrong and run `indiecloud doctor hostdime`."),
  },
  {
    id: "signature-dialect",
    statement:
      "When the server checks a signature, it writes slashes and non-ASCII letters as PHP does, and leaves nothing out.",
    affects: "Signing. If a signature is refused, the provider tries JavaScript's spelling once.",
    switches: ["acceptJsDialect", "unsignedTesting"],
    probe: by("Set a PTR or a name with a slash; `INDIECLOUD_DEBUG=1` shows whether the request was repeated."),
  },
  {
    id: "unique",
    statement: "A request that arrives twice (with the same `api_unique`) is refused.",
    affects: "The message if something between you and HostDime repeats requests.",
    switches: ["repeatedUnique"],
    probe: by("Send a signed `utility.echo` twice with another client."),
  },
  {
    id: "request-form",
    statement: "Requests are POSTs, and nested parameters (`list[]`) are refused.",
    affects: "Nothing: the provider sends neither GETs nor nested parameters.",
    switches: ["acceptGet", "bracketedNames"],
    probe: by("Try it with another client."),
  },
  {
    id: "error-wording",
    statement: "Errors for quota, capacity and too many requests say so in words like these.",
    affects: "The next step in the message. Errors are recognized by their meaning; an unknown text is shown as it is.",
    switches: ["quotaText", "capacityText", "rateText"],
    probe: by("Send us the text of an error that you have met."),
  },
  {
    id: "rate-limit-form",
    statement: "Too many requests are answered with HTTP status 429.",
    affects: "Retries. An error in the envelope is recognized by its words.",
    switches: ["overRate"],
    probe: by("Do not provoke it; send us the answer if you have met it."),
  },
  {
    id: "formats",
    statement: "In XML the root is called `result` and an item `item`; YAML has the same layout as JSON.",
    affects: "Nothing: the root and the items may have any name.",
    switches: [],
    probe: by("Run `indiecloud verify hostdime` with `format` set to `xml` and `yml`."),
  },
];
