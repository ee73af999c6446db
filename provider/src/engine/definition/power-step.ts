interface PowerContext {
  bringToPowerState(power: string): Promise<void>;
  readonly desired: { readonly powerState?: string | undefined };
}

/**
 * The step for the input `powerState` of a server. Resources declare it last: steps that need another power state come first.
 */
export const powerStep = {
  label: "reach its power state",
  fields: ["powerState"],
  run: async ({ bringToPowerState, desired: { powerState } }: PowerContext): Promise<void> =>
    powerState === undefined ? undefined : bringToPowerState(powerState),
} as const;
