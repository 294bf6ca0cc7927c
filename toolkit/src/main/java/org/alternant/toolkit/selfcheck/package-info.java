/// The matrix on which an export checks itself, and what our iteration makes of it. Apart from
/// `org.alternant.toolkit.export`, because running the iteration needs EJML.
@NullMarked
package org.alternant.toolkit.selfcheck;

import org.jspecify.annotations.NullMarked;
