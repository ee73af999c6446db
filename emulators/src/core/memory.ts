/** A part of the emulators that a state file keeps. What `save` returns can be written as JSON. */
export interface Keeper {
  save(): unknown;
  load(saved: unknown): void;
}

/** What a cloud remembers besides its objects and switches, by name. */
export type Memory = Readonly<Record<string, Keeper>>;

/** What `save` of the same version has returned: the version of a state file is checked before. */
export function trusted<T>(saved: unknown): T {
  return saved as T;
}

export function keepMap<Key, Value>(map: Map<Key, Value>): Keeper {
  return {
    save: () => [...map],
    load: (saved) => {
      map.clear();
      for (const [key, value] of trusted<[Key, Value][]>(saved)) map.set(key, value);
    },
  };
}

export function keepValue<Value>(get: () => Value, set: (value: Value) => void): Keeper {
  return { save: get, load: (saved) => set(trusted<Value>(saved)) };
}

export function saveAll(memory: Memory): Record<string, unknown> {
  return Object.fromEntries(Object.entries(memory).map(([name, keeper]) => [name, keeper.save()]));
}

/** Parts that were not saved stay as they are. */
export function loadAll(memory: Memory, saved: Readonly<Record<string, unknown>>): void {
  for (const [name, keeper] of Object.entries(memory)) {
    if (Object.hasOwn(saved, name)) keeper.load(saved[name]);
  }
}
