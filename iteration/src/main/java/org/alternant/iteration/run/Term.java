package org.alternant.iteration.run;

/// A matrix times a factor, as a linear combination has it.
///
/// @param factor the factor
/// @param matrix the batch of matrices
/// @param <M> a batch of matrices in a backend's memory
public record Term<M>(double factor, M matrix) {}
