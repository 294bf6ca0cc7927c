/// `alternant plot`.
@NullMarked
package org.alternant.cli.figure;

import org.jspecify.annotations.NullMarked;
