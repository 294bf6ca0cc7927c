package org.alternant.solver.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The few values with the smallest keys among many offered, in increasing order: among equal keys
/// the first offered, and of equal rows with equal keys only one.
///
/// @param <T> the values
public final class Shortlist<T> {

  private static final class Entry<T> {
    private final double key;
    private final double[] row;
    private final T value;

    Entry(double key, double[] row, T value) {
      this.key = key;
      this.row = row;
      this.value = value;
    }
  }

  private final int capacity;
  private final List<Entry<T>> entries = new ArrayList<>();

  /// Makes an empty list.
  ///
  /// @param capacity how many values it keeps
  public Shortlist(int capacity) {
    this.capacity = capacity;
  }

  /// Offers a value.
  ///
  /// @param key what values are ranked by
  /// @param row tells values of equal keys apart
  /// @param value the value
  public void offer(double key, double[] row, T value) {
    int place = entries.size();
    if (place == capacity && !(key < entries.getLast().key)) {
      return;
    }
    while (place > 0 && key < entries.get(place - 1).key) {
      place--;
    }
    for (int i = place - 1; i >= 0 && entries.get(i).key == key; i--) {
      if (Arrays.equals(entries.get(i).row, row)) {
        return;
      }
    }
    entries.add(place, new Entry<>(key, row, value));
    if (entries.size() > capacity) {
      entries.removeLast();
    }
  }

  /// The values, least key first.
  ///
  /// @return the values
  public List<T> toList() {
    return entries.stream().map(entry -> entry.value).toList();
  }
}
