/// Benchmarks of the solver and of the backends, and the stress run.
@NullMarked
package org.alternant.benchmarks;

import org.jspecify.annotations.NullMarked;
