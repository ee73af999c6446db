import type { Tone } from "./types.ts";

const list = (text: string): string[] => text.split(" ");

const tones: readonly (readonly [Tone, ReadonlySet<string>])[] = [
  [
    "good",
    new Set(
      list("online active ok run running on in-use attached used set available ready up done completed validated"),
    ),
  ],
  ["off", new Set(list("offline shutoff off stopped shelved paused detached unset notused deleted cancelled down"))],
  [
    "bad",
    new Set(list("error failed suspended clientsuspend killed expired refused in-error ovherror locked unhealthy")),
  ],
  ["plain", new Set(["", "visible"])],
];

/** The color of a state: a word that is not known is something in progress. */
export function toneOf(state: string): Tone {
  const word = state.toLowerCase().replace(/ .*/, "");
  return tones.find(([, words]) => words.has(word))?.[0] ?? "busy";
}
