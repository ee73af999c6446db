import type { Answered } from "../../emulators/src/index.ts";
import type { Fixture } from "./fixture.ts";
import type { Problem } from "./schema.ts";

/** What a cloud's model says about a call; undefined if it says nothing. */
export interface CloudModel {
  readonly fixture: Fixture;
  answer(answered: Answered): readonly Problem[] | undefined;
  request(answered: Answered): readonly Problem[] | undefined;
}
