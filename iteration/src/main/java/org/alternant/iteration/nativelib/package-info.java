/// Opens shared libraries of the machine and calls their C functions, through the Foreign Function
/// & Memory API. For the backends; nothing here knows what a library computes.
@NullMarked
package org.alternant.iteration.nativelib;

import org.jspecify.annotations.NullMarked;
