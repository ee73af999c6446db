import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { type Flow, listFlows } from "./flows.ts";
import type { Harness } from "./harness.ts";
import { engineOf, type Subject } from "./lives.ts";
import { bare, picture, unlike } from "./picture.ts";
import { type Played, playFlows, rest, run, type Scene } from "./scenes.ts";
import { listTroubles, type Trouble } from "./troubles.ts";
import { findMark, findUnmarked, isReadBack, isTrigger } from "./unfinished.ts";

/*
 * What goes wrong with one call of an update, a deletion or a refresh, and what must hold nevertheless: nothing is
 * lost, nothing is done twice, nothing false is concluded, the error is readable, and the next command completes the
 * work.
 */

/** What follows the command that met the trouble. */
const SEQUELS = ["up", "refresh, up", "destroy", "up as it was before"] as const;
type Sequel = (typeof SEQUELS)[number];
/** After a refusal of the last write, what was left unfinished is completed or taken back. */
const AFTER_REFUSAL: readonly Sequel[] = ["refresh, up", "up as it was before"];

/** One trouble, and each sequel from there. */
export interface Trial {
  trouble: Trouble;
  sequels: readonly Sequel[];
  run(): Promise<string[]>;
}

/**
 * The sequels tried after a trouble: all of them; all after a lost answer and one otherwise, taking turns; or always
 * just one, of every resource or only of the server.
 */
export type Extent = "all" | "most" | "few" | "least";

/** The trials of a flow: every trouble with its sequels. */
export function listTrials(subject: Subject, { flow, scene }: Played, extent: Extent): Trial[] {
  const all = flow.does === "update" ? SEQUELS : SEQUELS.slice(0, 1);
  return listTroubles(scene.requests).map((trouble, index): Trial => {
    const sequels = all.filter(
      (sequel, nth) =>
        extent === "all" ||
        (extent === "most" && (trouble.isLost || (trouble.last === "refused" && AFTER_REFUSAL.includes(sequel)))) ||
        nth === index % all.length,
    );
    const name = `${flow.name}: ${trouble.name}`;
    return {
      trouble,
      sequels,
      run: () =>
        trial(subject, flow, scene, trouble, sequels).then(
          (wrong) => wrong.map((text) => `${name}${text}`),
          (error: unknown) => [`${name}: ${messageOf(error)}`],
        ),
    };
  });
}

/** One row for each flow, which ends with the first failing trial. */
export async function listFaultRows(subject: Subject): Promise<{ name: string; run(): Promise<string[]> }[]> {
  return (await listFlows(subject)).map((flow) => ({
    name: flow.name,
    run: async () => {
      for await (const played of playFlows(subject, [flow])) {
        for (const each of listTrials(subject, played, "most")) {
          const wrong = await each.run();
          if (wrong.length > 0) {
            return wrong;
          }
        }
      }
      return [];
    },
  }));
}

/** The writes of the flow where nothing goes wrong. */
const writesOf = ({ requests }: Scene): string[] =>
  requests.flatMap(({ kind, operation }) => (kind === "write" ? [operation] : []));

