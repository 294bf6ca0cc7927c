package org.alternant.toolkit.figure;

/// The size of a figure in pixels.
///
/// @param width at most [#MOST]; [Figure#of] refuses what is too small for its panels
/// @param height at most [#MOST]
public record FigureSize(int width, int height) {

  /// The most pixels a side has.
  public static final int MOST = 5000;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if a side is negative or too long
  public FigureSize {
    if (Math.min(width, height) < 0 || Math.max(width, height) > MOST) {
      throw new IllegalArgumentException(
          "a figure has sides of at most " + MOST + " pixels, found " + width + " by " + height);
    }
  }
}
