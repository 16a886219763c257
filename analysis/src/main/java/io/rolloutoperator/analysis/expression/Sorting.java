package io.rolloutoperator.analysis.expression;

import java.util.ArrayList;
import java.util.List;

/** Stable sorting that never fails on an inconsistent order, such as that of lists with NaN. */
final class Sorting {

  /**
   * Up to here elements are inserted one by one, which settles where elements without an order end
   * up.
   */
  private static final int SHORT = 12;

  private record Entry(Value key, Value item) {}

  private final boolean descending;
  private final Budget budget;

  private Sorting(boolean descending, Budget budget) {
    this.descending = descending;
    this.budget = budget;
  }

  /** The items in the order of their keys. */
  static List<Value> byKeys(
      List<Value> items, List<Value> keys, boolean descending, Budget budget) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      entries.add(new Entry(keys.get(i), items.get(i)));
    }
    return new Sorting(descending, budget).sort(entries).stream().map(Entry::item).toList();
  }

  private List<Entry> sort(List<Entry> entries) {
    if (entries.size() <= SHORT) {
      return insert(entries);
    }
    int middle = entries.size() / 2;
    return merge(sort(entries.subList(0, middle)), sort(entries.subList(middle, entries.size())));
  }

  private List<Entry> insert(List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    for (int i = 1; i < sorted.size(); i++) {
      for (int j = i; j > 0 && isBefore(sorted.get(j), sorted.get(j - 1)); j--) {
        sorted.set(j, sorted.set(j - 1, sorted.get(j)));
      }
    }
    return sorted;
  }

  private List<Entry> merge(List<Entry> left, List<Entry> right) {
    List<Entry> merged = new ArrayList<>(left.size() + right.size());
    int i = 0;
    int j = 0;
    while (i < left.size() && j < right.size()) {
      merged.add(isBefore(right.get(j), left.get(i)) ? right.get(j++) : left.get(i++));
    }
    merged.addAll(left.subList(i, left.size()));
    merged.addAll(right.subList(j, right.size()));
    return merged;
  }

  private boolean isBefore(Entry a, Entry b) {
    return descending ? Operators.less(b.key, a.key, budget) : Operators.less(a.key, b.key, budget);
  }
}
