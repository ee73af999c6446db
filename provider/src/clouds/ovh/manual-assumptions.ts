import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });
const CLIENT = "Try it with another client, in a project of its own.";

/** Assumptions that `indiecloud verify` does not test. */
export const manualAssumptions: readonly ManualAssumption[] = [
  {
    id: "network-ids-taken",
    statement: "Creation accepts a network's own ID (`pn-…`), and ports the ID that it has in the region.",
    affects: "`networks`. The provider sends the former at creation and the latter for ports.",
    switches: ["creationNetworkId", "interfaceNetworkId"],
    probe: by("The report of `--with-server` shows which ID creation accepted; for the others use another client."),
  },
  {
    id: "price-codes",
    statement:
      "`planCodes` of a flavor are codes of the public price list, whose ends tell the period; in the United States too.",
    affects: "Prices of `getPlans`, `catalog` and `cost`. A code that is null or not in the list has no price.",
    switches: ["flavorPlanCodes", "priceForm"],
    probe: by("Compare `indiecloud catalog ovh plans --region <region>` with the prices in the panel."),
  },
  {
    id: "status-words",
    statement: "The statuses of an instance are those of the vendor's model, such as `BUILD`, `ACTIVE` and `SHUTOFF`.",
    affects: "Waits. An unknown status is waited for until the deadline, and then quoted.",
    switches: ["words"],
    probe: by("The report of `--with-server` shows the statuses of each step."),
  },
  {
    id: "durations",
    statement: "An instance is active within minutes; lists show it at once, and a backup schedule within two minutes.",
    affects: "The limits of waits (`customTimeouts`), and how long the provider waits for a schedule.",
    switches: ["durations"],
    probe: by("The report of `--with-server` shows how long each step took."),
  },
  {
    id: "schedules-stay",
    statement: "The backup schedule of an instance outlives it.",
    affects: "Deletion, which deletes the schedule that `autobackup` created.",
    switches: ["backupOutlivesInstance"],
    probe: by("Create a test instance with `autobackup`, delete it in the panel, and run `indiecloud orphans`."),
  },
  {
    id: "smaller-disk",
    statement: "A resize to a smaller disk is refused.",
    affects: "Nothing: the provider refuses it before it sends anything.",
    switches: ["smallerDisk"],
    probe: by(CLIENT),
  },
  {
    id: "bad-reference",
    statement:
      "A flavor, image, key or network that does not exist is HTTP status 400, and so is a value of a wrong type.",
    affects: "The message. Names are checked in the preview.",
    switches: ["unknownReference", "wrongType"],
    probe: by(CLIENT),
  },
  {
    id: "delete-again",
    statement: "Deleting an instance that is being deleted is a 404.",
    affects: "Nothing: the provider waits for an instance that is being deleted.",
    switches: ["deleteAgain"],
    probe: by(CLIENT),
  },
  {
    id: "operation-resource",
    statement: "An operation names what it creates in a sub-operation.",
    affects:
      "Objects that are created by an operation, such as a `Volume` from a backup. The provider looks in both places.",
    switches: ["operationResource"],
    probe: by(CLIENT),
  },
  {
    id: "capacity",
    statement:
      "Missing capacity is refused at creation, and the errors for capacity and quota say so in words like these.",
    affects: "The next step in the message. An instance that ends in `ERROR` is replaced by the next `pulumi up`.",
    switches: ["capacity", "capacityText", "quotaText"],
    probe: by("Send us the text of an error that you have met."),
  },
  {
    id: "clock",
    statement: "The timestamp of a request may be off by a minute, and one that is too old is reported as such.",
    affects: "Signing. Requests are signed with OVHcloud's own time.",
    switches: ["timestampWindow", "timestampError"],
    probe: by("Sign a request with an old timestamp, with another client."),
  },
  {
    id: "pending-key",
    statement: "A consumer key that is not validated is refused with HTTP status 403.",
    affects: "The message. `Invalid signature` names this cause too.",
    switches: ["pendingKey"],
    probe: by("Request a consumer key, do not validate it, and run `indiecloud doctor ovh`."),
  },
  {
    id: "auth-details",
    statement: "A consumer key can call `GET /auth/details` only if it was granted.",
    affects: "Which account a state belongs to. Without the right, the project alone tells accounts apart.",
    switches: [],
    probe: by(
      "Run `indiecloud verify ovh` with a key that has rights on `/cloud/project/*` alone; the report shows the answer.",
    ),
  },
  {
    id: "oauth-refusal",
    statement: "A wrong OAuth2 client is refused with HTTP status 400.",
    affects: "The message.",
    switches: ["oauthRefusal"],
    probe: by("Set a wrong `clientSecret` and run `indiecloud doctor ovh`."),
  },
  {
    id: "rate-limit",
    statement: "Too many requests are answered with HTTP status 429.",
    affects: "Retries.",
    switches: [],
    probe: by("Do not provoke it; send us the answer if you have met it."),
  },
  {
    id: "user-data",
    statement: "User data is sent as plain text.",
    affects: "`userData`.",
    switches: [],
    probe: by("Create an instance with `userData` and look into its log."),
  },
];
