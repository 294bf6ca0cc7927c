/// `alternant export`: options, and in `RefusalText` the words for what is refused.
/// `org.alternant.toolkit.export` prepares what `org.alternant.exports` writes.
@NullMarked
package org.alternant.cli.export;

import org.jspecify.annotations.NullMarked;
