/// Runs of sample matrices, by which designs for an arithmetic are made and measured.
@NullMarked
package org.alternant.toolkit.trial;

import org.jspecify.annotations.NullMarked;
