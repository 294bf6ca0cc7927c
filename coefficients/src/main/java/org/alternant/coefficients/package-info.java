/// The coefficient table: records, JSON codec and schema, shipped tables.
@NullMarked
package org.alternant.coefficients;

import org.jspecify.annotations.NullMarked;
