/// Several tables as one Python module, which takes for each tensor its own
/// ([org.alternant.exports.dispatch.DispatchModule]).
@NullMarked
package org.alternant.exports.dispatch;

import org.jspecify.annotations.NullMarked;
