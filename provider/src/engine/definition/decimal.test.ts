import test from "ava";
import fc from "fast-check";
import { decimalText, minus, parseDecimal, plus, rounded, scaled, times, ZERO } from "./decimal.ts";

const of = (text: string) => {
  const parsed = parseDecimal(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

test("amounts keep every digit, where binary numbers drift", (t) => {
  t.is(decimalText(plus(of("0.1"), of("0.2"))), "0.3");
  t.is(decimalText(times(of("0.0508"), of("730"))), "37.084");
  const cents = Array.from({ length: 1000 }, () => of("0.001")).reduce(plus, ZERO);
  t.is(decimalText(cents), "1");
  t.is(decimalText(minus(of("1"), of("1.25"))), "-0.25");
});

test("texts of numbers are read as clouds write them, and no others", (t) => {
  t.is(decimalText(of("1.5E-4")), "0.00015");
  t.is(decimalText(of("1.54E3")), "1540");
  t.is(decimalText(of("1540.0")), "1540");
  t.is(decimalText(scaled("5080000", 8) ?? ZERO), "0.0508");
  for (const text of ["", "NaN", "1,5", "0x10", "1e999", ".5", "$1", `1${"0".repeat(50)}`]) {
    t.is(parseDecimal(text), undefined, text);
  }
});

test("a displayed amount is rounded to two places, half away from zero", (t) => {
  for (const [text, shown] of [
    ["0", "0.00"],
    ["-0.004", "0.00"],
    ["37.085", "37.09"],
    ["-37.085", "-37.09"],
    ["37.0849", "37.08"],
    ["5", "5.00"],
    ["0.5", "0.50"],
  ] as const) {
    t.is(rounded(of(text)), shown);
  }
});

test("sums of whole numbers of the smallest unit are exact", (t) => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })), (units) => {
      const sum = units.map((each) => ({ units: each, scale: 8 })).reduce(plus, ZERO);
      const expected = units.reduce((a, b) => a + b, 0n);
      t.is(decimalText(sum), decimalText({ units: expected, scale: 8 }));
    }),
  );
});
