/** Reads each fact once, and shares the result with all callers. A failure is not kept. */
export class SharedAnswers {
  readonly #answers = new Map<string, Promise<unknown>>();

  get<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const earlier = this.#answers.get(question) as Promise<T> | undefined;
    if (earlier !== undefined) return earlier;
    const answer = ask();
    this.#answers.set(question, answer);
    answer.catch(() => this.#answers.delete(question));
    return answer;
  }
}
