/**
 * A function that works out what it answers for a noun once, and keeps it as long as the noun is
 * there.
 */
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
