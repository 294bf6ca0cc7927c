package org.alternant.solver.design;

/// What a search on a grid may still try: counted, never timed, so that every machine gives up the
/// same.
///
/// The unit is what an image in floating point takes for each coefficient cubed: its critical
/// points are roots of roots of derivatives. What goes beyond the bound is not tried; the search
/// ends with the best that it has found.
final class GridWork {

  /// Some 40 million took a second: one run, degrees 19 and 13, on a busy machine.
  private static final long BOUND = 350_000_000L;

  /// What an image takes beside, in coefficients.
  private static final int OVERHEAD = 2;

  /// An exact image counts as so many in floating point: an estimate, not a measurement.
  private static final int EXACT = 50;

  /// Reducing a lattice of n vectors counts n⁵ over this: an estimate from one profile, n = 10.
  private static final int LATTICE = 6;

  private long left;

  private GridWork(long left) {
    this.left = left;
  }

  /// What any search may take.
  static GridWork withinReason() {
    return new GridWork(BOUND);
  }

  static GridWork of(long units) {
    return new GridWork(units);
  }

  void countImage(int coefficients) {
    left -= cube(coefficients);
  }

  void countExactImage(int coefficients) {
    left -= EXACT * cube(coefficients);
  }

  void countLattice(int coefficients) {
    left -= cube(coefficients) * coefficients * coefficients / LATTICE;
  }

  boolean isSpent() {
    return left <= 0;
  }

  private static long cube(int coefficients) {
    long n = (long) coefficients + OVERHEAD;
    return n * n * n;
  }
}
