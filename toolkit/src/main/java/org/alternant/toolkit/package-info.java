/// The verbs of the command line for a program.
@NullMarked
package org.alternant.toolkit;

import org.jspecify.annotations.NullMarked;
