/// `alternant export`.
@NullMarked
package org.alternant.cli.export;

import org.jspecify.annotations.NullMarked;
