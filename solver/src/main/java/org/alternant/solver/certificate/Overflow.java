package org.alternant.solver.certificate;

/// The images are not enclosed to the end: they leave the range of binary64, or, where rounding is
/// allowed for, nothing bounds them any more.
///
/// @param step the step after which they do, from 1
public record Overflow(int step) implements CertificationOutcome, ImageOutcome {}
