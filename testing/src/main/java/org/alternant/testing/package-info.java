/// What the tests of several modules share.
@NullMarked
package org.alternant.testing;

import org.jspecify.annotations.NullMarked;
