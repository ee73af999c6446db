import type { Setting, Settings } from "./cloud.ts";

/**
 * For a cloud of which it is not known how it answers for an account without objects: with an empty list, or without one. A
 * damaged answer has no list either, so only the user can decide that it means "none".
 */
export interface MissingList {
  /** `lunanode`, `LunaNode`, and where a user can check: `panel`. */
  cloud: string;
  title: string;
  panel: string;
  /** An answer without its list: "without its list, such as `vms`,". */
  emptyAnswer: string;
}

const KEY = "missingListMeansEmpty";

const environment = (cloud: string): string => `${cloud.toUpperCase()}_MISSING_LIST_MEANS_EMPTY`;

/** The setting by which the user decides. */
export const missingListSetting = ({ cloud, panel, emptyAnswer }: MissingList): { [KEY]: Setting } => ({
  [KEY]: {
    description: `\`true\`: a successful response ${emptyAnswer} means an empty list. Set it only if the ${panel} shows that the account has none of the objects that the error names. Otherwise such a response is an error.`,
    env: [environment(cloud)],
    form: "flag",
  },
});

/** What an answer without its list means: an empty list if the user says so, else an error with this next step. */
export const missingListMeaning = (
  { cloud, title, panel }: MissingList,
  settings: Settings,
): "empty" | { nextStep: string } =>
  settings[KEY] === "true"
    ? "empty"
    : {
        nextStep: `It is not known whether ${title} omits empty lists. A damaged response looks the same, so this one was not treated as an empty list. Try again; if the error remains and ${title}'s ${panel} shows none of these objects, run pulumi config set --path 'indiecloud:${cloud}.${KEY}' true (or set ${environment(cloud)}=true), and please report it.`,
      };
