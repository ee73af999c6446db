import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** Assumptions that `indiecloud verify` does not test. */
export const manualAssumptions: readonly ManualAssumption[] = [
  {
    id: "launch-tags",
    statement: "`RunInstances` reads tags in at least one of the two spellings, `Tag` and `Tags`.",
    affects: "Recovery of an interrupted create. Both are sent, and what was not read is tagged afterwards.",
    switches: ["launchTags"],
    probe: by("The report of `--with-server` shows whether `CreateTags` followed `RunInstances`."),
  },
  {
    id: "state-words",
    statement: "Beside `on` and `unknown`, states are called `off`, `pause`, `error` and `terminated`.",
    affects: "Waits. An unknown state is waited for until the deadline, and then quoted.",
    switches: ["words", "codes"],
    probe: by("The report of `--with-server` shows the states of each step."),
  },
  {
    id: "durations",
    statement: "An instance is on within a few minutes, and other changes take less.",
    affects: "The limits of waits (`customTimeouts`).",
    switches: ["durations"],
    probe: by("The report of `--with-server` shows how long each step took."),
  },
  {
    id: "modify-ignored",
    statement: "A change that is accepted is carried out.",
    affects: "Renames and resizes. A change that does not show is reported as ignored.",
    switches: ["modifyIgnored"],
    probe: by("The report of `--with-server` says which step failed."),
  },
  {
    id: "elastic-addresses",
    statement:
      "Elastic addresses stay in the account when their instance is terminated; an associated one is not released.",
    affects: "Deletion. Elastic addresses are removed from the instance first.",
    switches: ["terminateReleasesElastic", "releaseAssociated"],
    probe: by("Associate an elastic address that you do not need with a test instance, and terminate it."),
  },
  {
    id: "reassociation",
    statement: "`AssociateAddress` moves an address that another instance has.",
    affects: "Nothing: it is not sent for an address that shows an instance.",
    switches: ["reassociation"],
    probe: by("Associate an elastic address that you do not need with one test instance, and then with another."),
  },
  {
    id: "launch-time",
    statement: "`launchTime` is when the instance was requested, and stays when it is started again.",
    affects: "`indiecloud recover`, which compares it with the times of interrupted runs unless there is a namespace.",
    switches: [],
    probe: by("The report of `--with-server` shows `launchTime` after each step."),
  },
  {
    id: "client-token",
    statement: "`ClientToken` is ignored.",
    affects: "Nothing: the provider finds an interrupted create by its tag.",
    switches: ["enforceClientToken"],
    probe: by("Send `RunInstances` twice with one token, with another client."),
  },
  {
    id: "clock",
    statement: "The clock may be off by fifteen minutes.",
    affects: "Signing. After a refusal the provider signs by GigeNET's clock.",
    switches: ["clockWindow"],
    probe: by("Set a machine's clock wrong and run `indiecloud doctor gigenet`."),
  },
  {
    id: "signatures",
    statement: "Version 2 signatures are over the canonical query, and version 4 signatures in the query are refused.",
    affects: "Nothing: the provider sends version 4 in a header.",
    switches: ["strictSignatures", "presignedV4"],
    probe: by("Try it with another client."),
  },
  {
    id: "session-credentials",
    statement: "`GetSessionToken` answers with the credentials themselves, not with an `item` around them.",
    affects: "Nothing: both are read.",
    switches: ["sessionCredentials"],
    probe: by("Try it with another client."),
  },
  {
    id: "session-token-header",
    statement:
      "Requests with temporary credentials are accepted if the token is in the header `X-Amz-Security-Token`, as at EC2.",
    affects: "`temporaryCredentials`, which is off unless you set it.",
    switches: [],
    probe: by("Set `temporaryCredentials` and run `indiecloud doctor gigenet`."),
  },
  {
    id: "error-codes",
    statement:
      "Missing capacity is `InsufficientInstanceCapacity` and too many requests `RequestLimitExceeded` (HTTP 503), as at EC2.",
    affects: "Retries and the next step in the message. Codes like these are recognized; others are shown as they are.",
    switches: ["capacityCode", "throttleCode", "throttleStatus"],
    probe: by("Do not provoke it; send us the error if you have met it."),
  },
];
