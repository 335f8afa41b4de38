import { expect, test, vi } from "vitest";
import { SharedAnswers } from "../../provider/src/deployment/sharedAnswers";

test("a question is asked only once, even while its answer is pending", async () => {
  const answers = new SharedAnswers();
  const ask = vi.fn(() => Promise.resolve(1));
  expect(await Promise.all([answers.get("one", ask), answers.get("one", ask)])).toEqual([1, 1]);
  expect(await answers.get("two", () => Promise.resolve(2))).toBe(2);
  expect(ask).toHaveBeenCalledOnce();
});

test("a question that failed is asked again", async () => {
  const answers = new SharedAnswers();
  await expect(answers.get("one", () => Promise.reject(new Error("Busy.")))).rejects.toThrow("Busy.");
  expect(await answers.get("one", () => Promise.resolve(1))).toBe(1);
});
