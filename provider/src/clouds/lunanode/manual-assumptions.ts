import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** Assumptions that `indiecloud verify` does not test. */
export const manualAssumptions: readonly ManualAssumption[] = [
  {
    id: "status-words",
    statement: "The panel's words for a VM's status are `Online`, `Offline`, `BUILD` and others like OpenStack's.",
    affects: "Waits. An unknown word is waited for until the deadline, and then quoted.",
    switches: ["words"],
    probe: by("The report of `--with-server` shows the words of each step."),
  },
  {
    id: "durations",
    statement: "A VM is built within a minute or two, and other changes take less.",
    affects: "The limits of waits (`customTimeouts`).",
    switches: ["durations"],
    probe: by("The report of `--with-server` shows how long each step took."),
  },
  {
    id: "resize-ignored",
    statement: "A resize that is accepted is carried out.",
    affects: "A change of `plan`. After five minutes without a change the provider reports it as ignored.",
    switches: ["resizeIgnored"],
    probe: by("Resize a VM that was installed from an ISO."),
  },
  {
    id: "address-attaches",
    statement: "A new VM gets its public address by itself.",
    affects: "Creation. If it does not within a minute, the provider asks for one.",
    switches: ["addressFails"],
    probe: by("The report of `--with-server` shows whether `vm/floatingip-add` was called."),
  },
  {
    id: "key-labels",
    statement: "A second SSH key with the same label is refused.",
    affects: "Creation of `SshKey`. The provider looks for the label first.",
    switches: ["uniqueKeyLabels", "duplicateLabelText"],
    probe: by("Add two keys with one label in the panel."),
  },
  {
    id: "snapshot-list",
    statement: "`volume/snapshot-list` has its rows under `snapshots`.",
    affects: "`VolumeSnapshot`. Rows under numbers are understood too.",
    switches: ["snapshotList"],
    probe: by("The report of `--with-server` shows the answer, unless the trial could not create a snapshot."),
  },
  {
    id: "reimage-keeps",
    statement: "`vm/reimage` keeps the VM, its addresses and its security groups, and starts it.",
    affects:
      '`onImageChange: "reimage"`. What differs afterwards shows as drift. Whether SSH keys and scripts run again is not known.',
    switches: [],
    probe: by("Reimage a VM that you do not need in the panel."),
  },
  {
    id: "fair-share",
    statement: "`vm/set-fairshare`, which is not documented, still works as one of LunaNode's own programs uses it.",
    affects:
      "`chargeForCpu` and `fairShareNoLend`. If it does not, the creation of a VM that sets one of them says so.",
    switches: [],
    probe: by("Set one of the two on a VM that you do not need."),
  },
  {
    id: "error-wording",
    statement:
      "Errors for capacity, credit, quota, rate limits, permissions, objects in use and wrong states say so in words like these.",
    affects: "The next step in the message. Errors are recognized by their meaning; an unknown text is shown as it is.",
    switches: ["capacityText", "creditText", "quotaText", "rateText", "restrictedText", "inUseText", "conflictError"],
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
    id: "nonce-window",
    statement: "The clock may be off by five minutes.",
    affects: "Signing. The message about a refused signature names the clock.",
    switches: ["nonceWindow"],
    probe: by("Set a machine's clock wrong and run `indiecloud doctor lunanode`."),
  },
  {
    id: "signature-case",
    statement: "Signatures may be in upper case.",
    affects: "Nothing: the provider sends lower case.",
    switches: ["upperCaseSignatures"],
    probe: by("Sign a request with another client."),
  },
  {
    id: "own-images",
    statement: "The names of LunaNode's own images end in `(template)` or `(ISO)`.",
    affects: "`indiecloud orphans`, which treats all other images as yours.",
    switches: [],
    probe: by("Compare `image/list` with the panel."),
  },
];
