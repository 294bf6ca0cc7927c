/// The command line.
@NullMarked
package org.alternant.cli;

import org.jspecify.annotations.NullMarked;
