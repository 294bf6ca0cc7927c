/// What holds of the source as a whole: which package may use which, how large a package, a file
/// and a method may be.
@NullMarked
package org.alternant.cli.architecture;

import org.jspecify.annotations.NullMarked;
