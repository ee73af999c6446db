import { trimEnd } from "../../http/text.ts";

/** Exact decimal arithmetic, for amounts of money: `units` × 10^-`scale`. Sums of such numbers in binary drift. */
export interface Decimal {
  units: bigint;
  scale: number;
}

/** No price has more digits; a longer text is not one. */
const LONGEST = 40;

/** The number in a text such as `0.0508`, `-3` or `1.5E-4`; undefined if it is not one. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (whole === "" || text.length > LONGEST) {
    return undefined;
  }
  const units = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

const unitsAt = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

export const ZERO: Decimal = { units: 0n, scale: 0 };

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

export const minus = (a: Decimal, b: Decimal): Decimal => plus(a, { ...b, units: -b.units });

export const times = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale });

/** A whole number of units of 10^-`scale`: prices in 1e-8 are `scaled(text, 8)`. */
export function scaled(text: string, scale: number): Decimal | undefined {
  const parsed = parseDecimal(text);
  return parsed === undefined ? undefined : { ...parsed, scale: parsed.scale + scale };
}

/** Without trailing zeros: `37.084`, `-3`. */
export function decimalText({ units, scale }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = trimEnd(digits.slice(digits.length - scale), "0");
  return `${units < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Rounded to two places, half away from zero, for reading: `37.08`. */
export function rounded({ units, scale }: Decimal): string {
  const cut = 10n ** BigInt(Math.max(scale - 2, 0));
  const size = units < 0n ? -units : units;
  const hundredths = scale < 2 ? unitsAt({ units: size, scale }, 2) : (size + cut / 2n) / cut;
  const text = String(hundredths).padStart(3, "0");
  const isZero = hundredths === 0n;
  return `${units < 0n && !isZero ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
}
