/// The script that builds and starts Alternant.
@NullMarked
package org.alternant.cli.launcher;

import org.jspecify.annotations.NullMarked;
