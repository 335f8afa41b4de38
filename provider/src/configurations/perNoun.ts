/** Makes a function that computes its result once for each noun and keeps it. */
export function perNoun<N extends object, T>(make: (noun: N) => T): (noun: N) => T {
  const made = new WeakMap<N, T>();
  return (noun) => {
    const earlier = made.get(noun);
    if (earlier !== undefined) return earlier;
    const answer = make(noun);
    made.set(noun, answer);
    return answer;
  };
}
