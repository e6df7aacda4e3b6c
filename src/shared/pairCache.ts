/** Holds what is formed of pairs of objects that never change, as long as both of a pair are there. */
export class PairCache<One extends object, Other extends object, T> {
  private readonly found = new WeakMap<One, WeakMap<Other, { readonly value: T }>>();

  /** Returns what is formed of a pair, which happens once. */
  get(one: One, other: Other, form: () => T): T {
    const own = this.found.get(one) ?? new WeakMap<Other, { readonly value: T }>();
    this.found.set(one, own);
    const found = own.get(other) ?? { value: form() };
    own.set(other, found);
    return found.value;
  }
}
