/// The command line: one class a command.
@NullMarked
package org.alternant.cli;

import org.jspecify.annotations.NullMarked;
