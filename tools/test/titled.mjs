// Tests of several files in one process: titles start with the name of their file, and the files run one after another.
const CHAINS = ["serial", "skip", "failing", "only", "todo"];

export function titled(test, prefix) {
  const named = (target) =>
    new Proxy(target, {
      apply: (_, self, [title, ...rest]) =>
        Reflect.apply(target, self, [typeof title === "string" ? `${prefix} › ${title}` : title, ...rest]),
      get: (_, key) => (CHAINS.includes(key) ? named(target[key]) : target[key]),
    });
  return new Proxy(named(test.serial), {
    get: (_, key) =>
      key === "serial" ? named(test.serial) : CHAINS.includes(key) ? named(test.serial[key]) : test[key],
  });
}