/** What is wrong, each as the end of a sentence that begins with the trouble. */
async function trial(
  subject: Subject,
  flow: Flow,
  scene: Scene,
  { rule, last }: Trouble,
  sequels: readonly Sequel[],
): Promise<string[]> {
  const { harness } = subject;
  const { restore, state, ids, goal } = scene;
  const named = (wrong: readonly string[], sequel?: Sequel) =>
    wrong.map((text) => `${sequel === undefined ? "" : `, then ${sequel}`}: ${text}`);
  restore();
  harness.emulators.clearRequests();
  const engine = engineOf(subject);
  engine.state = structuredClone(state);
  harness.fault(rule);
  const failure = await run(engine, flow).then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  harness.emulators.clearFaults();
  if (harness.emulators.requests(harness.target.cloud).every(({ fault }) => fault === undefined)) {
    return named(["it did not happen, as the flow took another way"]);
  }
  await rest(harness);
  const wrong = [
    ...(failure === undefined ? [] : unreadable(harness, failure)),
    ...(last === "refused" ? findUnmarked(subject, flow, engine, failure) : []),
    ...(last === "lost once" && writesOf(scene).length === 1 && failure !== undefined && isReadBack(subject, flow)
      ? [`the object shows the change, and yet: ${failure}`]
      : []),
  ];
  if (engine.state !== undefined && engine.state.id !== state.id) {
    wrong.push(`the state has ${engine.state.id} in place of ${state.id}`);
  }
  if (flow.does !== "delete" && engine.state === undefined) {
    return named([...wrong, "the object was taken for deleted"]);
  }
  if (failure === undefined) {
    wrong.push(...unlike(picture(harness, ids), goal, "after a command that succeeded"));
  }
  if (flow.does === "refresh") {
    const seen = await engine.refresh();
    return named(seen === "same" ? wrong : [...wrong, `the next refresh says ${seen}`]);
  }
  if (flow.does === "delete") {
    await engine.destroy();
    await rest(harness);
    return named([...wrong, ...unlike(picture(harness, ids), goal, "after the next destroy")]);
  }
  const [returnToIt, reached] = [harness.emulators.snapshot(), engine.state];
  const afterwards: string[] = [];
  for (const sequel of sequels) {
    returnToIt();
    const next = engineOf(subject);
    next.state = structuredClone(reached);
    afterwards.push(...named(await follow(subject, flow, scene, next, sequel), sequel));
  }
  return [...named(wrong), ...afterwards];
}

/** What is wrong after a sequel of a change that met a trouble. */
async function follow(subject: Subject, flow: Flow, scene: Scene, engine: Engine, sequel: Sequel): Promise<string[]> {
  const { harness } = subject;
  const { state, ids, goal, outputs, destroyed, isReversible } = scene;
  const now = () => picture(harness, ids);
  const program = flow.second ?? {};
  if (sequel === "destroy" && destroyed !== undefined) {
    await engine.destroy();
    await rest(harness);
    // What was adopted stays as it is, whether the change was made or not.
    const isReleased = subject.definition.adoptInput !== undefined && subject.definition.create === undefined;
    return isReleased ? [] : unlike(now(), destroyed, "after a destroy");
  }
  if (sequel === "up as it was before") {
    // A change that can be reverted after a run without trouble must be revertible here too.
    const refusal = await engine.up(flow.first).then(
      () => undefined,
      (error: unknown) => messageOf(error),
    );
    const marked = refusal === undefined ? findMark(engine) : [];
    await rest(harness);
    const isThere = engine.state?.id === state.id;
    return [
      ...marked,
      ...(isThere ? [] : ["the object was lost on the way back"]),
      ...(refusal === undefined
        ? await findDifference(engine, flow.first)
        : isReversible
          ? [`the way back is refused: ${refusal}`]
          : []),
    ];
  }
  if (sequel === "refresh, up") {
    await engine.refresh();
    harness.emulators.clearRequests();
  }
  await engine.up(program);
  const others = sequel === "refresh, up" && !isTrigger(subject.definition, flow.key) ? harness.writes() : [];
  const wrong = [
    ...[...new Set(others)]
      .filter((each) => !writesOf(scene).includes(each))
      .map((each) => `the next up sends ${each}`),
    ...findMark(engine),
    ...(await findDifference(engine, program)),
  ];
  await rest(harness);
  return [
    ...wrong,
    ...unlike(now(), goal, "after the next up"),
    ...unlike(bare(engine.outputs), outputs, "in the outputs after the next up"),
  ];
}

/** What a refresh or a preview still finds, which should be nothing. Unfinished inputs would survive the refresh. */
async function findDifference(engine: Engine, program: Json): Promise<string[]> {
  const seen = await engine.refresh();
  const { op } = await engine.preview(program);
  return [
    ...(seen === "same" ? [] : [`the refresh after the next up says ${seen}`]),
    ...(op === "same" ? [] : [`the preview after the next up says ${op}`]),
  ];
}

/** An error must name the cloud and the next step. */
function unreadable({ target }: Harness, message: string): string[] {
  const matches =
    message.includes(target.title) && /\b(run|try|check|look|set|choose|correct|wait|see)\b/i.test(message);
  return matches ? [] : [`the error does not say who refuses and what to do: ${message}`];
}
