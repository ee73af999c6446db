interface PowerContext {
  bringToPowerState(power: string): Promise<void>;
  readonly desired: { readonly powerState?: string | undefined };
}

/** The step of a server with an input `powerState`, which resources put last: what needs another state comes before. */
export const powerStep = {
  label: "reach its power state",
  fields: ["powerState"],
  run: async ({ bringToPowerState, desired: { powerState } }: PowerContext): Promise<void> =>
    powerState === undefined ? undefined : bringToPowerState(powerState),
} as const;
