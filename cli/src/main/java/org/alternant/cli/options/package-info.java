/// Options and arguments that several commands share, and how their values are read.
@NullMarked
package org.alternant.cli.options;

import org.jspecify.annotations.NullMarked;
