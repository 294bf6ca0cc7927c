/// `alternant plot`: options and words. `org.alternant.toolkit.figure` draws.
@NullMarked
package org.alternant.cli.figure;

import org.jspecify.annotations.NullMarked;
