/// Coefficient tables as code or data for other runtimes: pure functions from a table to text or
/// bytes.
@NullMarked
package org.alternant.exports;

import org.jspecify.annotations.NullMarked;
