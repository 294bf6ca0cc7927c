package org.alternant.solver.certificate;

/// The proof was given up: it takes more than the effort that was allowed. That is counted, not
/// timed, and so the same on every machine.
public record Undetermined() implements CertificationOutcome, ImageOutcome {}
