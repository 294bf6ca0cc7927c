/// Benchmarks of the solver and its stress run.
@NullMarked
package org.alternant.benchmarks;

import org.jspecify.annotations.NullMarked;
