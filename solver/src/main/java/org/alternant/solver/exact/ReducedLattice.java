package org.alternant.solver.exact;

import java.util.ArrayList;
import java.util.List;

/// A lattice in Rᵐ with a reduced basis: which integer combinations of given vectors lie close to a
/// point.
///
/// The basis is reduced by A. K. Lenstra, H. W. Lenstra and L. Lovász's algorithm with δ = 0.99, in
/// binary64; a close point is found by L. Babai's nearest-plane algorithm, and its neighbours by
/// small combinations of the reduced basis. Rounding errors can make the basis less reduced and a
/// point less close, but the results are integers, and nothing depends on their being the best.
public final class ReducedLattice {

  private static final double LOVASZ = 0.99;

  /// Reducing n vectors took fewer exchanges than this times n² in every case observed.
  private static final int EXCHANGES = 60;

  /// Up to this many coefficients the neighbourhood is a full box of radius 2.
  private static final int FULL_BOX = 3;

  /// Up to this many it holds pairs; beyond, there would be too many to try.
  private static final int PAIRS = 10;

  private final int size;
  private final double[][] basis;

  /// The reduced vectors in terms of the given ones: integers.
  private final double[][] combination;

  private final double[][] orthogonal;
  private final double[][] projection;
  private final double[] squares;

  /// Reduces a basis.
  ///
  /// @param vectors n vectors of equal length, linearly independent
  public ReducedLattice(double[][] vectors) {
    size = vectors.length;
    basis = new double[size][];
    combination = new double[size][size];
    for (int i = 0; i < size; i++) {
      basis[i] = vectors[i].clone();
      combination[i][i] = 1;
    }
    orthogonal = new double[size][];
    projection = new double[size][size];
    squares = new double[size];
    reduce();
  }

  private void reduce() {
    orthogonalize(0);
    int k = 1;
    for (int exchanges = 0; k < size && exchanges < EXCHANGES * size * size; ) {
      reduceLength(k);
      double mu = projection[k][k - 1];
      if (squares[k] >= (LOVASZ - mu * mu) * squares[k - 1]) {
        k++;
        continue;
      }
      swap(basis, k);
      swap(combination, k);
      orthogonalize(k - 1);
      k = Math.max(1, k - 1);
      exchanges++;
    }
  }

  private static void swap(double[][] rows, int k) {
    double[] row = rows[k];
    rows[k] = rows[k - 1];
    rows[k - 1] = row;
  }

  private void reduceLength(int k) {
    for (int j = k - 1; j >= 0; j--) {
      double multiple = Math.rint(projection[k][j]);
      if (multiple != 0) {
        add(basis[k], -multiple, basis[j]);
        add(combination[k], -multiple, combination[j]);
        for (int i = 0; i < j; i++) {
          projection[k][i] -= multiple * projection[j][i];
        }
        projection[k][j] -= multiple;
      }
    }
  }

  /// Gram and Schmidt's vectors from the given one on.
  private void orthogonalize(int from) {
    for (int i = from; i < size; i++) {
      orthogonal[i] = basis[i].clone();
      for (int j = 0; j < i; j++) {
        projection[i][j] = squares[j] == 0 ? 0 : dot(basis[i], orthogonal[j]) / squares[j];
        add(orthogonal[i], -projection[i][j], orthogonal[j]);
      }
      squares[i] = dot(orthogonal[i], orthogonal[i]);
    }
  }

  /// A lattice point close to a point, by nearest planes.
  ///
  /// @param point any point
  /// @return the integer multiples of the given vectors
  public double[] closest(double[] point) {
    double[] rest = point.clone();
    double[] multiples = new double[size];
    for (int i = size - 1; i >= 0; i--) {
      double multiple = squares[i] == 0 ? 0 : Math.rint(dot(rest, orthogonal[i]) / squares[i]);
      add(rest, -multiple, basis[i]);
      add(multiples, multiple, combination[i]);
    }
    return multiples;
  }

  /// Short lattice vectors, 0 first: all combinations of the reduced basis with multiples up to 2
  /// in size, or, of more than three vectors, those of one and two of them, of more than ten those
  /// of one.
  ///
  /// @return integer multiples of the given vectors
  public List<double[]> shortVectors() {
    List<double[]> vectors = new ArrayList<>();
    vectors.add(new double[size]);
    if (size <= FULL_BOX) {
      box(0, new double[size], vectors);
      return vectors;
    }
    for (int i = 0; i < size; i++) {
      for (int multiple : new int[] {-2, -1, 1, 2}) {
        double[] single = new double[size];
        add(single, multiple, combination[i]);
        vectors.add(single);
        for (int j = 0; j < i && size <= PAIRS && Math.abs(multiple) == 1; j++) {
          for (int other = -1; other <= 1; other += 2) {
            double[] pair = single.clone();
            add(pair, other, combination[j]);
            vectors.add(pair);
          }
        }
      }
    }
    return vectors;
  }

  private void box(int i, double[] multiples, List<double[]> vectors) {
    if (i == size) {
      for (double multiple : multiples) {
        if (multiple != 0) {
          vectors.add(multiples.clone());
          return;
        }
      }
      return;
    }
    for (int multiple = -2; multiple <= 2; multiple++) {
      double[] sum = multiples.clone();
      add(sum, multiple, combination[i]);
      box(i + 1, sum, vectors);
    }
  }

  private static void add(double[] sum, double multiple, double[] vector) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += multiple * vector[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
